package io.tidbclient.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;

import java.util.stream.Stream;

/**
 * Keeps picocli from breaking lines within {@code tidb-client.yaml} or {@code --ssl-mode}: it asks for the places where a text
 * may be broken, and those are behind hyphens and dots, too. Meanwhile letters without a meaning stand in their place.
 */
final class UnbrokenWords {
    private static final String BREAKING = "-./|?!:,;[](){}=+%$'\"<>";

    /** The first of Unicode's private use area. */
    private static final char STAND_IN = '\ue000';

    private UnbrokenWords() {}

    /** The cells of a table, each unbreakable but at blanks. */
    static Text[][] in(Text[][] rows) {
        return Stream.of(rows)
                .map(row -> Stream.of(row).map(UnbrokenWords::in).toArray(Text[]::new))
                .toArray(Text[][]::new);
    }

    private static Text in(Text cell) {
        StringBuilder text = new StringBuilder();
        cell.plainString().chars().forEach(c -> {
            int place = BREAKING.indexOf(c);
            text.append(place < 0 ? (char) c : (char) (STAND_IN + place));
        });
        return Ansi.OFF.new Text(text.toString());
    }

    /** The text with everything where it was. */
    static String restored(String text) {
        StringBuilder restored = new StringBuilder();
        text.chars().forEach(c -> {
            int place = c - STAND_IN;
            restored.append(place >= 0 && place < BREAKING.length() ? BREAKING.charAt(place) : (char) c);
        });
        return restored.toString();
    }
}
