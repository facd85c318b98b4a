package io.tidbclient.output.terminal;

import io.tidbclient.output.text.Paragraph;

import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How many columns a line may take.
 *
 * @param asked for what was asked; empty to decide it here
 * @param onTerminal whether results go to a terminal, which then decides
 * @param exported what the variable {@code COLUMNS} says; it decides off a terminal
 */
public record LineWidth(OptionalInt asked, boolean onTerminal, OptionalInt exported) {
    /** The fewest columns that can be asked for. */
    public static final int LEAST = 20;

    /** The most columns that can be asked for. */
    public static final int MOST = 10_000;

    /**
     * What the environment says.
     *
     * @return {@code COLUMNS} within {@link #LEAST} and {@link #MOST}; empty when it is no positive number
     */
    public static OptionalInt exported(Map<String, String> environment) {
        String text = environment.getOrDefault("COLUMNS", "");
        return text.matches("[1-9]\\d{0,8}")
                ? OptionalInt.of(Math.clamp(Integer.parseInt(text), LEAST, MOST))
                : OptionalInt.empty();
    }

    /**
     * The width of results at any time; {@link Paragraph#UNLIMITED} in a pipe where nothing says another.
     *
     * @param terminal its size now
     */
    public IntSupplier results(Supplier<Screen.Size> terminal) {
        if (asked.isEmpty() && onTerminal) {
            return () -> terminal.get().columns();
        }
        int fixed = asked.orElse(exported.orElse(Paragraph.UNLIMITED));
        return () -> fixed;
    }

    /**
     * The size of a live view at any time: the terminal's, and no wider than asked for.
     *
     * @param terminal its size now
     */
    public Supplier<Screen.Size> view(Supplier<Screen.Size> terminal) {
        return () -> {
            Screen.Size size = terminal.get();
            return new Screen.Size(Math.min(size.columns(), asked.orElse(MOST)), size.rows());
        };
    }
}
