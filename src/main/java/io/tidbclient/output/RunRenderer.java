package io.tidbclient.output;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.terminal.LiveTerminal;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Renders a run as it happens, and its result. Progress goes to standard error, the result and nothing else to standard
 * output. None of its methods throws because of what a server said.
 *
 * @param <S> the snapshot of the run
 */
public interface RunRenderer<S> extends AutoCloseable {
    /** Something happened. Called in order, on one thread, for every event; returns soon. */
    void on(RunEvent event, S after);

    /**
     * Something happened, where what is written may have to wait for a reader: takes note of it at once, on the thread that drives
     * the run.
     *
     * @return writes it; called in order, on another thread
     */
    default Runnable taken(RunEvent event, S after) {
        return () -> on(event, after);
    }

    /** The run has ended, also after Ctrl-C or a failure: prints the closing result. Called exactly once. */
    void finished(S last, RunVerdict verdict);

    /**
     * Where a line of the log has to go while this renderer draws on the terminal that the log is printed to.
     *
     * @return empty when the log may be printed as always
     */
    default Optional<Consumer<String>> aboveView() {
        return Optional.empty();
    }

    /** The terminal that this renderer draws on, for those who suspend or end the process; empty when it draws on none. */
    default Optional<LiveTerminal> liveTerminal() {
        return Optional.empty();
    }

    /** Frees what would outlast the process, and writes nothing: the output is given up, and its thread hangs in a write. */
    default void abandon() {}

    /** Gives the terminal back. Does nothing the second time. */
    @Override
    void close();
}
