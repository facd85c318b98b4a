package io.tidbclient.cli.run;

import io.tidbclient.check.CheckStates;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.config.ConfigException;
import io.tidbclient.engine.State;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What scripts call the check's states, the check calls so. */
class CheckStepTest {
    private static final List<State.Step> STATES = List.of(
            CheckStates.CONNECTING,
            CheckStates.TESTING_CONNECTION,
            CheckStates.VERIFYING_DATABASE,
            CheckStates.GETTING_VERSION,
            CheckStates.CHECKING_IMPORT_JOBS);

    private static boolean scriptsKnow(State.Step state) {
        try {
            return !TestScripts.steps("- check: a", "  until: " + state.label())
                    .steps()
                    .isEmpty();
        } catch (ConfigException e) {
            return false;
        }
    }

    @Test
    void a_check_step_ends_with_any_state_that_does_work() {
        assertThat(STATES).allMatch(CheckStepTest::scriptsKnow);
        assertThat(List.of(CheckStates.INITIAL, CheckStates.PARSING_CONFIG, CheckStates.SHOWING_IMPORT_JOB_DETAILS))
                .noneMatch(CheckStepTest::scriptsKnow);
    }

    @Test
    void the_check_can_be_run_up_to_each_of_them() {
        for (State.Step state : STATES) {
            assertThat(CheckWorkflow.upTo(state.label(), Duration.ofSeconds(1)).steps())
                    .as(state.label())
                    .last()
                    .isEqualTo(state);
        }
    }
}
