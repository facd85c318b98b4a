package io.tidbclient.output;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.terminal.Bell;
import io.tidbclient.output.terminal.LiveTerminal;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rings when the result is printed.
 *
 * @param shown renders the run; closed with this one
 * @param bell rings
 * @param <S> the snapshot of the run
 */
public record BellRenderer<S>(RunRenderer<S> shown, Bell bell) implements RunRenderer<S> {
    @Override
    public void on(RunEvent event, S after) {
        shown.on(event, after);
    }

    @Override
    public Runnable taken(RunEvent event, S after) {
        return shown.taken(event, after);
    }

    @Override
    public void finished(S last, RunVerdict verdict) {
        shown.finished(last, verdict);
        bell.ended();
    }

    @Override
    public Optional<Consumer<String>> aboveView() {
        return shown.aboveView();
    }

    @Override
    public Optional<LiveTerminal> liveTerminal() {
        return shown.liveTerminal();
    }

    @Override
    public void abandon() {
        shown.abandon();
    }

    @Override
    public void close() {
        shown.close();
    }
}
