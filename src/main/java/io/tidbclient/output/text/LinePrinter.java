package io.tidbclient.output.text;

import java.io.PrintStream;
import java.util.List;

/** Prints lines to a stream, in its palette and with the signs that its readers can show. */
public final class LinePrinter {
    private final PrintStream out;
    private final ColorScheme colorScheme;
    private final Signs signs;

    /**
     * @param out where to; stays open
     * @param colorScheme how tones look there
     * @param signs how this tool's own signs look there
     */
    public LinePrinter(PrintStream out, ColorScheme colorScheme, Signs signs) {
        this.out = out;
        this.colorScheme = colorScheme;
        this.signs = signs;
    }

    /** Prints a line and flushes it. */
    public void line(Text text) {
        print(colorScheme.paint(text) + "\n");
    }

    /** Prints lines and flushes them together. */
    public void lines(List<Text> lines) {
        StringBuilder all = new StringBuilder();
        lines.forEach(line -> all.append(colorScheme.paint(line)).append('\n'));
        print(all.toString());
    }

    /** How a text looks here, without printing it. */
    public String painted(Text text) {
        return signs.in(colorScheme.paint(text));
    }

    /** Prints a text as it is, apart from the signs, and flushes it. */
    public void print(String raw) {
        out.print(signs.in(raw));
        out.flush();
    }
}
