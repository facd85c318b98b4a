package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Renders a run in two forms at once, one of them into a file of its own. */
final class BothRenderers implements RunRenderer<CheckSnapshot> {
    private final RunRenderer<CheckSnapshot> first;
    private final RunRenderer<CheckSnapshot> second;
    private final PrintStream file;

    /** @param file what {@code second} writes to; closed last */
    BothRenderers(RunRenderer<CheckSnapshot> first, RunRenderer<CheckSnapshot> second, PrintStream file) {
        this.first = first;
        this.second = second;
        this.file = file;
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        second.on(event, after);
        first.on(event, after);
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        second.finished(last, verdict);
        first.finished(last, verdict);
    }

    @Override
    public Optional<Consumer<String>> aboveView() {
        return first.aboveView();
    }

    @Override
    public void abandon() {
        first.abandon();
        second.abandon();
    }

    @Override
    public void close() {
        try {
            first.close();
        } finally {
            try {
                second.close();
            } finally {
                file.close();
            }
        }
    }
}
