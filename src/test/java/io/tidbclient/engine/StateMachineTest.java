package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.State.TerminalState;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

class StateMachineTest {
    private static final Step FIRST = new Step("First");
    private static final Step SECOND = new Step("Second");
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualTimer timer = new ManualTimer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingWork blocking = new BlockingWork(threads);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void a_machine_goes_through_its_states_in_order() {
        MachineResult outcome =
                run(handler(FIRST, c -> proceed("first done")), handler(SECOND, c -> proceed("second done")));

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.COMPLETED);
        assertThat(outcome.why()).isEqualTo("second done");
        assertThat(seen)
                .containsExactly(
                        "- -> First (started)",
                        "enter First",
                        "exit First",
                        "First -> Second (first done)",
                        "enter Second",
                        "exit Second",
                        "Second -> Completed (second done)",
                        "ended COMPLETED");
    }

    @Test
    void a_failing_state_is_left_properly_and_ends_the_machine() {
        MachineResult outcome = run(
                handler(FIRST, c -> Uni.createFrom().failure(new IllegalStateException("no luck"))),
                handler(SECOND, c -> proceed("never")));

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.FAILED);
        assertThat(outcome.failure().orElseThrow().sentence()).isEqualTo("no luck");
        assertThat(outcome.failure().orElseThrow().connection()).isEqualTo("c1");
        assertThat(outcome.failure().orElseThrow().state()).isEqualTo("First");
        assertThat(seen)
                .containsExactly(
                        "- -> First (started)",
                        "enter First",
                        "exit First",
                        "First -> Failed (no luck)",
                        "ended FAILED");
    }

    @Test
    void a_state_that_throws_while_it_is_entered_is_still_left() {
        StateHandler throwing = new RecordingHandler(seen, FIRST, c -> proceed("never")) {
            @Override
            public void enter(StateContext context) {
                super.enter(context);
                throw new IllegalStateException("not today");
            }
        };

        MachineResult outcome = run(throwing, handler(SECOND, c -> proceed("never")));

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.FAILED);
        assertThat(seen).contains("enter First", "exit First").doesNotContain("enter Second");
    }

    @Test
    void a_state_that_takes_too_long_fails_with_its_limit() {
        List<MachineResult> outcomes = new ArrayList<>();
        machine(handler(FIRST, c -> Uni.createFrom().nothing()), handler(SECOND, c -> proceed("never")))
                .run()
                .subscribe()
                .with(outcomes::add);
        timer.advance(LIMIT.minusMillis(1));
        assertThat(seen).doesNotContain("exit First");

        timer.advance(Duration.ofMillis(1));

        awaitSeen("ended FAILED");
        assertThat(seen).contains("exit First");
        assertThat(seen).contains("First -> Failed (First took longer than its limit of 5 s.)");
    }

    @Test
    void work_that_blocks_is_interrupted_when_its_time_is_up() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        StateHandler stuck = handler(
                FIRST,
                c -> blocking.call(() -> {
                    blocked.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return Next.proceed("never");
                }));
        machine(stuck, handler(SECOND, c -> proceed("never"))).run().subscribe().with(o -> {});
        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();

        timer.advance(LIMIT);

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_follows_a_blocking_call_is_never_interrupted_by_its_end() {
        for (int i = 0; i < 1_000; i++) {
            boolean interrupted = blocking.call(() -> "done")
                    .onItem()
                    .transform(done -> Thread.currentThread().isInterrupted())
                    .await()
                    .atMost(PATIENCE);
            assertThat(interrupted).isFalse();
        }
    }

    @Test
    void a_state_that_fails_and_throws_when_it_is_left_fails_with_the_first_reason() {
        StateHandler throwing =
                new RecordingHandler(seen, FIRST, c -> Uni.createFrom().failure(new IllegalStateException("no luck"))) {
                    @Override
                    public void exit(StateContext context) {
                        throw new IllegalStateException("stuck door");
                    }
                };

        MachineResult outcome = run(throwing, handler(SECOND, c -> proceed("never")));

        assertThat(outcome.failure().orElseThrow().sentence()).isEqualTo("no luck");
    }

    @Test
    void a_cancelled_machine_leaves_its_state_and_says_why() {
        StateMachine machine =
                machine(handler(FIRST, c -> Uni.createFrom().nothing()), handler(SECOND, c -> proceed("never")));
        machine.run().subscribe().with(o -> {});

        machine.cancel("Ctrl-C");
        machine.cancel("again");

        awaitSeen("ended CANCELLED");
        assertThat(seen)
                .containsExactly(
                        "- -> First (started)",
                        "enter First",
                        "exit First",
                        "First -> Cancelled (Ctrl-C)",
                        "ended CANCELLED");
    }

    @Test
    void a_machine_that_is_cancelled_while_its_state_begins_leaves_it_before_it_ends() {
        AtomicReference<StateMachine> itself = new AtomicReference<>();
        itself.set(machine(
                handler(FIRST, c -> {
                    itself.get().cancel("Ctrl-C");
                    seen.add("still beginning");
                    return Uni.createFrom().nothing();
                }),
                handler(SECOND, c -> proceed("never"))));

        itself.get().run().subscribe().with(o -> {});

        awaitSeen("ended CANCELLED");
        assertThat(seen)
                .containsExactly(
                        "- -> First (started)",
                        "enter First",
                        "still beginning",
                        "exit First",
                        "First -> Cancelled (Ctrl-C)",
                        "ended CANCELLED");
    }

    @Test
    void a_machine_that_is_cancelled_while_it_leaves_a_state_leaves_it_once() {
        AtomicReference<StateMachine> itself = new AtomicReference<>();
        AtomicReference<UniEmitter<? super Next>> work = new AtomicReference<>();
        StateHandler first = new StateHandler() {
            @Override
            public Step state() {
                return FIRST;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                return Uni.createFrom().<Next>emitter(work::set);
            }

            @Override
            public void exit(StateContext context) {
                seen.add("exit First");
                itself.get().cancel("Ctrl-C");
            }
        };
        itself.set(machine(first, handler(SECOND, c -> proceed("never"))));
        itself.get().run().subscribe().with(o -> {});

        work.get().complete(Next.proceed("first done"));

        awaitSeen("ended CANCELLED");
        assertThat(seen).containsOnlyOnce("exit First");
    }

    @Test
    void work_that_is_no_longer_wanted_ends_its_machine_without_a_failure() {
        MachineResult outcome = run(
                handler(FIRST, c -> Uni.createFrom().failure(new CancellationException("no longer wanted"))),
                handler(SECOND, c -> proceed("never")));

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.CANCELLED);
        assertThat(outcome.failure()).isEmpty();
        assertThat(seen).contains("First -> Cancelled (no longer wanted)").doesNotContain("enter Second");
    }

    @Test
    void a_machine_cancelled_before_it_starts_does_no_work() {
        StateMachine machine = machine(handler(FIRST, c -> proceed("worked")), handler(SECOND, c -> proceed("worked")));
        machine.cancel("too late");

        MachineResult outcome = machine.run().await().atMost(PATIENCE);

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.CANCELLED);
        assertThat(seen).doesNotContain("enter First");
    }

    @Test
    void a_machine_cancelled_in_optional_work_has_done_what_it_had_to_do() {
        Workflow workflow = Workflow.named("w")
                .step(FIRST, LIMIT)
                .optionalStep(SECOND, LIMIT)
                .build();
        List<MachineResult> outcomes = new ArrayList<>();
        StateMachine machine = machine(
                workflow,
                List.of(
                        handler(FIRST, c -> proceed("checked")),
                        handler(SECOND, c -> Uni.createFrom().nothing())));
        machine.run().subscribe().with(outcomes::add);
        awaitSeen("enter Second");

        machine.cancel("Ctrl-C");

        awaitSeen("ended COMPLETED");
        assertThat(seen).containsSubsequence("enter Second", "exit Second", "Second -> Completed (Ctrl-C)");
    }

    @Test
    void a_machine_cancelled_before_its_optional_work_is_cancelled() {
        Workflow workflow = Workflow.named("w")
                .step(FIRST, LIMIT)
                .optionalStep(SECOND, LIMIT)
                .build();
        StateMachine machine = machine(
                workflow,
                List.of(handler(FIRST, c -> Uni.createFrom().nothing()), handler(SECOND, c -> proceed("never"))));
        machine.run().subscribe().with(outcome -> {});
        awaitSeen("enter First");

        machine.cancel("Ctrl-C");

        awaitSeen("ended CANCELLED");
        assertThat(seen).doesNotContain("enter Second");
    }

    @Test
    void an_edge_the_workflow_does_not_declare_is_an_internal_error() {
        MachineResult outcome = run(
                handler(FIRST, c -> Uni.createFrom().item(Next.to(TerminalState.COMPLETED, "shortcut"))),
                handler(SECOND, c -> proceed("never")));

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.FAILED);
        assertThat(outcome.why()).isEqualTo("w has no way from First to Completed");
    }

    @Test
    void what_a_machine_owns_is_closed_latest_first_before_it_ends() {
        run(
                handler(FIRST, c -> {
                    c.own(() -> seen.add("close 1"));
                    c.own(() -> seen.add("close 2"));
                    return Uni.createFrom().failure(new IllegalStateException("no luck"));
                }),
                handler(SECOND, c -> proceed("never")));

        assertThat(seen).containsSubsequence("First -> Failed (no luck)", "close 2", "close 1", "ended FAILED");
    }

    @Test
    void thousands_of_states_do_not_exhaust_the_stack() {
        Step[] steps = new Step[5_000];
        Workflow.Builder builder = Workflow.named("long");
        List<StateHandler> handlers = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new Step("S" + i);
            builder.step(steps[i], LIMIT);
            handlers.add(handler(steps[i], c -> proceed("on")));
        }

        MachineResult outcome = machine(builder.build(), handlers).run().await().atMost(PATIENCE);

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.COMPLETED);
        assertThat(timer.waiting()).isZero();
    }

    private MachineResult run(StateHandler... handlers) {
        return machine(handlers).run().await().atMost(PATIENCE);
    }

    private StateMachine machine(StateHandler... handlers) {
        Workflow workflow =
                Workflow.named("w").step(FIRST, LIMIT).step(SECOND, LIMIT).build();
        return machine(workflow, List.of(handlers));
    }

    private StateMachine machine(Workflow workflow, List<StateHandler> handlers) {
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(workflow, handlers),
                thrown -> Failure.of(FailureKind.DEFECT, thrown.getMessage(), ""),
                timer.clock(),
                timer,
                blocking);
        StateContext context = new StateContext("c1", MessageBus.none(), event -> {});
        return new StateMachine(workflow, context, environment, new RecordingListener(seen));
    }

    private static Uni<Next> proceed(String why) {
        return Uni.createFrom().item(Next.proceed(why));
    }

    private StateHandler handler(Step state, Function<StateContext, Uni<Next>> work) {
        return new RecordingHandler(seen, state, work);
    }

    private void awaitSeen(String line) {
        org.awaitility.Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen).contains(line));
    }
}
