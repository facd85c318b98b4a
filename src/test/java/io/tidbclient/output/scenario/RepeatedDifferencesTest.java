package io.tidbclient.output.scenario;

import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatedDifferencesTest {
    private final RepeatedDifferences differences = new RepeatedDifferences();

    @Test
    void second_run_with_the_same_difference_names_the_first() {
        assertThat(differences.firstWith(failed("s (order 1 of 3)"))).isEmpty();
        assertThat(differences.firstWith(failed("s (order 2 of 3)"))).contains("s (order 1 of 3)");
        assertThat(differences.firstWith(failed("s (order 3 of 3)"))).contains("s (order 1 of 3)");
    }

    @Test
    void run_that_passed_is_never_a_repetition() {
        ScenarioResult passed = ScenarioResults.of("s", Status.PASSED, "", List.of());

        assertThat(differences.firstWith(passed)).isEmpty();
        assertThat(differences.firstWith(passed)).isEmpty();
    }

    private static ScenarioResult failed(String title) {
        return ScenarioResults.of(title, Status.FAILED, "not as expected", List.of());
    }
}
