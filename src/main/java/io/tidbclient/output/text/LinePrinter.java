package io.tidbclient.output.text;

import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Map;

/** Prints lines to a stream, in its palette and in characters that its charset has. */
public final class LinePrinter {
    /** Stand-ins of the same width for this tool's own signs, for locales such as C, where Java writes ASCII. */
    private static final Map<Character, Character> STAND_INS = Map.ofEntries(
            Map.entry('→', '>'),
            Map.entry('…', '~'),
            Map.entry('–', '-'),
            Map.entry('·', '-'),
            Map.entry('×', 'x'),
            Map.entry('█', '#'),
            Map.entry('░', '.'),
            Map.entry('≥', '>'),
            Map.entry('▁', '_'),
            Map.entry('▂', '.'),
            Map.entry('▃', '-'),
            Map.entry('▄', '='),
            Map.entry('▅', '+'),
            Map.entry('▆', '*'),
            Map.entry('▇', '%'),
            Map.entry('●', '@'),
            Map.entry('○', 'o'),
            Map.entry('│', '|'),
            Map.entry('┌', '+'),
            Map.entry('└', '+'));

    private final PrintStream out;
    private final ColorScheme colorScheme;
    private final CharsetEncoder encoder;

    /**
     * @param out where to; stays open
     * @param colorScheme how tones look there
     */
    public LinePrinter(PrintStream out, ColorScheme colorScheme) {
        this.out = out;
        this.colorScheme = colorScheme;
        this.encoder = out.charset().newEncoder();
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
        return encodable(colorScheme.paint(text));
    }

    /** Prints a text as it is, apart from the signs that the charset lacks, and flushes it. */
    public void print(String raw) {
        out.print(encodable(raw));
        out.flush();
    }

    private String encodable(String text) {
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder encodable = new StringBuilder(text.length());
        text.chars()
                .mapToObj(c -> (char) c)
                .forEach(c -> encodable.append(encoder.canEncode(c) ? c : STAND_INS.getOrDefault(c, c)));
        return encodable.toString();
    }
}
