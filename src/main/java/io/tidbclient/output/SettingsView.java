package io.tidbclient.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidbclient.config.ConnectionRows;
import io.tidbclient.config.RunOptions;
import io.tidbclient.config.SettingRow;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings with their values and origins, as {@code config show} prints them. */
public final class SettingsView {
    private static final Table<SettingRow> TABLE = new Table<>(List.of(
            Column.left("SETTING", 0, row -> Text.of(row.key())),
            Column.left("VALUE", 0, row -> Text.of(row.value())),
            Column.left("FROM", 0, row -> Text.of(row.origin()))));

    private SettingsView() {}

    /** A table, a line for each setting; after {@code connections} those of each listed connection. */
    public static String text(List<SettingRow> rows, List<ConnectionRows> connections) {
        List<SettingRow> all = rows.stream()
                .flatMap(row -> Stream.concat(
                        Stream.of(row),
                        row.key().equals(RunOptions.CONNECTIONS.key()) ? inTable(connections) : Stream.empty()))
                .toList();
        return TABLE.render(all, Paragraph.UNLIMITED).stream()
                .map(line -> line.plain().stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<SettingRow> inTable(List<ConnectionRows> connections) {
        return connections.stream()
                .flatMap(connection -> connection.rows().stream()
                        .map(row ->
                                new SettingRow("  " + connection.id() + ": " + row.key(), row.value(), row.origin())));
    }

    /**
     * An object with a member for each setting, which has its value and origin; the value is null when there is none.
     * {@code connections} has the listed ones, too, each with its id and a member for each setting of its own.
     */
    public static String json(List<SettingRow> rows, List<ConnectionRows> connections) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (SettingRow row : rows) {
                begin(json, row);
                if (row.key().equals(RunOptions.CONNECTIONS.key()) && !connections.isEmpty()) {
                    list(json, connections);
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.append('\n').toString();
    }

    private static void begin(JsonGenerator json, SettingRow row) throws IOException {
        json.writeObjectFieldStart(row.key());
        if (row.value().isEmpty()) {
            json.writeNullField("value");
        } else {
            json.writeStringField("value", row.value());
        }
        json.writeStringField("origin", row.origin());
    }

    private static void list(JsonGenerator json, List<ConnectionRows> connections) throws IOException {
        json.writeArrayFieldStart("list");
        for (ConnectionRows connection : connections) {
            json.writeStartObject();
            json.writeStringField("id", connection.id());
            for (SettingRow row : connection.rows()) {
                begin(json, row);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
