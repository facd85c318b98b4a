package io.tidbclient.output.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks long text into lines, so that nothing of a result has to be cut. */
public final class Paragraph {
    /** A width at which nothing is ever broken: for pipes and files. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int DEEPEST_INDENT_SHARE = 3;

    private Paragraph() {}

    /**
     * Breaks at blanks, and within a word that is longer than a line.
     *
     * @param lead what stands before the first line; the others are indented by as much, but by a third of the width at most
     * @param body the text
     * @param style the body's
     * @param width how many columns a line may take, at least 2 (some characters take two)
     * @return at least one line, none wider than {@code width}
     */
    public static List<Text> lines(Text lead, String body, Style style, int width) {
        String rest = TerminalText.clean(body).strip();
        int indent = Math.min(lead.width(), width / DEEPEST_INDENT_SHARE);
        List<Text> lines = new ArrayList<>();
        Text start = lead;
        if (lead.width() > indent && lead.width() + TerminalText.width(rest) > width) {
            // No room beside a lead of this length: it gets a line of its own.
            if (!lead.isBlank()) {
                lines.add(lead.stripTrailing().fit(width));
            }
            start = Text.of(" ".repeat(indent));
        }
        do {
            String line = head(rest, width - start.width());
            rest = rest.substring(line.length()).strip();
            lines.add(start.plus(line.strip(), style).stripTrailing());
            start = Text.of(" ".repeat(indent));
        } while (!rest.isEmpty());
        return lines;
    }

    private static String head(String text, int columns) {
        if (TerminalText.width(text) <= columns) {
            return text;
        }
        String fitting = TerminalText.prefix(text, columns);
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("a line of " + columns + " columns has no room for a wide character");
        }
        int blank = text.charAt(fitting.length()) == ' ' ? fitting.length() : fitting.lastIndexOf(' ');
        return blank > 0 ? text.substring(0, blank) : fitting;
    }
}
