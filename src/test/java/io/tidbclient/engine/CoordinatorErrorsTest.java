package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.State.TerminalState;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static io.tidbclient.engine.TwoStepRuns.PREPARE;
import static io.tidbclient.engine.TwoStepRuns.WORK;
import static io.tidbclient.engine.TwoStepRuns.WORKFLOW;
import static io.tidbclient.engine.TwoStepRuns.failure;
import static io.tidbclient.engine.TwoStepRuns.finish;
import static io.tidbclient.engine.TwoStepRuns.handler;
import static io.tidbclient.engine.TwoStepRuns.plan;
import static io.tidbclient.engine.TwoStepRuns.proceed;
import static org.assertj.core.api.Assertions.assertThat;

/** Errors of the program itself: each ends the run as an internal error. */
class CoordinatorErrorsTest {
    private final TwoStepRuns runs = new TwoStepRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void an_observer_that_throws_is_an_internal_error_and_ends_the_run() {
        Run<RunSnapshot> run = runs.coordinator(
                        handler(PREPARE, c -> proceed()),
                        handler(WORK, c -> Uni.createFrom().nothing()))
                .prepare(plan(1, 1))
                .observe(update -> {
                    if (update.event() instanceof RunEvent.Transitioned) {
                        throw new IllegalStateException("broken pipe");
                    }
                })
                .start();

        assertThat(finish(run).verdict())
                .isEqualTo(new RunVerdict(
                        Outcome.INTERNAL_ERROR, "internal error: java.lang.IllegalStateException: broken pipe"));
    }

    @Test
    void an_observer_that_always_throws_is_no_longer_notified_and_every_machine_is_still_stopped() {
        AtomicInteger notified = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Run<RunSnapshot> run = runs.coordinator(
                        handler(PREPARE, c -> {
                            c.own(closed::incrementAndGet);
                            return proceed();
                        }),
                        handler(WORK, c -> Uni.createFrom().nothing()))
                .prepare(plan(3, 3))
                .observe(update -> {
                    notified.incrementAndGet();
                    throw new IllegalStateException("broken pipe");
                })
                .start();

        RunResult<RunSnapshot> result = finish(run);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
        assertThat(result.last().count(TerminalState.CANCELLED)).isEqualTo(3);
        assertThat(notified).hasValue(1);
        assertThat(closed).hasValue(3);
    }

    @Test
    void an_observer_that_throws_upon_an_interrupt_does_not_keep_the_machines_running() {
        Run<RunSnapshot> run = runs.coordinator(
                        handler(PREPARE, c -> proceed()),
                        handler(WORK, c -> Uni.createFrom().nothing()))
                .prepare(plan(2, 2))
                .observe(update -> {
                    runs.record(update);
                    if (update.event() instanceof RunEvent.Stopping) {
                        throw new IllegalStateException("broken pipe");
                    }
                })
                .start();
        runs.awaitState("c2", WORK);

        run.stop(new StopCause.Interrupted(2));

        RunResult<RunSnapshot> result = finish(run);
        assertThat(result.last().count(TerminalState.CANCELLED)).isEqualTo(2);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
    }

    @Test
    void a_participant_that_cannot_be_prepared_ends_the_run_as_an_internal_error() {
        Participant unprepared = new Participant("c1", context -> {
            throw new IllegalStateException("nothing to do");
        });
        RunPlan plan = new RunPlan(WORKFLOW, List.of(unprepared), 1, false, Optional.empty());

        RunResult<RunSnapshot> result = finish(runs.start(plan, context -> proceed()));

        assertThat(result.verdict())
                .isEqualTo(new RunVerdict(
                        Outcome.INTERNAL_ERROR, "internal error: java.lang.IllegalStateException: nothing to do"));
    }

    @Test
    void an_interrupt_of_the_coordinators_thread_ends_the_run_as_an_internal_error() {
        Run<RunSnapshot> run = runs.coordinator(
                        handler(PREPARE, c -> proceed()),
                        handler(WORK, c -> Uni.createFrom().nothing()))
                .prepare(plan(1, 1))
                .observe(update -> Thread.currentThread().interrupt());
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Uni<RunVerdict> verdict = run.result().onItem().transform(ended -> {
            stillInterrupted.set(Thread.currentThread().isInterrupted());
            return ended.verdict();
        });
        CompletableFuture<RunVerdict> ending = verdict.subscribeAsCompletionStage();

        run.start();

        assertThat(ending)
                .succeedsWithin(TwoStepRuns.PATIENCE)
                .isEqualTo(new RunVerdict(
                        Outcome.INTERNAL_ERROR, "internal error: the coordinator's thread was interrupted"));
        assertThat(stillInterrupted).isTrue();
    }

    @Test
    void a_machine_that_breaks_down_ends_the_run_as_an_internal_error() {
        AtomicInteger closed = new AtomicInteger();
        Coordinator breaking = new Coordinator(new StateMachine.Environment(
                Handlers.covering(
                        WORKFLOW,
                        List.of(
                                handler(PREPARE, c -> {
                                    c.own(closed::incrementAndGet);
                                    return proceed();
                                }),
                                handler(
                                        WORK,
                                        c -> c.connection().equals("c1")
                                                ? failure(FailureKind.CONNECTION_REFUSED)
                                                : Uni.createFrom().nothing()))),
                thrown -> {
                    throw new IllegalStateException("no class for it");
                },
                runs.timer().clock(),
                runs.timer(),
                runs.blocking()));

        RunResult<RunSnapshot> result =
                finish(breaking.prepare(plan(2, 2)).observe(runs::record).start());

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
        assertThat(result.last().participant("c1").endedAs(TerminalState.FAILED))
                .isTrue();
        assertThat(result.last().participant("c2").endedAs(TerminalState.CANCELLED))
                .isTrue();
        assertThat(runs.events())
                .filteredOn(event -> event instanceof RunEvent.Transitioned moved && moved.to() == TerminalState.FAILED)
                .singleElement(InstanceOfAssertFactories.type(RunEvent.Transitioned.class))
                .extracting(RunEvent.Transitioned::from)
                .isEqualTo(Optional.of(WORK));
        assertThat(closed).hasValue(2);
    }
}
