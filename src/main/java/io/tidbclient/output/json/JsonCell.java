package io.tidbclient.output.json;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.util.OptionalLong;

/** A value of a row, as {@link JsonOut#cell} describes it. */
final class JsonCell {
    /** From here on, a reader that has numbers of 64 bits with a floating point takes several for the same. */
    private static final long MOST_EXACT = 1L << 53;

    private static final int MOST_DIGITS = 16;

    private JsonCell() {}

    /**
     * Writes the value.
     *
     * @param text null for NULL
     * @param numeric whether it is of a numeric type
     */
    static void write(JsonGenerator json, String text, boolean numeric) throws IOException {
        if (text == null) {
            json.writeNull();
        } else if (numeric && exact(text).isPresent()) {
            json.writeNumber(exact(text).getAsLong());
        } else {
            json.writeString(JsonText.wellFormed(text));
        }
    }

    private static OptionalLong exact(String text) {
        if (text.length() > MOST_DIGITS + 1) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(text);
            boolean exact = Math.abs(value) < MOST_EXACT && Long.toString(value).equals(text);
            return exact ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
