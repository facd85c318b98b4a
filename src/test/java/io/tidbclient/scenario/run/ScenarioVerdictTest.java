package io.tidbclient.scenario.run;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Verdicts;
import io.tidbclient.output.Runs;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioVerdictTest {
    private static final Scenario SCENARIO = TestScripts.steps("- a: SELECT 1");
    private static final Scenario KNOWN_BUG =
            TestScripts.one("scenario: s\nknown-bug: https://example.com/1\nsessions: [a]\nsteps: [{a: SELECT 1}]\n");

    private static final List<ConnectionSettings> TWO =
            List.of(ScenarioContexts.settings("c1", 4000), ScenarioContexts.settings("c2", 4001));

    @Test
    void an_order_that_cannot_be_executed_is_counted_apart_from_skipped_scenarios() {
        assertThat(verdict(result(Status.PASSED), impossible(), skipped()))
                .isEqualTo(new RunVerdict(
                        Outcome.SUCCESS,
                        "1 of 3 scenarios passed, 1 order of the steps cannot be executed, 1 skipped"));
    }

    @Test
    void several_orders_that_cannot_be_executed_are_counted_without_a_count_of_skipped_scenarios() {
        assertThat(verdict(result(Status.PASSED), impossible(), impossible()))
                .isEqualTo(new RunVerdict(
                        Outcome.SUCCESS, "1 of 3 scenarios passed, 2 orders of the steps cannot be executed"));
    }

    @Test
    void a_scenario_that_is_skipped_for_another_reason_is_no_impossible_order() {
        assertThat(verdict(result(Status.PASSED), skipped()))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 of 2 scenarios passed, 1 skipped"));
    }

    @Test
    void orders_none_of_which_can_be_executed_are_no_success() {
        assertThat(verdict(impossible()))
                .isEqualTo(new RunVerdict(
                        Outcome.FAILED,
                        "no scenario was run; 0 of 1 scenario passed, 1 order of the steps cannot be executed"));
    }

    @Test
    void a_failed_scenario_is_counted_before_the_impossible_orders() {
        assertThat(verdict(result(Status.FAILED), impossible()))
                .isEqualTo(new RunVerdict(
                        Outcome.FAILED, "0 of 2 scenarios passed, 1 failed, 1 order of the steps cannot be executed"));
    }

    @Test
    void a_known_bug_that_still_occurs_is_no_failure_and_is_counted() {
        assertThat(verdict(result(Status.PASSED), result(Status.KNOWN_BUG)))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 of 2 scenarios passed, 1 failed by a known bug"));
    }

    @Test
    void a_known_bug_that_does_not_occur_is_reported() {
        assertThat(verdict(result(KNOWN_BUG, Status.PASSED)))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 of 1 scenario passed, 1 known bug does not occur"));
    }

    @Test
    void an_interrupt_decides_whatever_the_scenarios_came_to() {
        assertThat(ScenarioVerdict.of(
                        List.of(result(Status.PASSED), result(Status.STOPPED)),
                        2,
                        Optional.of(new StopCause.Interrupted(2))))
                .isEqualTo(new RunVerdict(Outcome.INTERRUPTED, "interrupted; 1 of 2 scenarios passed, 1 stopped"));
    }

    @Test
    void an_interrupted_run_counts_what_was_not_started() {
        Optional<StopCause> interrupted = Optional.of(new StopCause.Interrupted(2));

        assertThat(ScenarioVerdict.of(List.of(result(Status.STOPPED), result(Status.SKIPPED)), 85, interrupted)
                        .sentence())
                .isEqualTo("interrupted; 0 of 85 scenarios passed, 1 stopped, 1 skipped, 83 not started");
        assertThat(ScenarioVerdict.of(List.of(), 1, interrupted).sentence())
                .isEqualTo("interrupted; 0 of 1 scenario passed, 1 not started");
    }

    @Test
    void what_follows_the_first_failure_is_not_counted() {
        assertThat(ScenarioVerdict.of(List.of(result(Status.FAILED)), 85, Optional.empty())
                        .sentence())
                .isEqualTo("0 of 1 scenario passed, 1 failed");
    }

    @Test
    void another_cause_of_a_stop_leaves_the_decision_to_the_scenarios() {
        assertThat(ScenarioVerdict.of(
                        List.of(result(Status.PASSED)), 1, Optional.of(new StopCause.OutOfTime(Duration.ofSeconds(1)))))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 of 1 scenario passed"));
    }

    @Test
    void an_internal_error_of_one_is_that_of_all() {
        assertThat(verdict(result(Status.PASSED), result(Status.FAILED), ended(Outcome.INTERNAL_ERROR))
                        .outcome())
                .isEqualTo(Outcome.INTERNAL_ERROR);
    }

    @Test
    void scenarios_that_all_could_not_be_run_for_one_reason_have_its_outcome() {
        assertThat(verdict(ended(Outcome.UNREACHABLE), ended(Outcome.UNREACHABLE)))
                .isEqualTo(new RunVerdict(Outcome.UNREACHABLE, "0 of 2 scenarios passed, 2 could not be run"));
        assertThat(verdict(ended(Outcome.UNREACHABLE), ended(Outcome.DENIED)).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(verdict(ended(Outcome.UNREACHABLE), result(Status.PASSED)).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(verdict(ended(Outcome.UNREACHABLE), result(Status.FAILED)).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void scenarios_that_ran_out_of_time_have_that_outcome_beside_others_that_passed() {
        assertThat(verdict(ended(Outcome.TIMED_OUT), result(Status.PASSED)).outcome())
                .isEqualTo(Outcome.TIMED_OUT);
        assertThat(verdict(ended(Outcome.TIMED_OUT), result(Status.FAILED)).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void one_that_failed_by_an_expectation_has_failed_whatever_its_run_came_to() {
        assertThat(verdict(of(SCENARIO, Status.FAILED, Optional.of(Outcome.UNREACHABLE)))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void an_incomplete_file_makes_a_success_a_failure_and_nothing_else() {
        assertThat(ScenarioVerdict.incomplete(new RunVerdict(Outcome.SUCCESS, "1 of 1 scenario passed")))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 of 1 scenario passed; a requested file is not complete"));
        RunVerdict denied = new RunVerdict(Outcome.DENIED, "0 of 1 scenario passed");
        assertThat(ScenarioVerdict.incomplete(denied)).isEqualTo(denied);
    }

    private static RunVerdict verdict(ScenarioResult... results) {
        return ScenarioVerdict.of(List.of(results), results.length, Optional.empty());
    }

    @Test
    void servers_of_one_product_and_release_do_not_differ() {
        assertThat(ScenarioVerdict.differing(TWO, List.of(version("v8.5.4", "tikv"), version("v8.5.4", "unistore"))))
                .isEmpty();
        assertThat(ScenarioVerdict.differing(TWO, List.of(version("v8.5.4", "tikv"))))
                .isEmpty();
    }

    @Test
    void a_server_of_another_release_is_refused_with_both() {
        assertThat(ScenarioVerdict.differing(TWO, List.of(version("v8.5.4", "tikv"), version("v8.5.5", "tikv"))))
                .contains(new RunVerdict(
                        Outcome.FAILED,
                        "no scenario was run: 127.0.0.1:4000 is TiDB v8.5.4 and 127.0.0.1:4001 is TiDB v8.5.5; give"
                                + " servers of one cluster with the same release"));
    }

    @Test
    void a_server_of_another_product_is_refused_with_both() {
        ServerVersion other = new ServerVersion(ServerVersion.Product.MYSQL, "v8.5.4", "", "", false);

        assertThat(ScenarioVerdict.differing(TWO, List.of(version("v8.5.4", "tikv"), other)))
                .map(RunVerdict::sentence)
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("127.0.0.1:4001 is MySQL v8.5.4;"));
    }

    @Test
    void a_server_that_is_not_reached_decides_although_the_other_one_was() {
        assertThat(ScenarioVerdict.notReached(
                        probe(Runs.completed(1), Runs.failed(2, failure(FailureKind.CONNECTION_REFUSED)))))
                .isEqualTo(new RunVerdict(Outcome.UNREACHABLE, "no scenario was run: it failed."));
    }

    @Test
    void a_server_that_refuses_the_user_decides_although_the_other_one_does_not() {
        assertThat(ScenarioVerdict.notReached(
                                probe(Runs.completed(1), Runs.failed(2, failure(FailureKind.ACCESS_DENIED))))
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void servers_that_fail_for_different_reasons_are_a_failure() {
        assertThat(ScenarioVerdict.notReached(probe(
                                Runs.failed(1, failure(FailureKind.ACCESS_DENIED)),
                                Runs.failed(2, failure(FailureKind.CONNECTION_REFUSED))))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_check_that_was_interrupted_stays_interrupted() {
        CheckSnapshot last =
                probe(Runs.failed(1, failure(FailureKind.CONNECTION_REFUSED))).last();

        assertThat(ScenarioVerdict.notReached(new RunResult<>(
                                last.states(), last, new RunVerdict(Outcome.INTERRUPTED, "interrupted")))
                        .outcome())
                .isEqualTo(Outcome.INTERRUPTED);
    }

    private static RunResult<CheckSnapshot> probe(ConnectionView... views) {
        CheckSnapshot last =
                new CheckSnapshot(1, Instant.EPOCH, Instant.EPOCH, List.of(views), List.of(), Optional.empty());
        return new RunResult<>(last.states(), last, Verdicts.of(last.states(), Optional.empty()));
    }

    private static Failure failure(FailureKind kind) {
        return Failure.of(kind, "it failed.", "");
    }

    private static ServerVersion version(String release, String store) {
        return new ServerVersion(ServerVersion.Product.TIDB, release, "Community", store, false);
    }

    private static ScenarioResult impossible() {
        return ScenarioResult.skipped(
                SCENARIO, "s (order 2 of 3)", ScenarioResult.IMPOSSIBLE_ORDER + "b still waits", Instant.EPOCH);
    }

    private static ScenarioResult skipped() {
        return ScenarioResult.skipped(SCENARIO, "s", "only on mariadb", Instant.EPOCH);
    }

    private static ScenarioResult result(Status status) {
        return result(SCENARIO, status);
    }

    private static ScenarioResult result(Scenario scenario, Status status) {
        return of(scenario, status, Optional.empty());
    }

    /** One whose run ended so. */
    private static ScenarioResult ended(Outcome outcome) {
        return of(SCENARIO, Status.ERROR, Optional.of(outcome));
    }

    private static ScenarioResult of(Scenario scenario, Status status, Optional<Outcome> outcome) {
        return new ScenarioResult(
                scenario,
                "s",
                status,
                status == Status.PASSED ? "" : "not as expected",
                Optional.empty(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of("a", "b"),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                1,
                1,
                outcome.map(found -> new RunVerdict(found, "it ended")));
    }
}
