package io.tidbclient.output.imports;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.output.RunRenderer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Folds what happens into the model, notifies the listeners of each poll, then has it shown. */
public final class ImportsRenderer implements RunRenderer {
    private final JobBoard model;
    private final List<Listener> listeners;
    private final RunRenderer shown;

    /** Hears of each poll at the jobs, in order, on one thread; returns soon. */
    public interface Listener extends AutoCloseable {
        /**
         * A poll was taken.
         *
         * @param at by the client's clock
         */
        void on(Instant at, JobBoard.Seen seen);

        /**
         * As {@link RunRenderer#taken}. A listener that must not wait for the reader of the output does its work at once, or on
         * a thread of its own.
         */
        default Runnable taken(Instant at, JobBoard.Seen seen) {
            return () -> on(at, seen);
        }

        /** As {@link RunRenderer#abandon}. */
        default void abandon() {}

        /** No more will come. Does not throw. */
        @Override
        default void close() {}
    }

    /**
     * @param model what is known; no other thread folds it
     * @param listeners closed after {@code shown} is
     * @param shown shows it; closed with this one
     */
    public ImportsRenderer(JobBoard model, List<Listener> listeners, RunRenderer shown) {
        this.model = model;
        this.listeners = List.copyOf(listeners);
        this.shown = shown;
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        Optional<JobBoard.Seen> seen = model.on(event, after);
        seen.ifPresent(poll -> listeners.forEach(listener -> listener.on(after.at(), poll)));
        shown.on(event, after);
    }

    @Override
    public Runnable taken(RunEvent event, CheckSnapshot after) {
        List<Runnable> writes = new ArrayList<>();
        model.on(event, after)
                .ifPresent(poll -> listeners.forEach(listener -> writes.add(listener.taken(after.at(), poll))));
        writes.add(shown.taken(event, after));
        return () -> writes.forEach(Runnable::run);
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        shown.finished(last, verdict);
    }

    @Override
    public Optional<Consumer<String>> aboveView() {
        return shown.aboveView();
    }

    @Override
    public void abandon() {
        listeners.forEach(Listener::abandon);
        shown.abandon();
    }

    @Override
    public void close() {
        try {
            shown.close();
        } finally {
            listeners.forEach(Listener::close);
        }
    }
}
