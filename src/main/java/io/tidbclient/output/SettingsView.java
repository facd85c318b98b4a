package io.tidbclient.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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

/** The settings with their values and origins, as {@code config show} prints them. */
public final class SettingsView {
    private static final Table<SettingRow> TABLE = new Table<>(List.of(
            Column.left("SETTING", 0, row -> Text.of(row.key())),
            Column.left("VALUE", 0, row -> Text.of(row.value())),
            Column.left("FROM", 0, row -> Text.of(row.origin()))));

    private SettingsView() {}

    /** A table, a line for each setting. */
    public static String text(List<SettingRow> rows) {
        return TABLE.render(rows, Paragraph.UNLIMITED).stream()
                .map(line -> line.plain().stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    /** An object with a member for each setting, which has its value and origin; the value is null when there is none. */
    public static String json(List<SettingRow> rows) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (SettingRow row : rows) {
                json.writeObjectFieldStart(row.key());
                if (row.value().isEmpty()) {
                    json.writeNullField("value");
                } else {
                    json.writeStringField("value", row.value());
                }
                json.writeStringField("origin", row.origin());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.append('\n').toString();
    }
}
