package io.tidbclient.cli;

import io.tidbclient.redact.Redactor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Words of a command line that may be a password in the wrong place: those behind an option that asks for it, and connection
 * strings. No message quotes them.
 */
final class TypedSecrets {
    /** What stands in a message in place of such a word. */
    static final String HIDDEN = "…";

    /** Options that ask for the password, and take no value. */
    private static final Set<String> ASKING = Set.of("-p", "--password");

    private static final int LEAST = 2;

    private final List<String> words;
    private final boolean behindOption;

    private TypedSecrets(List<String> words, boolean behindOption) {
        this.words = List.copyOf(words);
        this.behindOption = behindOption;
    }

    static TypedSecrets in(List<String> arguments) {
        List<String> words = new ArrayList<>();
        boolean behindOption = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            boolean stray = i > 0 && isAsking(arguments.get(i - 1)) && !word.startsWith("-");
            behindOption |= stray;
            if (word.indexOf('@') > 0 || stray) {
                words.add(word);
            }
        }
        return new TypedSecrets(words, behindOption);
    }

    /** {@code -p} also ends a cluster of flags. */
    private static boolean isAsking(String argument) {
        return ASKING.contains(argument) || argument.matches("-[a-zA-Z]{1,8}p");
    }

    /** Whether this word is one of them. */
    boolean has(String word) {
        return words.contains(word);
    }

    /** Whether one stands behind an option that asks for the password. */
    boolean isBehindOption(String word) {
        return behindOption && has(word);
    }

    /** The sentence without these words, and without secrets that it has of itself. */
    String hide(String sentence) {
        String hidden = sentence;
        for (String word : words) {
            if (word.length() >= LEAST) {
                hidden = hidden.replace("'" + word + "'", HIDDEN);
                hidden = word.indexOf('@') > 0 ? hidden.replace(word, HIDDEN) : hidden;
            }
        }
        return Redactor.text(hidden);
    }
}
