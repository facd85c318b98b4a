package io.tidbclient.scenario.run;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ExecutionStateTest {
    private final RunningSteps steps = new RunningSteps("- a: SELECT 1", "- b: UPDATE t SET v = 2", "  blocks: a");
    private final ExecutionState execution = steps.execution();

    @Test
    void a_wait_is_in_doubt_once_a_step_has_ended_since_it_was_last_seen() {
        RunningStep ended = steps.begin(1, Duration.ZERO);
        RunningStep waiting = steps.begin(2, Duration.ZERO);
        waiting.waits(new ScenarioEvent.Waits(waiting.invocation, Set.of("a"), true, "VIEW", Instant.EPOCH), 10, 10);
        assertThat(execution.isSettled()).isTrue();

        steps.end("a", Duration.ofNanos(10));
        assertThat(execution.isInDoubt(waiting)).isTrue();
        assertThat(execution.isInDoubt(ended)).isFalse();
        assertThat(execution.isSettled()).isFalse();

        waiting.seenStillWaiting(11);
        assertThat(execution.isInDoubt(waiting)).isFalse();
        assertThat(execution.isSettled()).isTrue();
    }
}
