package io.tidbclient.cli.completion;

import io.tidbclient.cli.ShellWords;

import java.util.List;

/**
 * The words of a line that is being typed, without the program's own.
 *
 * @param before those that are complete
 * @param last the one that is being typed, possibly empty
 */
record CommandWords(List<String> before, String last) {
    CommandWords {
        before = List.copyOf(before);
    }

    /**
     * Takes a line apart as {@link ShellWords} does.
     *
     * @param line as far as the cursor
     */
    static CommandWords of(String line) {
        ShellWords typed = ShellWords.of(line);
        List<String> words = typed.complete();
        // Variables may be set before the program's name.
        int program = 0;
        while (program < words.size() && words.get(program).matches("[A-Za-z_][A-Za-z_0-9]*=.*")) {
            program++;
        }
        return new CommandWords(words.subList(Math.min(program + 1, words.size()), words.size()), typed.last());
    }
}
