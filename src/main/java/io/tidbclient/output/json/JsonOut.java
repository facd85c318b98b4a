package io.tidbclient.output.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.tidbclient.redact.Redactor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Writes one JSON value in UTF-8, whatever the locale. A field that has no value is written as {@code null}: each object has
 * all of its fields, always.
 */
public final class JsonOut {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // The stream is the process's standard output; it outlives the document.
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .setCharacterEscapes(new SafeCharacters());
    private static final int MICROS = 3;

    private final JsonGenerator json;

    private JsonOut(JsonGenerator json) {
        this.json = json;
    }

    /** Writes an object and a line end; indented for people, or all on one line. */
    public static void write(OutputStream out, boolean indented, Consumer<JsonOut> fields) {
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            if (indented) {
                DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
                generator.setPrettyPrinter(
                        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            }
            generator.writeStartObject();
            fields.accept(new JsonOut(generator));
            generator.writeEndObject();
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object on one line, without its end. */
    public static String line(Consumer<JsonOut> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, false, fields);
        return out.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** A text. */
    public void text(String name, String value) {
        run(() -> json.writeStringField(JsonText.wellFormed(name), JsonText.wellFormed(value)));
    }

    /** A text that {@code name} stands for in a user's data: masked when the name is that of a secret. */
    public void named(String name, String value) {
        text(name, Redactor.value(name, value));
    }

    /** An empty text means that there is none, as it does in the records that are written here. */
    public void textOrNull(String name, String value) {
        text(name, Optional.of(value).filter(v -> !v.isEmpty()));
    }

    /** A text, or null. */
    public void text(String name, Optional<String> value) {
        value.ifPresentOrElse(v -> text(name, v), () -> nothing(name));
    }

    /** A number. */
    public void number(String name, long value) {
        run(() -> json.writeNumberField(name, value));
    }

    /** A number, or null. */
    public void number(String name, OptionalInt value) {
        value.ifPresentOrElse(v -> number(name, v), () -> nothing(name));
    }

    /** A number, or null. */
    public void number(String name, OptionalLong value) {
        value.ifPresentOrElse(v -> number(name, v), () -> nothing(name));
    }

    /** One digit after the point is more than such a value means. */
    public void decimal(String name, OptionalDouble value) {
        value.ifPresentOrElse(v -> scaled(name, Math.round(v * 10), 1), () -> nothing(name));
    }

    /** True or false. */
    public void flag(String name, boolean value) {
        run(() -> json.writeBooleanField(name, value));
    }

    /** In UTC, to the microsecond. */
    public void instant(String name, Instant value) {
        text(name, value.truncatedTo(ChronoUnit.MICROS).toString());
    }

    /** In UTC, to the microsecond, or null. */
    public void instant(String name, Optional<Instant> value) {
        value.ifPresentOrElse(v -> instant(name, v), () -> nothing(name));
    }

    /** What every line of JSON lines begins with. */
    public void event(String name, Instant at) {
        text("event", name);
        instant("at", at);
    }

    /** In the zone of the server's session, which has no name here. */
    public void local(String name, Optional<LocalDateTime> value) {
        text(name, value.map(v -> v.truncatedTo(ChronoUnit.MICROS).toString()));
    }

    /** In milliseconds, to the microsecond. */
    public void millis(String name, Duration value) {
        scaled(name, value.toNanos() / 1_000, MICROS);
    }

    /** In milliseconds, to the microsecond, or null. */
    public void millis(String name, Optional<Duration> value) {
        value.ifPresentOrElse(v -> millis(name, v), () -> nothing(name));
    }

    /** A list of texts; {@code null} among them is null. */
    public void texts(String name, Collection<String> values) {
        run(() -> json.writeArrayFieldStart(name));
        values.forEach(value -> cell(value, false));
        run(json::writeEndArray);
    }

    /** A list of lists of texts. */
    public void rows(String name, Collection<List<String>> rows) {
        run(() -> json.writeArrayFieldStart(name));
        for (List<String> row : rows) {
            run(json::writeStartArray);
            row.forEach(value -> cell(value, false));
            run(json::writeEndArray);
        }
        run(json::writeEndArray);
    }

    /**
     * A list of rows whose values are typed as {@link #cell} writes them.
     *
     * @param numeric for each column, whether its values are numbers
     */
    public void rows(String name, Collection<List<String>> rows, List<Boolean> numeric) {
        run(() -> json.writeArrayFieldStart(name));
        for (List<String> row : rows) {
            run(json::writeStartArray);
            for (int i = 0; i < row.size(); i++) {
                cell(row.get(i), numeric.get(i));
            }
            run(json::writeEndArray);
        }
        run(json::writeEndArray);
    }

    /** A list of values, typed as {@link #cell} writes them. */
    public <T> void cells(String name, List<T> values, Function<T, Optional<String>> text, Predicate<T> numeric) {
        run(() -> json.writeArrayFieldStart(name));
        values.forEach(value -> cell(text.apply(value).orElse(null), numeric.test(value)));
        run(json::writeEndArray);
    }

    /**
     * A value of a row, null for NULL. A number is a JSON number where any reader has it exactly: a whole one between
     * -(2^53 - 1) and 2^53 - 1, written as JSON writes it. All else is the server's text.
     */
    public void cell(String name, Optional<String> text, boolean numeric) {
        run(() -> json.writeFieldName(name));
        cell(text.orElse(null), numeric);
    }

    private void cell(String text, boolean numeric) {
        run(() -> JsonCell.write(json, text, numeric));
    }

    /** No value. */
    public void nothing(String name) {
        run(() -> json.writeNullField(name));
    }

    /** An object with these fields. */
    public void object(String name, Runnable fields) {
        run(() -> json.writeObjectFieldStart(name));
        fields.run();
        run(json::writeEndObject);
    }

    /** An object, or null. */
    public <T> void object(String name, Optional<T> value, Consumer<T> fields) {
        value.ifPresentOrElse(v -> object(name, () -> fields.accept(v)), () -> nothing(name));
    }

    /** An array of objects. */
    public <T> void objects(String name, Collection<T> values, Consumer<T> fields) {
        run(() -> json.writeArrayFieldStart(name));
        for (T value : values) {
            run(json::writeStartObject);
            fields.accept(value);
            run(json::writeEndObject);
        }
        run(json::writeEndArray);
    }

    /** An array of whole numbers. */
    public void numbers(String name, Collection<Long> values) {
        run(() -> json.writeArrayFieldStart(name));
        values.forEach(value -> run(() -> json.writeNumber(value)));
        run(json::writeEndArray);
    }

    /** In full, for those who compute with it. */
    public void exactly(String name, OptionalDouble value) {
        value.ifPresentOrElse(v -> run(() -> json.writeNumberField(name, v)), () -> nothing(name));
    }

    private void scaled(String name, long unscaled, int digits) {
        run(() -> json.writeNumberField(name, BigDecimal.valueOf(unscaled, digits)));
    }

    private static void run(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }
}
