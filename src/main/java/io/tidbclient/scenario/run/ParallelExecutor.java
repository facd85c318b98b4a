package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.StopCause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Executes scenarios in parallel up to a limit; an interruption stops all of them. */
final class ParallelExecutor implements AutoCloseable {
    private final int atOnce;
    private final boolean failFast;
    /** Each run with what it makes on the server. */
    private final Map<Run<?>, List<String>> running = new ConcurrentHashMap<>();

    private final AtomicReference<StopCause> stopped = new AtomicReference<>();
    private volatile boolean enough;

    /** Something to run, or to pass over. */
    public sealed interface Item {
        /** To run. */
        record Execute(ScenarioExecutor.Request request) implements Item {}

        /** To pass over, with the result that says why. */
        record Skip(ScenarioResult result) implements Item {}
    }

    /**
     * An executor for one command.
     *
     * @param atOnce the number of scenarios that run at the same time, at least 1
     * @param failFast whether the first that fails is the last
     */
    public ParallelExecutor(int atOnce, boolean failFast) {
        this.atOnce = atOnce;
        this.failFast = failFast;
    }

    /** Stops whatever runs; what has not begun does not begin. */
    public void interrupt(int signal) {
        stopped.compareAndSet(null, new StopCause.Interrupted(signal));
        running.keySet().forEach(run -> run.stop(stopped.get()));
    }

    /** Stops the scenarios in progress, since their output cannot be written. */
    public void outputFailed(Throwable thrown) {
        stopped.compareAndSet(null, new StopCause.Broken(thrown.toString()));
        running.keySet().forEach(run -> run.stop(stopped.get()));
    }

    /** What stopped it, if anything did. */
    public Optional<StopCause> interruptedBy() {
        return Optional.ofNullable(stopped.get());
    }

    /** The databases and users of what runs, which would stay on the server if the process ended now. */
    public List<String> unfinished() {
        return running.values().stream().flatMap(List::stream).sorted().toList();
    }

    /** The result of a run that an interruption stops. */
    public <T> Uni<T> during(Run<?> run, Uni<T> result) {
        return watched(run, List.of(), result);
    }

    /**
     * Runs all of them, and those that follow the first failure only when that is not to be the end.
     *
     * @param ended receives each as it ends, one at a time
     * @return the results, in the order in which they ended
     */
    public Uni<List<ScenarioResult>> run(List<Item> items, ScenarioExecutor executor, Consumer<ScenarioResult> ended) {
        List<ScenarioResult> results = new ArrayList<>();
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(item -> one(item, executor))
                .merge(atOnce)
                .onItem()
                .invoke(result -> result.ifPresent(done -> {
                    synchronized (results) {
                        results.add(done);
                        ended.accept(done);
                    }
                }))
                .collect()
                .last()
                .map(last -> List.copyOf(results));
    }

    private Uni<Optional<ScenarioResult>> one(Item item, ScenarioExecutor executor) {
        return Uni.createFrom().deferred(() -> switch (item) {
            case Item.Skip skip -> Uni.createFrom().item(Optional.of(skip.result()));
            case Item.Execute execute
            when stopped.get() != null || enough -> Uni.createFrom().item(Optional.empty());
            case Item.Execute execute ->
                started(executor.start(execute.request()))
                        .invoke(this::count)
                        .onItem()
                        .transform(Optional::of);
        });
    }

    private void count(ScenarioResult done) {
        if (failFast && done.isBad()) {
            enough = true;
        }
    }

    private Uni<ScenarioResult> started(ScenarioExecutor.Started started) {
        return switch (started) {
            case ScenarioExecutor.Running active -> watched(active.run(), active.fixture(), active.result());
            case ScenarioExecutor.Skipped skipped -> Uni.createFrom().item(skipped.result());
        };
    }

    private <T> Uni<T> watched(Run<?> run, List<String> fixture, Uni<T> result) {
        running.put(run, fixture);
        StopCause cause = stopped.get();
        if (cause != null) {
            run.stop(cause);
        }
        return result.onTermination().invoke(() -> running.remove(run));
    }

    @Override
    public void close() {
        running.keySet().forEach(run -> run.stop(new StopCause.Broken("the command ended before its scenarios")));
    }
}
