package io.tidbclient.yaml;

import org.yaml.snakeyaml.error.Mark;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record YamlMark(int line, int column) {
    static YamlMark of(Mark mark) {
        return new YamlMark(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
