package io.tidbclient.cli.completion;

import java.util.ArrayList;
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
     * Takes a line apart as a shell would: at blanks, unless they stand in quotes or after a backslash. Variables in it
     * stay as they are.
     *
     * @param line as far as the cursor
     */
    static CommandWords of(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
                continue;
            }
            inWord = true;
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else {
                word.append(c);
            }
        }
        // Variables may be set before the program's name.
        int program = 0;
        while (program < words.size() && words.get(program).matches("[A-Za-z_][A-Za-z_0-9]*=.*")) {
            program++;
        }
        return new CommandWords(words.subList(Math.min(program + 1, words.size()), words.size()), word.toString());
    }
}
