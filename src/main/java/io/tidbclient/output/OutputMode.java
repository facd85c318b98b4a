package io.tidbclient.output;

import io.tidbclient.output.text.ColorScheme;

import java.util.Optional;

/**
 * What is printed where, decided once from what was asked for and what there is.
 *
 * @param view how the run is rendered
 * @param stdout colour on standard output
 * @param stderr colour on standard error
 */
public record OutputMode(View view, ColorScheme stdout, ColorScheme stderr) {
    /** How a run is rendered. */
    public enum View {
        /** Lines that are drawn over and over, then the summary. */
        LIVE,
        /** Lines that append, then the summary. */
        PLAIN,
        /** One JSON document at the end. */
        JSON,
        /** A JSON object a line as it happens, the report last. */
        NDJSON,
        /** One JUnit report in XML at the end. */
        JUNIT
    }

    /** What {@code -o} may ask for. */
    public enum Format {
        /** For people. */
        TEXT,
        /** One JSON document. */
        JSON,
        /** JSON lines. */
        NDJSON,
        /** A JUnit report. */
        JUNIT
    }

    /** What {@code --color} may ask for. */
    public enum Color {
        /** Where it belongs: on a capable terminal, unless {@code NO_COLOR} is set. */
        AUTO,
        /** Also into a pipe. */
        ALWAYS,
        /** Nowhere. */
        NEVER
    }

    /** What was asked for. */
    public record Wish(Format format, Color color, Verbosity verbosity) {}

    /**
     * What there is.
     *
     * @param stdout whether standard output is a terminal
     * @param stderr whether standard error is one
     * @param term the variable {@code TERM}
     * @param noColor the variable {@code NO_COLOR}; by its convention it counts unless empty
     */
    public record Terminals(boolean stdout, boolean stderr, Optional<String> term, Optional<String> noColor) {
        private boolean capable() {
            return term.filter(t -> !t.isEmpty() && !t.equals("dumb")).isPresent();
        }

        private boolean wantsColor() {
            return capable() && noColor.filter(v -> !v.isEmpty()).isEmpty();
        }
    }

    /**
     * Decides. The live view needs both streams on a capable terminal: with standard output redirected, its place is taken by
     * lines that can be read beside whatever else is on the screen.
     */
    public static OutputMode of(Wish wish, Terminals terminals) {
        return new OutputMode(
                view(wish, terminals),
                colorScheme(wish.color(), terminals, terminals.stdout()),
                colorScheme(wish.color(), terminals, terminals.stderr()));
    }

    /** The same for a run of which only the result is to be printed. */
    public OutputMode withoutProgress() {
        return new OutputMode(view == View.LIVE ? View.PLAIN : view, stdout, stderr);
    }

    private static View view(Wish wish, Terminals terminals) {
        return switch (wish.format()) {
            case JSON -> View.JSON;
            case NDJSON -> View.NDJSON;
            case JUNIT -> View.JUNIT;
            case TEXT ->
                terminals.stdout() && terminals.stderr() && terminals.capable() && wish.verbosity() == Verbosity.NORMAL
                        ? View.LIVE
                        : View.PLAIN;
        };
    }

    private static ColorScheme colorScheme(Color color, Terminals terminals, boolean terminal) {
        return switch (color) {
            case ALWAYS -> ColorScheme.COLOR;
            case NEVER -> ColorScheme.NONE;
            case AUTO -> terminal && terminals.wantsColor() ? ColorScheme.COLOR : ColorScheme.NONE;
        };
    }
}
