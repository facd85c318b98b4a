package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client does when a statement of its transaction fails, and what its statements know. */
class TransactionRunTest {
    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    private ScenarioResult workload(String lines) {
        return runs.run("scenario: s\nsessions: [a]\nworkload:\n  session: a\n" + lines.indent(2));
    }

    private void failing(String statement, int times, FailureKind kind, int code) {
        AtomicInteger left = new AtomicInteger(times);
        runs.sessions().when(statement, () -> {
            if (left.getAndDecrement() > 0) {
                FakeSessions.failing(kind, code).run();
            }
        });
    }

    @Test
    void a_transaction_is_rolled_back_before_it_is_tried_again() {
        failing("UPDATE", 1, FailureKind.TRANSACTION_CONFLICT, 1213);

        ScenarioResult result =
                workload("transactions: 1\nretry: 1213\ntransaction: [BEGIN, UPDATE t SET v = 1, COMMIT]\n");

        WorkloadResult workload = result.workload().orElseThrow();
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(workload.committed()).isEqualTo(1);
        assertThat(workload.retried()).isEqualTo(Map.of("1213", 1L));
        assertThat(runs.log())
                .containsSequence("BEGIN", "UPDATE t SET v = 1", "ROLLBACK", "BEGIN", "UPDATE t SET v = 1", "COMMIT");
    }

    @Test
    void a_transaction_is_given_up_after_a_thousand_tries() {
        failing("UPDATE", Integer.MAX_VALUE, FailureKind.TRANSACTION_CONFLICT, 1213);

        WorkloadResult workload = workload("transactions: 1\nretry: 1213\ntransaction: [UPDATE t SET v = 1]\n")
                .workload()
                .orElseThrow();

        assertThat(workload.retried()).isEqualTo(Map.of("1213", 999L));
        assertThat(workload.failed()).isEqualTo(Map.of("1213", 1L));
        assertThat(runs.log()).filteredOn("ROLLBACK"::equals).hasSize(1_000);
    }

    @Test
    void what_cannot_be_rolled_back_is_ended_with_its_connection_and_the_client_continues_on_another() {
        failing("UPDATE", 1, FailureKind.STATEMENT_REFUSED, 1146);
        failing("ROLLBACK", 1, FailureKind.CONNECTION_LOST, 0);

        ScenarioResult result = workload("transactions: 2\ntransaction: [BEGIN, UPDATE t SET v = 1, COMMIT]\n");

        assertThat(result.workload().orElseThrow().committed()).isEqualTo(1);
        assertThat(result.workload().orElseThrow().failed()).isEqualTo(Map.of("1146", 1L));
        assertThat(runs.log())
                .containsSubsequence("ROLLBACK", "abort a", "close a", "open a", "USE `DB`", "BEGIN", "COMMIT");
    }

    private void failNextOpening(FailureKind kind, int code) {
        failing("UPDATE", 1, FailureKind.STATEMENT_REFUSED, 1146);
        AtomicBoolean next = new AtomicBoolean();
        runs.sessions()
                .when("ROLLBACK", () -> {
                    next.set(true);
                    FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
                })
                .whenOpened(() -> {
                    if (next.compareAndSet(true, false)) {
                        FakeSessions.failing(kind, code).run();
                    }
                });
    }

    @Test
    void a_new_connection_that_is_lost_at_once_is_replaced_once_more() {
        failNextOpening(FailureKind.CONNECTION_LOST, 0);

        ScenarioResult result = workload("transactions: 2\ntransaction: [BEGIN, UPDATE t SET v = 1, COMMIT]\n");

        assertThat(result.workload().orElseThrow().committed()).isEqualTo(1);
        assertThat(runs.log()).filteredOn("open a"::equals).hasSize(3);
    }

    @Test
    void a_new_connection_that_is_refused_ends_the_scenario() {
        failNextOpening(FailureKind.ACCESS_DENIED, 1045);

        ScenarioResult result = workload("transactions: 2\ntransaction: [BEGIN, UPDATE t SET v = 1, COMMIT]\n");

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.workload()).isEmpty();
        assertThat(runs.log()).filteredOn("open a"::equals).hasSize(2);
        assertThat(runs.log()).doesNotContain("COMMIT");
    }

    @Test
    void what_a_statement_saves_is_known_to_those_after_it() {
        runs.sessions().answer("SELECT", () -> FakeSessions.rows("41"));

        ScenarioResult result = workload("""
                transactions: 1
                transaction: [{sql: SELECT v FROM t, save: seen}, 'UPDATE t SET v = :seen']
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(runs.recorder().events())
                .filteredOn(ScenarioEvent.Operation.class::isInstance)
                .extracting(event -> ((ScenarioEvent.Operation) event).bound())
                .containsExactly(Map.of(), Map.of("seen", new Scalar.Text("41")));
    }

    @Test
    void each_iteration_of_a_block_has_its_own_number() {
        workload("""
                transactions: 1
                transaction:
                  - repeat: 2
                    as: i
                    steps: ['UPDATE t SET v = :i']
                """);

        assertThat(runs.recorder().events())
                .filteredOn(ScenarioEvent.Operation.class::isInstance)
                .extracting(event -> ((ScenarioEvent.Operation) event).bound())
                .isEqualTo(List.of(Map.of("i", Scalar.Numeric.of(1)), Map.of("i", Scalar.Numeric.of(2))));
    }

    @Test
    void a_statement_that_is_not_as_expected_gives_its_transaction_up() {
        ScenarioResult result = workload("""
                transactions: 1
                transaction: [BEGIN, {sql: UPDATE t SET v = 1, affected: 3}, COMMIT]
                """);

        assertThat(result.why())
                .contains(
                        "workload: UPDATE t SET v = 1: expected 3 rows changed, got ok (in all 1 × UPDATE t SET v = 1:"
                                + " not as expected)");
        assertThat(runs.log()).contains("ROLLBACK").doesNotContain("COMMIT");
    }

    @Test
    void a_list_has_to_have_a_whole_number() {
        runs.sessions().answer("SELECT k", () -> FakeSessions.rows("x"));

        ScenarioResult result = workload("""
                transactions: 1
                transaction:
                  - BEGIN
                  - {sql: SELECT k FROM t, save: from}
                  - {sql: 'SELECT l FROM t WHERE id = :from', reads: from}
                  - {sql: "UPDATE t SET l = CONCAT(l, ',', :element) WHERE id = 1", appends: 1}
                  - COMMIT
                append-list: {last: 'SELECT id, l FROM t'}
                """);

        assertThat(result.why()).contains("expected a whole number of a list, got ");
        assertThat(result.workload().orElseThrow().failed()).containsOnlyKeys("no number of a list");
        assertThat(runs.log()).doesNotContain("SELECT l FROM t WHERE id = :from", "COMMIT");
    }
}
