package io.tidbclient.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An input of a fuzz target, and what must hold for what is made of it. */
public final class FuzzInput {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n]]");

    private FuzzInput() {}

    /** The input as text in UTF-8; what is malformed becomes U+FFFD. */
    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** Fails with {@code what} when {@code holds} is false: a finding. */
    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** A message for a user: a sentence of at most {@code longest} characters, without control characters. */
    public static void requireSentence(String message, int longest) {
        require(message != null && !message.isBlank(), "the message is empty");
        require(message.length() <= longest, "the message has " + message.length() + " characters");
        require(!CONTROL.matcher(message).find(), "the message has control characters: " + message);
    }
}
