package io.tidbclient.config;

import io.tidbclient.redact.Redactor;

import java.nio.file.Path;

/** Quotes what a user gave for a message: short, on one line, and without characters that steer a terminal. */
public final class Quoted {
    private static final int LONGEST = 60;
    private static final int LONGEST_PATH = 500;

    private Quoted() {}

    /**
     * {@code text} in single quotes, control characters as question marks, cut after 60 characters. What has an @ may be a
     * connection string with a password, and is not shown.
     */
    public static String of(String text) {
        return text.indexOf('@') >= 0 ? "a text with an @ (not shown)" : quoted(text, LONGEST);
    }

    /** The same for a path, of which the end matters too: cut after 500 characters. */
    public static String path(Path path) {
        return quoted(Redactor.text(path.toString()), LONGEST_PATH);
    }

    private static String quoted(String text, int longest) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(longest).forEach(c -> quoted.appendCodePoint(isHarmless(c) ? c : '?'));
        if (text.codePointCount(0, text.length()) > longest) {
            quoted.append('…');
        }
        return quoted.append('\'').toString();
    }

    /** Whether a terminal shows {@code text} as it is: no control characters, no invisible ones. */
    static boolean isPrintable(String text) {
        return text.codePoints().allMatch(Quoted::isHarmless);
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            // FORMAT holds the marks that turn the direction of writing.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
