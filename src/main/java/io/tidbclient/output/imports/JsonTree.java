package io.tidbclient.output.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A JSON object that was read. A member that is missing, null or of another type reads as empty: a record may be of an older
 * or a newer release.
 */
final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    private final Map<?, ?> members;

    private JsonTree(Map<?, ?> members) {
        this.members = members;
    }

    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException when it is none
     */
    static JsonTree parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return new JsonTree(object(parser));
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                members.put(name, value);
            }
        }
        return members;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    Object value = value(parser);
                    if (value != null) {
                        values.add(value);
                    }
                }
                yield values;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, FIELD_NAME, END_ARRAY, END_OBJECT, NOT_AVAILABLE -> null;
        };
    }

    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The text; the empty one when there is none. */
    String string(String name) {
        return text(name).orElse("");
    }

    OptionalLong number(String name) {
        return members.get(name) instanceof BigDecimal number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    OptionalDouble decimal(String name) {
        return members.get(name) instanceof BigDecimal number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    Optional<JsonTree> object(String name) {
        return members.get(name) instanceof Map<?, ?> object ? Optional.of(new JsonTree(object)) : Optional.empty();
    }

    List<JsonTree> objects(String name) {
        return members.get(name) instanceof List<?> values
                ? values.stream()
                        .filter(Map.class::isInstance)
                        .map(value -> new JsonTree((Map<?, ?>) value))
                        .toList()
                : List.of();
    }

    List<Long> numbers(String name) {
        return members.get(name) instanceof List<?> values
                ? values.stream()
                        .filter(BigDecimal.class::isInstance)
                        .map(value -> ((BigDecimal) value).longValue())
                        .toList()
                : List.of();
    }

    /** Those members that are texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put((String) name, text);
            }
        });
        return texts;
    }
}
