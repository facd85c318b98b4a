package io.tidbclient.engine;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.State.TerminalState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import static io.tidbclient.engine.TwoStepRuns.PREPARE;
import static io.tidbclient.engine.TwoStepRuns.WORK;
import static io.tidbclient.engine.TwoStepRuns.WORKFLOW;
import static io.tidbclient.engine.TwoStepRuns.failure;
import static io.tidbclient.engine.TwoStepRuns.finish;
import static io.tidbclient.engine.TwoStepRuns.handler;
import static io.tidbclient.engine.TwoStepRuns.participants;
import static io.tidbclient.engine.TwoStepRuns.plan;
import static io.tidbclient.engine.TwoStepRuns.proceed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connections of a run that wait for each other at a barrier, or for a message. */
class CoordinatorMessagesTest {
    private final TwoStepRuns runs = new TwoStepRuns();

    @AfterEach
    void stop() {
        runs.close();
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

        RunResult<RunSnapshot> result = finish(runs.coordinator(prepare, work)
                .prepare(plan)
                .observe(runs::record)
                .start());

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(9);
        assertThat(preparedWhenWorking).hasSize(9).containsOnly(10);
    }

    @Test
    void a_barrier_that_not_all_can_reach_at_once_is_refused() {
        assertThatThrownBy(() -> new RunPlan(WORKFLOW.withBarrierAt(WORK), participants(3), 2, false, Optional.empty()))
                .hasMessage("connections that wait at a barrier would keep the others from starting");
    }

    @Test
    void connections_send_each_other_messages() {
        RunResult<RunSnapshot> result = finish(runs.start(2, 2, context -> {
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
        assertThat(runs.events())
                .contains(
                        new RunEvent.MessageSent("c1", "c2", "your turn"),
                        new RunEvent.Transitioned(
                                "c2", Optional.of(WORK), TerminalState.COMPLETED, "c1 said: your turn"));
    }

    @Test
    void what_a_message_encloses_is_for_its_receiver_alone() {
        RunResult<RunSnapshot> result = finish(runs.start(2, 2, context -> {
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
        assertThat(runs.events())
                .contains(new RunEvent.Transitioned("c2", Optional.of(WORK), TerminalState.COMPLETED, "take this: 42"))
                .noneMatch(RunEvent.MessageSent.class::isInstance);
    }
}
