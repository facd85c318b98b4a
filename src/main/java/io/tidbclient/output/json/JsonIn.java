package io.tidbclient.output.json;

import io.tidbclient.report.ReportException;

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
import java.util.function.Function;

/** One object of a JSON document that was read, whose fields are asked for by name and type: the way back of {@link JsonOut}. */
final class JsonIn {
    private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);
    /** More than a report can mean, and few enough that nothing overflows. */
    private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(1L << 42);

    private final Map<?, ?> fields;
    private final String place;

    /** @param place where it stands in the document, for messages; empty for the document itself */
    JsonIn(Map<?, ?> fields, String place) {
        this.fields = fields;
        this.place = place;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    Optional<String> optionalText(String name) {
        return of(name, String.class, "a text");
    }

    /** Empty where {@link JsonOut#textOrNull} wrote null. */
    String textOrEmpty(String name) {
        return optionalText(name).orElse("");
    }

    boolean flag(String name) {
        return optionalFlag(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    Optional<Boolean> optionalFlag(String name) {
        return of(name, Boolean.class, "true or false");
    }

    int integer(String name) {
        OptionalLong value = optionalNumber(name);
        if (value.isEmpty() || value.getAsLong() != (int) value.getAsLong()) {
            throw wrong(name, "is not a whole number that could be meant");
        }
        return (int) value.getAsLong();
    }

    OptionalInt optionalInteger(String name) {
        return optionalNumber(name).isPresent() ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    OptionalLong optionalNumber(String name) {
        Optional<BigDecimal> value = decimal(name);
        try {
            return value.isPresent() ? OptionalLong.of(value.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            throw wrong(name, "is not a whole number of 64 bits");
        }
    }

    Optional<BigDecimal> decimal(String name) {
        return of(name, Number.class, "a number").map(number -> new BigDecimal(number.toString()));
    }

    Optional<Duration> millis(String name) {
        return decimal(name).map(value -> {
            if (value.signum() < 0 || value.compareTo(MOST_MILLIS) > 0) {
                throw wrong(name, "is no duration");
            }
            return Duration.ofNanos(value.multiply(NANOS_PER_MILLI)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
        });
    }

    Instant instant(String name) {
        return parsed(name, text(name), Instant::parse);
    }

    Optional<LocalDateTime> local(String name) {
        return optionalText(name).map(text -> parsed(name, text, LocalDateTime::parse));
    }

    /** What {@code parse} makes of a text; it throws an exception for what it does not know. */
    <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(name, "has a value that this release of the tool does not know");
        }
    }

    JsonIn object(String name) {
        return optionalObject(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    Optional<JsonIn> optionalObject(String name) {
        return of(name, Map.class, "an object").map(map -> new JsonIn(map, path(name)));
    }

    List<JsonIn> objects(String name) {
        List<?> values = of(name, List.class, "a list").orElseThrow(() -> wrong(name, "is missing"));
        List<JsonIn> objects = new ArrayList<>();
        for (Object value : values) {
            if (!(value instanceof Map<?, ?> map)) {
                throw wrong(name, "holds something other than objects");
            }
            objects.add(new JsonIn(map, path(name) + "/" + objects.size()));
        }
        return objects;
    }

    /** The fields that are texts, by name. */
    Map<String, String> texts() {
        Map<String, String> texts = new java.util.TreeMap<>();
        fields.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(String.valueOf(name), text);
            }
        });
        return texts;
    }

    ReportException wrong(String name, String what) {
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
