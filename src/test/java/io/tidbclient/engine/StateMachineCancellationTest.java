package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.State.TerminalState;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** Machines that are cancelled, at each place where that can happen. */
class StateMachineCancellationTest extends MachineTest {
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
    void a_machine_that_is_cancelled_while_its_barrier_opens_does_no_work() {
        AtomicReference<StateMachine> itself = new AtomicReference<>();
        MessageBus opening = new MessageBus() {
            @Override
            public void send(String to, String text, Object enclosed) {}

            @Override
            public void send(String to, String text) {}

            @Override
            public Uni<Message> receive() {
                return Uni.createFrom().nothing();
            }

            @Override
            public Uni<Void> untilAllReach(State state) {
                return Uni.createFrom().emitter(waiting -> {
                    itself.get().cancel("Ctrl-C");
                    waiting.complete(null);
                });
            }
        };
        Workflow workflow = Workflow.named("w").step(FIRST, LIMIT).build().withBarrierAt(FIRST);
        itself.set(machine(workflow, opening, List.of(handler(FIRST, c -> proceed("worked")))));

        MachineResult outcome = itself.get().run().await().atMost(PATIENCE);

        assertThat(outcome.terminalState()).isEqualTo(TerminalState.CANCELLED);
        assertThat(seen).doesNotContain("enter First");
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
}
