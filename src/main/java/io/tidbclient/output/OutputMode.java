package io.tidbclient.output;

import io.tidbclient.output.text.ColorScheme;
import io.tidbclient.output.text.Signs;

import java.util.Optional;

/**
 * What is printed where, decided once from what was asked for and what there is.
 *
 * @param format the result on standard output
 * @param progress what is shown on standard error meanwhile
 * @param stdout colour on standard output
 * @param stderr colour on standard error
 * @param signs how this tool's own signs look on both
 */
public record OutputMode(Format format, Progress progress, ColorScheme stdout, ColorScheme stderr, Signs signs) {
    /** How progress is shown. */
    public enum Progress {
        /** Lines that are drawn over and over. */
        LIVE,
        /** Lines that append. */
        LINES,
        /** Not at all. */
        NONE
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

    /**
     * What was asked for.
     *
     * @param progress empty when it is to be decided here
     */
    public record Wish(Format format, Color color, Verbosity verbosity, Optional<Progress> progress) {}

    /**
     * What there is.
     *
     * @param stdout whether standard output is a terminal
     * @param stderr whether standard error is one
     * @param term the variable {@code TERM}
     * @param noColor the variable {@code NO_COLOR}; by its convention it counts unless empty
     * @param signs what the locale allows
     */
    public record Terminals(
            boolean stdout, boolean stderr, Optional<String> term, Optional<String> noColor, Signs signs) {
        private boolean capable() {
            return term.filter(t -> !t.isEmpty() && !t.equals("dumb")).isPresent();
        }

        private boolean wantsColor() {
            return capable() && noColor.filter(v -> !v.isEmpty()).isEmpty();
        }
    }

    /**
     * Decides. Unless asked for, the live view needs both streams on a capable terminal: with standard output redirected,
     * its place is taken by lines that can be read beside whatever else is on the screen. JSON lines on the same terminal
     * rule a live view out in any case.
     */
    public static OutputMode of(Wish wish, Terminals terminals) {
        return new OutputMode(
                wish.format(),
                wish.verbosity() == Verbosity.QUIET ? Progress.NONE : progress(wish, terminals),
                colorScheme(wish.color(), terminals, terminals.stdout()),
                colorScheme(wish.color(), terminals, terminals.stderr()),
                terminals.signs());
    }

    /** The same for a run of which only the result is to be printed. */
    public OutputMode withoutProgress() {
        return new OutputMode(format, Progress.NONE, stdout, stderr, signs);
    }

    private static Progress progress(Wish wish, Terminals terminals) {
        boolean possible =
                terminals.stderr() && terminals.capable() && !(wish.format() == Format.NDJSON && terminals.stdout());
        Progress usual =
                possible && terminals.stdout() && wish.format() == Format.TEXT && wish.verbosity() == Verbosity.NORMAL
                        ? Progress.LIVE
                        : Progress.LINES;
        return wish.progress()
                .map(asked -> asked == Progress.LIVE && !possible ? Progress.LINES : asked)
                .orElse(usual);
    }

    private static ColorScheme colorScheme(Color color, Terminals terminals, boolean terminal) {
        return switch (color) {
            case ALWAYS -> ColorScheme.COLOR;
            case NEVER -> ColorScheme.NONE;
            case AUTO -> terminal && terminals.wantsColor() ? ColorScheme.COLOR : ColorScheme.NONE;
        };
    }
}
