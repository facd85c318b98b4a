package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.State.TerminalState;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class StateMachineTest extends MachineTest {
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
    void a_state_that_takes_too_long_fails_with_its_limit_and_a_remedy() {
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
        assertThat(outcomes.getFirst().failure().orElseThrow().hint())
                .isEqualTo(
                        "The server or the network is slow, or the server hangs: check its load, or allow more time.");
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
}
