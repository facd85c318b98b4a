package io.tidbclient.claims;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/** Compares a field with what a row of the table says of it. */
final class ClaimValue {
    private ClaimValue() {}

    /**
     * Whether the field is so.
     *
     * @param said {@code absent} for null and for no such field, {@code empty} for an empty list, {@code present} for
     *     anything else, a {@code /pattern/} that the text has, or the text
     */
    static boolean is(JsonNode field, String said) {
        boolean absent = field.isMissingNode() || field.isNull();
        return switch (said) {
            case "absent" -> absent;
            case "empty" -> field.isArray() && field.isEmpty();
            case "present" -> !absent && !(field.isArray() && field.isEmpty());
            default -> !absent && matches(text(field), said);
        };
    }

    private static boolean matches(String text, String said) {
        return (said.length() > 2 && said.startsWith("/") && said.endsWith("/"))
                ? Pattern.compile(said.substring(1, said.length() - 1))
                        .matcher(text)
                        .find()
                : text.equals(said);
    }

    private static String text(JsonNode field) {
        return field.isValueNode() ? field.asText() : field.toString();
    }
}
