package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.run.StepChecker.Assessment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import static io.tidbclient.scenario.run.Verifications.result;
import static io.tidbclient.scenario.run.Verifications.rows;
import static org.assertj.core.api.Assertions.assertThat;

/** What steps may do in an order that is not the script's. */
class PermutationCheckerTest {
    private final PermutationChecker checker = new PermutationChecker(Servers.TIDB);
    private RunningSteps steps = new RunningSteps("- a: UPDATE t SET v = 1");

    private RunningStep step(String... lines) {
        steps = new RunningSteps(lines);
        return steps.begin(1, Duration.ZERO);
    }

    private static StepResult failed(FailureKind kind, int code, String state) {
        return result(Optional.empty(), Optional.of(new Failure(kind, code, "", state, "", "", "it failed", "", "")));
    }

    @Test
    void a_step_may_wait_for_whomever_the_server_names_at_once_and_for_unknown_ones_after_a_second() {
        RunningStep step = step("- a: UPDATE t SET v = 1");
        ScenarioEvent.Waits named = new ScenarioEvent.Waits(step.invocation, Set.of("b"), true, "VIEW", Instant.EPOCH);
        ScenarioEvent.Waits unknown = new ScenarioEvent.Waits(step.invocation, Set.of(), false, "VIEW", Instant.EPOCH);

        assertThat(checker.mayWait(step)).isTrue();
        assertThat(checker.assess(step, named, Duration.ZERO)).isEqualTo(Assessment.ACCEPTED);
        assertThat(checker.assess(step, unknown, Duration.ofMillis(999))).isEqualTo(Assessment.DOUBTFUL);
        assertThat(checker.assess(step, unknown, Duration.ofSeconds(1))).isEqualTo(Assessment.ACCEPTED);
        assertThat(checker.persistentWait(step, named)).isEmpty();
    }

    @Test
    void what_the_script_expects_of_the_written_order_does_not_count() {
        RunningStep step = step("- a: UPDATE t SET v = 1", "  affected: 9");

        assertThat(checker.expectations(step.invocation.step())).isEmpty();
        assertThat(checker.begun(step)).isEmpty();
        assertThat(checker.ended(step, RunningSteps.changed())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSACTION_CONFLICT, 1213, 40001",
        "STATEMENT_ABORTED, 1317, 70100",
        "UNCLASSIFIED, 8028, HY000",
        "STATEMENT_REFUSED, 1264, 22003",
        "STATEMENT_REFUSED, 1062, 23000",
        "STATEMENT_REFUSED, 1317, 70100",
        "STATEMENT_REFUSED, 3024, HY000"
    })
    void another_order_can_make_a_step_fail_so(FailureKind kind, int code, String state) {
        assertThat(checker.ended(step("- a: UPDATE t SET v = 1"), failed(kind, code, state)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UNCLASSIFIED, 1064, 42000",
        "UNCLASSIFIED, 0, HY000",
        "STATEMENT_REFUSED, 1146, 42S02",
        "STATEMENT_REFUSED, 1105, HY000",
        "CONNECTION_LOST, 0, 08S01",
        "NO_PRIVILEGE, 1142, 42000"
    })
    void no_order_excuses_what_is_wrong_with_the_step_itself(FailureKind kind, int code, String state) {
        assertThat(checker.ended(step("- a: UPDATE t SET v = 1"), failed(kind, code, state))
                        .orElseThrow()
                        .expected())
                .isEqualTo("that it succeeds, or fails as another order can make it");
    }

    @Test
    void an_error_that_the_script_expects_anywhere_is_one_that_can_happen() {
        StepResult missing = failed(FailureKind.STATEMENT_REFUSED, 1146, "42S02");

        assertThat(checker.ended(step("- a: SELECT 1", "  error: 1146"), missing))
                .isEmpty();
        assertThat(checker.ended(step("- a: SELECT 1", "  error: 1064"), missing))
                .isPresent();
        assertThat(checker.ended(step("- a: SELECT 1", "  either: [{row-count: 1}, {error: 1146}]"), missing))
                .isEmpty();
        assertThat(checker.ended(step("- a: SELECT 1", "  either: [{row-count: 1}, {error: 1064}]"), missing))
                .isPresent();
        assertThat(checker.ended(step("- a: SELECT 1", "  within: 5s"), missing))
                .isPresent();
    }

    @Test
    void a_column_that_is_to_be_saved_has_to_be_there_in_any_order() {
        assertThat(checker.ended(step("- a: SELECT 1", "  save: {seen: price}"), rows("1,a"))
                        .orElseThrow()
                        .expected())
                .isEqualTo("a column price to save");
    }
}
