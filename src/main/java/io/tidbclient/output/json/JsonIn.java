package io.tidbclient.output.json;

import com.fasterxml.jackson.jr.ob.JSON;
import io.tidbclient.check.report.ReportException;
import io.tidbclient.config.HostSpec;
import io.tidbclient.config.ServerAddress;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** One object of a JSON document that was read, whose fields are asked for by name and type: the way back of {@link JsonOut}. */
public final class JsonIn {
    private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
    /** More than a report can mean, and few enough that nothing overflows. */
    private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(1L << 42);

    private static final JSON READER =
            JSON.std.with(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS, JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Map<?, ?> fields;
    private final String place;

    /** @param place where it stands in the document, for messages; empty for the document itself */
    private JsonIn(Map<?, ?> fields, String place) {
        this.fields = fields;
        this.place = place;
    }

    /**
     * Reads a document; closes the stream.
     *
     * @throws ReportException when it is not an object in JSON; the message is a clause that follows the file's name
     */
    public static JsonIn read(InputStream in) {
        Map<String, Object> fields;
        try {
            fields = READER.mapFrom(in);
        } catch (IOException | RuntimeException e) {
            throw new ReportException("is not JSON, or it is truncated", e);
        }
        if (fields == null) {
            throw new ReportException("is the JSON null, not an object");
        }
        return new JsonIn(fields, "");
    }

    /** A text that has to be there. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A text, if there is one. */
    public Optional<String> optionalText(String name) {
        return of(name, String.class, "a text");
    }

    /** Empty where {@link JsonOut#textOrNull} wrote null. */
    public String textOrEmpty(String name) {
        return optionalText(name).orElse("");
    }

    /** True or false, which has to be there. */
    public boolean flag(String name) {
        return optionalFlag(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    Optional<Boolean> optionalFlag(String name) {
        return of(name, Boolean.class, "true or false");
    }

    /** A whole number of 32 bits that has to be there. */
    public int integer(String name) {
        OptionalLong value = optionalNumber(name);
        if (value.isEmpty() || value.getAsLong() != (int) value.getAsLong()) {
            throw wrong(name, "is not a whole number that could be meant");
        }
        return (int) value.getAsLong();
    }

    OptionalInt optionalInteger(String name) {
        return optionalNumber(name).isPresent() ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    /** A whole number of 64 bits, if there is one. */
    public OptionalLong optionalNumber(String name) {
        Optional<BigDecimal> value = decimal(name);
        try {
            return value.isPresent() ? OptionalLong.of(value.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            throw wrong(name, "is not a whole number of 64 bits");
        }
    }

    /** A number, if there is one. */
    public Optional<BigDecimal> decimal(String name) {
        return of(name, Number.class, "a number").map(number -> new BigDecimal(number.toString()));
    }

    /** A duration in milliseconds, if there is one. */
    public Optional<Duration> millis(String name) {
        return decimal(name).map(value -> {
            if (value.signum() < 0 || value.compareTo(MOST_MILLIS) > 0) {
                throw wrong(name, "is no duration");
            }
            return Duration.ofNanos(value.multiply(NANOS_PER_MILLI)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
        });
    }

    /** A moment that has to be there. */
    public Instant instant(String name) {
        return parsed(name, text(name), Instant::parse);
    }

    /** A moment, if there is one. */
    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> parsed(name, text, Instant::parse));
    }

    /** A time without a zone, if there is one. */
    public Optional<LocalDateTime> local(String name) {
        return optionalText(name).map(text -> parsed(name, text, LocalDateTime::parse));
    }

    /** What {@code parse} makes of a value; it throws an exception for what it does not know. */
    public <V, T> T parsed(String name, V value, Function<V, T> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(name, "has a value that this release of the tool does not know");
        }
    }

    JsonIn object(String name) {
        return optionalObject(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** An object, if there is one. */
    public Optional<JsonIn> optionalObject(String name) {
        return of(name, Map.class, "an object").map(map -> new JsonIn(map, path(name)));
    }

    /** A list of objects, which has to be there. */
    public List<JsonIn> objects(String name) {
        return optionalObjects(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A list of objects, if there is one. */
    Optional<List<JsonIn>> optionalObjects(String name) {
        return of(name, List.class, "a list").map(values -> objects(name, values));
    }

    private List<JsonIn> objects(String name, List<?> values) {
        List<JsonIn> objects = new ArrayList<>();
        for (Object value : values) {
            if (!(value instanceof Map<?, ?> map)) {
                throw wrong(name, "holds something other than objects");
            }
            objects.add(new JsonIn(map, path(name) + "/" + objects.size()));
        }
        return objects;
    }

    /** A list of whole numbers of 64 bits, which has to be there. */
    public List<Long> longs(String name) {
        List<?> values = of(name, List.class, "a list").orElseThrow(() -> wrong(name, "is missing"));
        List<Long> longs = new ArrayList<>();
        for (Object value : values) {
            if (!(value instanceof Integer) && !(value instanceof Long)) {
                throw wrong(name, "holds something other than whole numbers");
            }
            longs.add(((Number) value).longValue());
        }
        return longs;
    }

    /** A list of texts, which has to be there. */
    List<String> textList(String name) {
        List<?> values = of(name, List.class, "a list").orElseThrow(() -> wrong(name, "is missing"));
        if (!values.stream().allMatch(String.class::isInstance)) {
            throw wrong(name, "holds something other than texts");
        }
        return values.stream().map(String.class::cast).toList();
    }

    /** A server's address as {@link ServerAddress#toString} wrote it, which has to be there. */
    public ServerAddress target(String name) {
        return parsed(name, text(name), text -> HostSpec.parse(text).target(ServerAddress.DEFAULT_PORT));
    }

    /** The fields that are texts, by name. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(String.valueOf(name), text);
            }
        });
        return texts;
    }

    /** A complaint about a field: its place, then {@code what}. */
    public ReportException wrong(String name, String what) {
        return new ReportException(path(name) + " " + what);
    }

    private String path(String name) {
        return place + "/" + name;
    }

    private <T> Optional<T> of(String name, Class<T> type, String what) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name, "is not " + what);
        }
        return Optional.ofNullable(value).map(type::cast);
    }
}
