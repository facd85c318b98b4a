package io.tidbclient.engine;

import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.State.TerminalState;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WorkflowTest {
    private static final Step A = new Step("A");
    private static final Step B = new Step("B");
    private static final Step C = new Step("C");
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Test
    void steps_lead_to_the_next_one_and_the_last_to_completed() {
        Workflow workflow = Workflow.named("w").step(A, LIMIT).step(B, LIMIT).build();

        assertThat(workflow.steps()).containsExactly(A, B);
        assertThat(workflow.allows(A, B)).isTrue();
        assertThat(workflow.allows(B, TerminalState.COMPLETED)).isTrue();
        assertThat(workflow.allows(A, TerminalState.COMPLETED)).isFalse();
        assertThat(workflow.allows(B, A)).isFalse();
        assertThat(workflow.allows(A, A)).isFalse();
    }

    @Test
    void every_step_may_fail_or_be_cancelled_and_no_end_leads_anywhere() {
        Workflow workflow = Workflow.named("w").step(A, LIMIT).build();

        assertThat(workflow.allows(A, TerminalState.FAILED)).isTrue();
        assertThat(workflow.allows(A, TerminalState.CANCELLED)).isTrue();
        for (TerminalState terminalState : TerminalState.values()) {
            assertThat(workflow.allows(terminalState, A)).isFalse();
            assertThat(workflow.allows(terminalState, TerminalState.COMPLETED)).isFalse();
        }
    }

    @Test
    void an_added_step_takes_over_where_the_earlier_one_led() {
        Workflow workflow = Workflow.named("w")
                .step(A, LIMIT, TerminalState.COMPLETED)
                .step(B, LIMIT)
                .build()
                .withBarrierAt(B)
                .withStepAfter(A, C, LIMIT);

        assertThat(workflow.steps()).containsExactly(A, C, B);
        assertThat(workflow.allows(A, C)).isTrue();
        assertThat(workflow.allows(A, B)).isFalse();
        assertThat(workflow.allows(A, TerminalState.COMPLETED)).isTrue();
        assertThat(workflow.allows(C, B)).isTrue();
        assertThat(workflow.allows(C, TerminalState.COMPLETED)).isFalse();
        assertThat(workflow.hasBarrierAt(B)).isTrue();
    }

    @Test
    void a_step_added_after_the_last_one_leads_to_completed() {
        Workflow workflow = Workflow.named("w").step(A, LIMIT).build().withStepAfter(A, B, LIMIT);

        assertThat(workflow.allows(A, TerminalState.COMPLETED)).isFalse();
        assertThat(workflow.allows(B, TerminalState.COMPLETED)).isTrue();
    }

    @Test
    void a_step_that_cannot_be_added_is_refused() {
        Workflow workflow = Workflow.named("w").step(A, LIMIT).build();

        assertThatThrownBy(() -> workflow.withStepAfter(B, C, LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("w has no state B");
        assertThatThrownBy(() -> workflow.withStepAfter(A, A, LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("w already has a state A");
        assertThatThrownBy(() -> workflow.withStepAfter(A, B, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("B has no time limit");
    }

    @Test
    void a_state_that_no_edge_leads_to_stops_the_start() {
        assertThatThrownBy(() -> Workflow.named("w")
                        .fork(A, LIMIT, C)
                        .step(B, LIMIT)
                        .step(C, LIMIT)
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("workflow w: B cannot be reached");
    }

    @Test
    void an_edge_to_an_undeclared_state_stops_the_start() {
        assertThatThrownBy(() -> Workflow.named("w").step(A, LIMIT, C).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("workflow w: A leads to C, which is not declared");
    }

    @Test
    void all_mistakes_are_named_at_once() {
        assertThatThrownBy(() -> Workflow.named("w")
                        .step(A, Duration.ZERO)
                        .step(A, LIMIT)
                        .build())
                .hasMessage("workflow w: A has no time limit; A is declared twice");
    }

    @Test
    void a_workflow_without_states_stops_the_start() {
        assertThatThrownBy(() -> Workflow.named("w").build()).hasMessage("workflow w: there is no state");
    }

    @Test
    void a_barrier_needs_a_state_of_the_workflow() {
        Workflow workflow = Workflow.named("w").step(A, LIMIT).build();

        assertThat(workflow.hasBarrierAt(A)).isFalse();
        assertThat(workflow.withBarrierAt(A).hasBarrierAt(A)).isTrue();
        assertThatThrownBy(() -> workflow.withBarrierAt(B)).hasMessage("w has no state B");
    }
}
