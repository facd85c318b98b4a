package io.tidbclient.engine;

import io.tidbclient.engine.State.Step;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HandlersTest {
    private static final Step A = new Step("A");
    private static final Step B = new Step("B");
    private static final Step C = new Step("C");
    private static final Workflow WORKFLOW = Workflow.named("w")
            .step(A, Duration.ofSeconds(1))
            .step(B, Duration.ofSeconds(1))
            .build();

    @Test
    void each_step_gets_its_handler_and_others_are_ignored() {
        StateHandler a = handler(A);
        StateHandler b = handler(B);

        Handlers handlers = Handlers.covering(WORKFLOW, List.of(b, a, handler(new Step("Other"))));

        assertThat(handlers.of(A)).isSameAs(a);
        assertThat(handlers.of(B)).isSameAs(b);
    }

    @Test
    void a_missing_handler_stops_the_start() {
        assertThatThrownBy(() -> Handlers.covering(WORKFLOW, List.of(handler(A))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("workflow w: B has no handler");
    }

    @Test
    void two_handlers_for_one_state_stop_the_start() {
        assertThatThrownBy(() -> Handlers.covering(WORKFLOW, List.of(handler(A), handler(A), handler(B))))
                .hasMessage("workflow w: A has two handlers");
    }

    @Test
    void several_workflows_get_their_handlers_from_one_list() {
        Workflow other = Workflow.named("other").step(C, Duration.ofSeconds(1)).build();
        StateHandler c = handler(C);

        Handlers handlers = Handlers.coveringAll(List.of(WORKFLOW, other), List.of(handler(A), handler(B), c));

        assertThat(handlers.of(C)).isSameAs(c);
        assertThatThrownBy(() -> Handlers.coveringAll(List.of(WORKFLOW, other), List.of(handler(A), handler(A))))
                .hasMessage("A has two handlers; workflow w: B has no handler; workflow other: C has no handler");
    }

    private static StateHandler handler(Step state) {
        return TwoStepRuns.handler(state, context -> TwoStepRuns.proceed());
    }
}
