package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;

import java.util.List;

/** The commands of hooks as options. */
public final class HookWords {
    private HookWords() {}

    /**
     * The command: as {@link ShellWords} takes it apart, or for a shell as it is.
     *
     * @param option names it in a message
     * @throws ConfigException when a quote is not closed, or there is no command
     */
    public static List<String> of(String option, String text, boolean shell) {
        if (shell) {
            return List.of("sh", "-c", text);
        }
        ShellWords typed = ShellWords.of(text);
        if (typed.open()) {
            throw new ConfigException(option + ": a quote is not closed.");
        }
        List<String> words = typed.all();
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new ConfigException(option + ": there is no command; give a program with its arguments.");
        }
        return words;
    }
}
