package io.tidbclient.output.imports;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.PollListener;
import io.tidbclient.output.RunRenderer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Notifies the listeners of each poll, then has shown what happens. */
public final class ImportsRenderer implements RunRenderer<ImportSnapshot> {
    private final List<PollListener> listeners;
    private final RunRenderer<ImportSnapshot> shown;

    /**
     * @param listeners closed after {@code shown} is
     * @param shown shows it; closed with this one
     */
    public ImportsRenderer(List<PollListener> listeners, RunRenderer<ImportSnapshot> shown) {
        this.listeners = List.copyOf(listeners);
        this.shown = shown;
    }

    @Override
    public void on(RunEvent event, ImportSnapshot after) {
        after.polled(event)
                .ifPresent(poll ->
                        listeners.forEach(listener -> listener.on(after.check().at(), poll)));
        shown.on(event, after);
    }

    @Override
    public Runnable taken(RunEvent event, ImportSnapshot after) {
        List<Runnable> writes = new ArrayList<>();
        after.polled(event)
                .ifPresent(poll -> listeners.forEach(
                        listener -> writes.add(listener.taken(after.check().at(), poll))));
        writes.add(shown.taken(event, after));
        return () -> writes.forEach(Runnable::run);
    }

    @Override
    public void finished(ImportSnapshot last, RunVerdict verdict) {
        shown.finished(last, verdict);
    }

    @Override
    public Optional<Consumer<String>> aboveView() {
        return shown.aboveView();
    }

    @Override
    public void abandon() {
        listeners.forEach(PollListener::abandon);
        shown.abandon();
    }

    @Override
    public void close() {
        try {
            shown.close();
        } finally {
            listeners.forEach(PollListener::close);
        }
    }
}
