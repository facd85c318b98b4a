package io.tidbclient.output.terminal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The input side of the terminal that the process belongs to: its modes, and what is typed. */
public interface TerminalInput extends AutoCloseable {
    /** Whether the process is in the terminal's foreground; one that is not is stopped when it reads or sets modes. */
    boolean isForeground();

    /** The current modes, in a form that {@link #set} takes; empty when there is no terminal. */
    Optional<String> modes();

    /**
     * Sets modes.
     *
     * @param modes arguments of {@code stty}
     * @return whether they are set
     */
    boolean set(List<String> modes);

    /** The next typed byte, 0 to 255; empty when nothing was typed. Does not wait. */
    OptionalInt read();

    /** Frees what was opened to read. */
    @Override
    void close();
}
