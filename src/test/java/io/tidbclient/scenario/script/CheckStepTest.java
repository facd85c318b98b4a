package io.tidbclient.scenario.script;

import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.engine.State;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CheckStepTest {
    /** Scripts are read below the check, so they have labels of their own; a state of the check need not be among them. */
    @Test
    void the_states_that_a_check_step_can_name_are_states_of_the_check_in_its_order() {
        List<String> states =
                CheckWorkflow.STATES.stream().map(State.Step::label).toList();

        assertThat(states).containsSubsequence(StepReader.CHECK_STATES);
    }
}
