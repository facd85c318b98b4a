package io.tidbclient.connection;

import io.tidbclient.redact.Redactor;

import java.util.regex.Pattern;

/** Makes text of a server fit for a person's terminal and for one line of a report. */
final class ServerText {
    private static final int MAX_LENGTH = 300;
    private static final int MOST_READ = 1 << 16;

    /** Control characters, those that change the direction of writing, lone surrogates, line and paragraph ends. */
    private static final Pattern UNWANTED = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+");

    private ServerText() {}

    /** In one line and without control characters. */
    static String clean(String text) {
        return UNWANTED.matcher(text).replaceAll(" ").strip();
    }

    /** {@link #clean(String)}, without secrets, and no longer than a reader wants it. */
    static String shortened(String text) {
        // Cut before cleaning too: a server may send 16 MB. Secrets go first: what is cut may be what shows one to be
        // one.
        String read = Redactor.text(text.length() > MOST_READ ? text.substring(0, MOST_READ) : text);
        String head = clean(read.length() > 4 * MAX_LENGTH ? read.substring(0, 4 * MAX_LENGTH) : read);
        if (head.codePointCount(0, head.length()) <= MAX_LENGTH) {
            return head;
        }
        return head.substring(0, head.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }
}
