package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.State.Step;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs of a workflow of two steps, whose handlers and time the test holds, and all that they reported. */
final class TwoStepRuns implements AutoCloseable {
    static final Step PREPARE = new Step("Prepare");
    static final Step WORK = new Step("Work");
    static final Workflow WORKFLOW = Workflow.named("test")
            .step(PREPARE, Duration.ofMinutes(1))
            .step(WORK, Duration.ofMinutes(1))
            .build();
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualTimer timer = new ManualTimer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<RunSnapshot> snapshots = Collections.synchronizedList(new ArrayList<>());

    ManualTimer timer() {
        return timer;
    }

    BlockingWork blocking() {
        return new BlockingWork(threads);
    }

    /** The events so far, in their order. */
    List<RunEvent> events() {
        return events;
    }

    /** The snapshot after each event. */
    List<RunSnapshot> snapshots() {
        return snapshots;
    }

    Run<RunSnapshot> start(int connections, int parallel, Function<StateContext, Uni<Next>> work) {
        return start(plan(connections, parallel), work);
    }

    Run<RunSnapshot> start(RunPlan plan, Function<StateContext, Uni<Next>> work) {
        return coordinator(handler(PREPARE, context -> proceed()), handler(WORK, work))
                .prepare(plan)
                .observe(this::record)
                .start();
    }

    Coordinator coordinator(StateHandler... handlers) {
        return new Coordinator(new StateMachine.Environment(
                Handlers.covering(WORKFLOW, List.of(handlers)),
                thrown -> thrown instanceof FailureException known
                        ? known.failure()
                        : Failure.of(FailureKind.DEFECT, thrown.toString(), ""),
                timer.clock(),
                timer,
                blocking()));
    }

    void record(RunUpdate<RunSnapshot> update) {
        events.add(update.event());
        snapshots.add(update.after());
    }

    void awaitState(String connection, State state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> events.stream()
                        .anyMatch(event -> event instanceof RunEvent.Transitioned moved
                                && moved.connection().equals(connection)
                                && moved.to().equals(state)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    static RunPlan plan(int connections, int parallel) {
        return new RunPlan(WORKFLOW, participants(connections), parallel, false, Optional.empty());
    }

    static List<Participant> participants(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Participant("c" + i, context -> {}))
                .toList();
    }

    static RunResult<RunSnapshot> finish(Run<RunSnapshot> run) {
        return run.result().await().atMost(PATIENCE);
    }

    static Uni<Next> proceed() {
        return Uni.createFrom().item(Next.proceed("done"));
    }

    static Uni<Next> failure(FailureKind kind) {
        return Uni.createFrom().failure(new FailureException(Failure.of(kind, "it failed", ""), null));
    }

    static StateHandler handler(Step state, Function<StateContext, Uni<Next>> work) {
        return new StateHandler() {
            @Override
            public Step state() {
                return state;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                return work.apply(context);
            }
        };
    }
}
