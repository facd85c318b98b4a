package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.State.TerminalState;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoordinatorTest {
    private static final Step PREPARE = new Step("Prepare");
    private static final Step WORK = new Step("Work");
    private static final Workflow WORKFLOW = Workflow.named("test")
            .step(PREPARE, Duration.ofMinutes(1))
            .step(WORK, Duration.ofMinutes(1))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualTimer timer = new ManualTimer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<RunSnapshot> snapshots = Collections.synchronizedList(new ArrayList<>());

    /** Mutiny's own start is not for two threads at once, as the coordinator's and the test's would be. */
    @BeforeAll
    static void startMutiny() {
        Runnable unused = Infrastructure.decorate(() -> {});
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void a_run_without_connections_is_refused() {
        assertThatThrownBy(() -> new RunPlan(WORKFLOW, List.of(), 1, false, Optional.empty()))
                .hasMessage("a run needs at least one connection");
    }

    @Test
    void one_connection_completes() {
        RunResult<RunSnapshot> result = finish(start(1, 1, context -> proceed()));

        assertThat(result.verdict()).isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 of 1 connection completed"));
        assertThat(result.last().over()).isTrue();
        assertThat(events.getFirst()).isEqualTo(new RunEvent.Started());
        assertThat(events)
                .contains(new RunEvent.Transitioned("c1", Optional.of(WORK), TerminalState.COMPLETED, "done"));
    }

    @Test
    void a_thousand_connections_complete_and_every_snapshot_is_newer_than_the_one_before() {
        RunResult<RunSnapshot> result = finish(start(1_000, 1_000, context -> proceed()));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(1_000);
        assertThat(snapshots).extracting(RunSnapshot::at).isSorted();
        assertThat(snapshots.getFirst().participants()).noneMatch(ParticipantView::ended);
    }

    @Test
    void as_many_machines_run_at_once_as_allowed_and_no_more() {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RunResult<RunSnapshot> result = finish(start(
                48,
                4,
                context -> new BlockingWork(threads).call(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    four.await(10, TimeUnit.SECONDS);
                    running.decrementAndGet();
                    return Next.proceed("done");
                })));

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(48);
        assertThat(most.get()).isEqualTo(4);
    }

    @Test
    void a_failure_stays_with_its_connection() {
        RunResult<RunSnapshot> result = finish(
                start(3, 3, context -> context.connection().equals("c2") ? failure(FailureKind.TIMED_OUT) : proceed()));

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(2);
        assertThat(result.last().participants().get(1).failure().orElseThrow().kind())
                .isEqualTo(FailureKind.TIMED_OUT);
        assertThat(result.verdict())
                .isEqualTo(new RunVerdict(Outcome.FAILED, "2 of 3 connections completed, 1 failed"));
    }

    @Test
    void fail_fast_stops_the_others_and_those_that_wait_for_their_turn() {
        RunPlan plan = new RunPlan(WORKFLOW, participants(5), 2, true, Optional.empty());
        RunResult<RunSnapshot> result = finish(start(
                plan,
                context -> context.connection().equals("c2")
                        ? failure(FailureKind.ACCESS_DENIED)
                        : Uni.createFrom().nothing()));

        assertThat(result.last().count(TerminalState.FAILED)).isEqualTo(1);
        assertThat(result.last().count(TerminalState.CANCELLED)).isEqualTo(4);
        assertThat(result.last().stopping()).contains("c2 failed, and --fail-fast was given");
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.DENIED);
    }

    @Test
    void the_time_limit_ends_the_run_with_exit_code_5() {
        RunPlan plan = new RunPlan(WORKFLOW, participants(2), 2, false, Optional.of(Duration.ofSeconds(30)));
        Run<RunSnapshot> run = start(plan, context -> Uni.createFrom().nothing());
        awaitState("c2", WORK);

        timer.advance(Duration.ofSeconds(30));

        RunResult<RunSnapshot> result = finish(run);
        assertThat(result.last().count(TerminalState.CANCELLED)).isEqualTo(2);
        assertThat(result.verdict())
                .isEqualTo(new RunVerdict(
                        Outcome.TIMED_OUT,
                        "gave up: the time limit of 30s was reached; 0 of 2 connections completed, 2 cancelled"));
    }

    @Test
    void an_interrupt_ends_the_run_with_the_signals_exit_code() {
        Run<RunSnapshot> run = start(2, 2, context -> Uni.createFrom().nothing());
        awaitState("c2", WORK);

        run.stop(new StopCause.Interrupted(15));

        assertThat(finish(run).verdict().outcome()).isEqualTo(Outcome.TERMINATED);
    }

    @Test
    void a_barrier_holds_everybody_until_the_last_has_come_or_has_ended() {
        AtomicInteger prepared = new AtomicInteger();
        List<Integer> preparedWhenWorking = Collections.synchronizedList(new ArrayList<>());
        StateHandler prepare = handler(PREPARE, context -> {
            prepared.incrementAndGet();
            return context.connection().equals("c3") ? failure(FailureKind.CONNECTION_REFUSED) : proceed();
        });
        StateHandler work = handler(WORK, context -> {
            preparedWhenWorking.add(prepared.get());
            return proceed();
        });
        RunPlan plan = new RunPlan(WORKFLOW.withBarrierAt(WORK), participants(10), 10, false, Optional.empty());

        RunResult<RunSnapshot> result = finish(
                coordinator(prepare, work).prepare(plan).observe(this::record).start());

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(9);
        assertThat(preparedWhenWorking).hasSize(9).containsOnly(10);
    }

    @Test
    void what_a_message_encloses_is_for_its_receiver_alone() {
        RunResult<RunSnapshot> result = finish(start(2, 2, context -> {
            if (context.connection().equals("c1")) {
                context.bus().send("c2", "take this", 42);
                return proceed();
            }
            return context.bus()
                    .receive()
                    .onItem()
                    .transform(message -> Next.proceed(
                            message.text() + ": " + message.enclosed().orElseThrow()));
        }));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(events)
                .contains(new RunEvent.Transitioned("c2", Optional.of(WORK), TerminalState.COMPLETED, "take this: 42"))
                .noneMatch(RunEvent.MessageSent.class::isInstance);
    }

    @Test
    void a_participant_goes_through_a_workflow_of_its_own() {
        Workflow brief =
                Workflow.named("short").step(WORK, Duration.ofSeconds(10)).build();
        Participant own = new Participant("c2", context -> {}, Optional.of(brief));
        RunPlan plan = new RunPlan(WORKFLOW, List.of(participants(1).getFirst(), own), 2, false, Optional.empty());

        RunResult<RunSnapshot> result =
                finish(coordinator(handler(PREPARE, c -> proceed()), handler(WORK, c -> proceed()))
                        .prepare(plan)
                        .observe(this::record)
                        .start());

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(2);
        assertThat(events)
                .contains(new RunEvent.Transitioned("c2", Optional.empty(), WORK, "started"))
                .doesNotContain(new RunEvent.Transitioned("c2", Optional.empty(), PREPARE, "started"));
    }

    @Test
    void connections_send_each_other_messages() {
        RunResult<RunSnapshot> result = finish(start(2, 2, context -> {
            if (context.connection().equals("c1")) {
                context.bus().send("c2", "your turn");
                return proceed();
            }
            return context.bus()
                    .receive()
                    .onItem()
                    .transform(message -> Next.proceed(message.from() + " said: " + message.text()));
        }));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(events)
                .contains(
                        new RunEvent.MessageSent("c1", "c2", "your turn"),
                        new RunEvent.Transitioned(
                                "c2", Optional.of(WORK), TerminalState.COMPLETED, "c1 said: your turn"));
    }

    @Test
    void an_observer_that_throws_is_an_internal_error_and_ends_the_run() {
        Run<RunSnapshot> run = coordinator(
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
        Run<RunSnapshot> run = coordinator(
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
        Run<RunSnapshot> run = coordinator(
                        handler(PREPARE, c -> proceed()),
                        handler(WORK, c -> Uni.createFrom().nothing()))
                .prepare(plan(2, 2))
                .observe(update -> {
                    record(update);
                    if (update.event() instanceof RunEvent.Stopping) {
                        throw new IllegalStateException("broken pipe");
                    }
                })
                .start();
        awaitState("c2", WORK);

        run.stop(new StopCause.Interrupted(2));

        RunResult<RunSnapshot> result = finish(run);
        assertThat(result.last().count(TerminalState.CANCELLED)).isEqualTo(2);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
    }

    @Test
    void a_handler_that_throws_when_it_is_left_does_not_keep_the_others_from_being_cancelled() {
        StateHandler throwing = new StateHandler() {
            @Override
            public Step state() {
                return WORK;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                return Uni.createFrom().nothing();
            }

            @Override
            public void exit(StateContext context) {
                throw new IllegalStateException("stuck door");
            }
        };
        Run<RunSnapshot> run = coordinator(handler(PREPARE, c -> proceed()), throwing)
                .prepare(plan(3, 3))
                .observe(this::record)
                .start();
        awaitState("c3", WORK);

        run.stop(new StopCause.Interrupted(2));

        assertThat(finish(run).last().count(TerminalState.CANCELLED)).isEqualTo(3);
    }

    @Test
    void a_machine_that_breaks_down_ends_the_run_as_an_internal_error() {
        Coordinator coordinator = new Coordinator(new StateMachine.Environment(
                Handlers.covering(
                        WORKFLOW,
                        List.of(
                                handler(PREPARE, c -> proceed()),
                                handler(WORK, c -> failure(FailureKind.CONNECTION_REFUSED)))),
                thrown -> {
                    throw new IllegalStateException("no class for it");
                },
                timer.clock(),
                timer,
                new BlockingWork(threads)));

        RunResult<RunSnapshot> result =
                finish(coordinator.prepare(plan(1, 1)).observe(this::record).start());

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
        assertThat(result.last().count(TerminalState.FAILED)).isEqualTo(1);
    }

    @Test
    void a_barrier_that_not_all_can_reach_at_once_is_refused() {
        assertThatThrownBy(() -> new RunPlan(WORKFLOW.withBarrierAt(WORK), participants(3), 2, false, Optional.empty()))
                .hasMessage("connections that wait at a barrier would keep the others from starting");
    }

    @Test
    void different_failures_are_failed_and_like_ones_have_an_outcome_of_their_own() {
        assertThat(outcomeOf(FailureKind.CONNECTION_REFUSED, FailureKind.UNKNOWN_HOST))
                .isEqualTo(Outcome.UNREACHABLE);
        assertThat(outcomeOf(FailureKind.ACCESS_DENIED, FailureKind.UNKNOWN_DATABASE))
                .isEqualTo(Outcome.DENIED);
        assertThat(outcomeOf(FailureKind.MISCONFIGURED, FailureKind.MISCONFIGURED))
                .isEqualTo(Outcome.INVALID);
        assertThat(outcomeOf(FailureKind.CONNECTION_REFUSED, FailureKind.ACCESS_DENIED))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcomeOf(FailureKind.CONNECTION_REFUSED, FailureKind.DEFECT))
                .isEqualTo(Outcome.INTERNAL_ERROR);
        assertThat(outcomeOf(FailureKind.STATE_TIMED_OUT, FailureKind.STATE_TIMED_OUT))
                .isEqualTo(Outcome.FAILED);
    }

    private Outcome outcomeOf(FailureKind first, FailureKind second) {
        return finish(start(2, 2, context -> failure(context.connection().equals("c1") ? first : second)))
                .verdict()
                .outcome();
    }

    private Run<RunSnapshot> start(int connections, int parallel, Function<StateContext, Uni<Next>> work) {
        return start(plan(connections, parallel), work);
    }

    private Run<RunSnapshot> start(RunPlan plan, Function<StateContext, Uni<Next>> work) {
        return coordinator(handler(PREPARE, context -> proceed()), handler(WORK, work))
                .prepare(plan)
                .observe(this::record)
                .start();
    }

    private static RunPlan plan(int connections, int parallel) {
        return new RunPlan(WORKFLOW, participants(connections), parallel, false, Optional.empty());
    }

    private static List<Participant> participants(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Participant("c" + i, context -> {}))
                .toList();
    }

    private Coordinator coordinator(StateHandler... handlers) {
        return new Coordinator(new StateMachine.Environment(
                Handlers.covering(WORKFLOW, List.of(handlers)),
                thrown -> thrown instanceof FailureException known
                        ? known.failure()
                        : Failure.of(FailureKind.DEFECT, thrown.toString(), ""),
                timer.clock(),
                timer,
                new BlockingWork(threads)));
    }

    private static RunResult<RunSnapshot> finish(Run<RunSnapshot> run) {
        return run.result().await().atMost(PATIENCE);
    }

    private void record(RunUpdate<RunSnapshot> update) {
        events.add(update.event());
        snapshots.add(update.after());
    }

    private void awaitState(String connection, State state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> events.stream()
                        .anyMatch(event -> event instanceof RunEvent.Transitioned moved
                                && moved.connection().equals(connection)
                                && moved.to().equals(state)));
    }

    private static Uni<Next> proceed() {
        return Uni.createFrom().item(Next.proceed("done"));
    }

    private static Uni<Next> failure(FailureKind kind) {
        return Uni.createFrom().failure(new FailureException(Failure.of(kind, "it failed", ""), null));
    }

    private static StateHandler handler(Step state, Function<StateContext, Uni<Next>> work) {
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
