package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;

import java.util.List;

/** The commands of hooks as options. */
public final class HookWords {
    private HookWords() {}

    /**
     * The command: as {@link ShellWords} takes it apart, or for a shell as it is.
     *
     * @param option names it in a message
     * @param programs those that can be started: a mistake must not stay unnoticed until the hook is needed
     * @throws ConfigException when a quote is not closed, or there is no command, or the program does not exist
     */
    public static List<String> of(String option, String text, boolean shell, Programs programs) {
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
        if (!programs.exists(words.getFirst())) {
            throw new ConfigException(
                    option + ": " + Quoted.of(words.getFirst())
                            + " is not an executable file; check its name and permissions, or give a shell's command with --hook-shell.");
        }
        return words;
    }
}
