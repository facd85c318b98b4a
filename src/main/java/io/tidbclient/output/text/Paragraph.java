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
        String text = TerminalText.clean(body).strip();
        int indent = Math.min(lead.width(), width / DEEPEST_INDENT_SHARE);
        List<Text> lines = new ArrayList<>();
        Text start = lead;
        if (lead.width() > indent && lead.width() + TerminalText.width(text) > width) {
            // No room beside a lead of this length: it gets a line of its own.
            if (!lead.isBlank()) {
                lines.add(lead.stripTrailing().fit(width));
            }
            start = Text.of(" ".repeat(indent));
        }
        int at = 0;
        do {
            int end = lineEnd(text, at, width - start.width());
            // A part that looks like a secret is masked, though the whole was not: only then is it too wide.
            lines.add(start.plus(text.substring(at, end).strip(), style)
                    .stripTrailing()
                    .fit(width));
            at = afterBlanks(text, end);
            start = Text.of(" ".repeat(indent));
        } while (at < text.length());
        return lines;
    }

    private static int lineEnd(String text, int start, int columns) {
        int fitting = TerminalText.fittingEnd(text, start, columns);
        if (fitting == text.length()) {
            return fitting;
        }
        if (fitting == start) {
            throw new IllegalArgumentException("a line of " + columns + " columns has no room for a wide character");
        }
        if (text.charAt(fitting) == ' ') {
            return fitting;
        }
        int blank = text.substring(start, fitting).lastIndexOf(' ');
        return blank > 0 ? start + blank : fitting;
    }

    private static int afterBlanks(String text, int start) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
