package io.tidbclient.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A text taken apart into words as a POSIX shell does: at blanks, unless they stand in quotes or after a backslash. Nothing
 * else that a shell does is done: variables, patterns and operators stay as they are.
 *
 * @param complete the words that something ended: a blank after them
 * @param last the word that reaches to the end of the text; empty when the text ends with a blank outside of quotes
 * @param begun whether there is such a word, be it {@code ''}
 * @param open whether a quote is not closed in it
 */
public record ShellWords(List<String> complete, String last, boolean begun, boolean open) {
    /** Within double quotes a backslash before anything else stands for itself: XCU 2.2.3. */
    private static final String ESCAPED_IN_QUOTES = "$`\"\\\n";

    public ShellWords {
        complete = List.copyOf(complete);
    }

    /** Takes a text apart. */
    public static ShellWords of(String text) {
        List<String> complete = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    complete.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
                continue;
            }
            begun = true;
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                i++;
                word.append(quote == 0 || ESCAPED_IN_QUOTES.indexOf(text.charAt(i)) >= 0 ? "" : "\\");
                word.append(text.charAt(i));
            } else {
                word.append(c);
            }
        }
        return new ShellWords(complete, word.toString(), begun, quote != 0);
    }

    /** All words. */
    public List<String> all() {
        List<String> all = new ArrayList<>(complete);
        if (begun) {
            all.add(last);
        }
        return all;
    }
}
