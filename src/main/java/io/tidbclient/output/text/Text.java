package io.tidbclient.output.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line, or a piece of one, for a person to read. Whatever goes in is {@linkplain TerminalText#clean cleaned}, so that
 * nothing a server said reaches a terminal any other way.
 *
 * @param spans from left to right
 */
public record Text(List<Span> spans) {
    /** Nothing. */
    public static final Text EMPTY = new Text(List.of());

    /** A piece of one tone. */
    public record Span(String text, Style style) {
        public Span {
            text = TerminalText.clean(text);
        }
    }

    public Text {
        spans = List.copyOf(spans);
    }

    /** A text of one tone. */
    public static Text of(String text, Style style) {
        return text.isEmpty() ? EMPTY : new Text(List.of(new Span(text, style)));
    }

    /** A text without any tone. */
    public static Text of(String text) {
        return of(text, Style.PLAIN);
    }

    /** This text, then another. */
    public Text plus(Text other) {
        List<Span> both = new ArrayList<>(spans);
        both.addAll(other.spans);
        return new Text(both);
    }

    /** This text, then another of one tone. */
    public Text plus(String text, Style style) {
        return plus(of(text, style));
    }

    /** This text, then another without any tone. */
    public Text plus(String text) {
        return plus(text, Style.PLAIN);
    }

    /** How many columns it takes. */
    public int width() {
        return spans.stream().mapToInt(span -> TerminalText.width(span.text())).sum();
    }

    /** As much of it as fits into {@code columns}; ends in {@code …} when something had to go. */
    public Text fit(int columns) {
        if (width() <= columns) {
            return this;
        }
        List<Span> kept = new ArrayList<>();
        int left = columns;
        for (Span span : spans) {
            int width = TerminalText.width(span.text());
            // One column stays free for the ellipsis: the whole is too wide, so it will be needed.
            if (width < left) {
                kept.add(span);
                left -= width;
            } else {
                kept.add(cut(span, left));
                break;
            }
        }
        return new Text(kept);
    }

    /** A part of a text may look like a secret, though the whole did not; its mask may then be longer than the part. */
    private static Span cut(Span span, int columns) {
        for (int kept = columns - 1; kept >= 0; kept--) {
            Span cut = new Span(TerminalText.prefix(span.text(), kept) + "…", span.style());
            if (TerminalText.width(cut.text()) <= columns) {
                return cut;
            }
        }
        return new Span("", span.style());
    }

    /** The same without the blanks at its end. */
    public Text stripTrailing() {
        for (int last = spans.size() - 1; last >= 0; last--) {
            Span span = spans.get(last);
            if (!span.text().isBlank()) {
                List<Span> kept = new ArrayList<>(spans.subList(0, last));
                kept.add(new Span(span.text().stripTrailing(), span.style()));
                return new Text(kept);
            }
        }
        return EMPTY;
    }

    /** The same text, all of it of one tone. */
    public Text in(Style style) {
        return new Text(spans.stream().map(span -> new Span(span.text(), style)).toList());
    }

    /** The text alone. */
    public String plain() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** Whether there is nothing to see. */
    public boolean isBlank() {
        return spans.stream().allMatch(span -> span.text().isBlank());
    }
}
