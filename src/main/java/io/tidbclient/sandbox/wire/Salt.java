package io.tidbclient.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * What a login's password is mixed with, new for each connection.
 *
 * @param text 20 printable ASCII characters: the protocol ends it with a zero, so it may hold none
 */
public record Salt(String text) {
    static final int LENGTH = 20;

    public Salt {
        if (text.length() != LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("a salt is 20 printable ASCII characters");
        }
    }

    /** A new one. */
    public static Salt random(RandomGenerator random) {
        StringBuilder text = new StringBuilder(LENGTH);
        random.ints(LENGTH, '!', 127).forEach(c -> text.append((char) c));
        return new Salt(text.toString());
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
