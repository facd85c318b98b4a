package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Workloads within whole runs: their clients, what they add up to, and what is checked of them. */
class WorkloadRunTest {
    private static final String UPDATES = """
            scenario: s
            sessions: {worker: {count: 3}, other: }
            workload:
              session: worker
              transactions: 12
              transaction: [BEGIN, UPDATE t SET v = v + 1, COMMIT]
            checks:
              - {name: sum, sql: SELECT SUM(v) FROM t, rows: [[{saved: committed}]]}
            """;
    private static final String LISTS = """
            scenario: s
            sessions: [a]
            workload:
              session: a
              transactions: 2
              transaction:
                - BEGIN
                - {sql: SELECT l FROM t, reads: 7}
                - {sql: "UPDATE t SET l = CONCAT(l, ',', :element)", appends: 7}
                - COMMIT
              append-list: {last: 'SELECT id, l FROM t', expect: snapshot-isolation}
            """;

    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    /** The server appends to its only list, number 7, and answers it. */
    private void keepList() {
        AtomicInteger elements = new AtomicInteger();
        Supplier<String> list = () -> IntStream.rangeClosed(1, elements.get())
                .mapToObj(element -> "," + element)
                .collect(Collectors.joining());
        runs.sessions()
                .when("UPDATE", elements::incrementAndGet)
                .answer("SELECT l FROM t", () -> FakeSessions.rows(list.get()))
                .answer("SELECT id, l", () -> FakeSessions.row(new TreeMap<>(Map.of("id", "7", "l", list.get()))));
    }

    @Test
    void the_members_of_the_group_share_the_transactions_and_a_check_knows_how_many_committed() {
        runs.sessions().answer("SELECT SUM", () -> FakeSessions.rows("12"));

        ScenarioResult result = runs.run(UPDATES);

        assertThat(result.why()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.PASSED);
        WorkloadResult workload = result.workload().orElseThrow();
        assertThat(workload.clients()).isEqualTo(3);
        assertThat(workload.committed()).isEqualTo(12);
        assertThat(workload.failed()).isEmpty();
        assertThat(runs.log()).filteredOn(line -> line.equals("COMMIT")).hasSize(12);
        assertThat(runs.log()).contains("open other", "open worker1", "open worker2", "open worker3");
    }

    @Test
    void transactions_with_an_unknown_outcome_are_counted_apart() {
        runs.sessions().when("COMMIT", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));

        ScenarioResult result = runs.run("""
                scenario: s
                sessions: [a]
                workload:
                  session: a
                  transactions: 2
                  transaction: [BEGIN, UPDATE t SET v = 1, COMMIT]
                """);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why()).endsWith("workload: expected at least one committed transaction, got none");
        assertThat(result.workload().orElseThrow().unknown()).isEqualTo(2);
        assertThat(runs.log()).filteredOn("ROLLBACK"::equals).hasSize(2);
    }

    @Test
    void transactions_that_are_given_up_fail_the_scenario_with_their_number() {
        runs.sessions().when("UPDATE", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1146));

        ScenarioResult result = runs.run(UPDATES);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why())
                .endsWith("workload: UPDATE t SET v = v + 1: expected that it succeeds, got error 1146: it failed"
                        + " (in all 12 × 1146)");
        assertThat(result.workload().orElseThrow().failed()).isEqualTo(Map.of("1146", 12L));
        assertThat(runs.log()).doesNotContain("SELECT SUM(v) FROM t").contains("DROP DATABASE IF EXISTS `DB`");
    }

    @Test
    void a_workload_whose_transactions_are_all_rolled_back_has_been_run() {
        ScenarioResult result = runs.run("""
                scenario: s
                sessions: [a]
                workload:
                  session: a
                  transactions: 2
                  transaction: [BEGIN, UPDATE t SET v = 1, ROLLBACK]
                """);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.workload().orElseThrow().rolledBack()).isEqualTo(2);
    }

    @Test
    void a_workload_of_which_as_many_transactions_are_committed_as_are_rolled_back_has_been_run() {
        List<ScenarioResult> results = IntStream.rangeClosed(1, 8)
                .mapToObj(count -> runs.run("""
                        scenario: s
                        sessions: [a]
                        workload:
                          session: a
                          transactions: %d
                          one-of:
                            - {name: keep, transaction: SELECT 1}
                            - {name: undo, transaction: [BEGIN, DELETE FROM t, ROLLBACK]}
                        """.formatted(count)))
                .toList();

        assertThat(results)
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(Status.PASSED))
                .anySatisfy(result -> assertThat(result.workload().orElseThrow().committed())
                        .isEqualTo(result.workload().orElseThrow().rolledBack()));
    }

    @Test
    void where_no_model_is_expected_it_is_the_one_that_the_server_promises() {
        keepList();
        runs.sessions()
                .answer(
                        "SHOW VARIABLES WHERE",
                        () -> new Answer(
                                List.of("Variable_name", "Value"),
                                List.of(false, false),
                                List.of(
                                        List.of("transaction_isolation", "REPEATABLE-READ"),
                                        List.of("tidb_txn_mode", "optimistic")),
                                -1));

        ScenarioResult result = runs.run(LISTS.replace(", expect: snapshot-isolation", ""));

        assertThat(result.why()).isEmpty();
        ListVerdict verdict = result.workload().orElseThrow().lists().orElseThrow();
        assertThat(verdict.server().mode()).isEqualTo(TransactionMode.OPTIMISTIC);
        assertThat(verdict.expected().model()).isEqualTo(ConsistencyModel.SNAPSHOT_ISOLATION);
    }

    @Test
    void the_history_of_lists_is_checked_when_all_clients_are_done() {
        keepList();

        ScenarioResult result = runs.run(LISTS);

        assertThat(result.why()).isEmpty();
        assertThat(result.status()).isEqualTo(Status.PASSED);
        ListVerdict verdict = result.workload().orElseThrow().lists().orElseThrow();
        assertThat(verdict.expected().model()).isEqualTo(ConsistencyModel.SNAPSHOT_ISOLATION);
        assertThat(runs.recorder().events())
                .filteredOn(ScenarioEvent.ListTransaction.class::isInstance)
                .hasSize(3);
    }

    @Test
    void a_history_with_an_anomaly_fails_the_scenario() {
        keepList();
        runs.sessions().answer("SELECT l FROM t", () -> FakeSessions.rows(""));

        ScenarioResult result = runs.run(LISTS);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why()).contains("append-list: expected no anomaly that rules out snapshot isolation, got ");
        assertThat(result.workload().orElseThrow().lists()).isPresent();
    }

    @Test
    void lists_that_cannot_be_read_at_the_end_fail_the_scenario() {
        keepList();
        runs.sessions().when("SELECT id, l", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1142));

        ScenarioResult result = runs.run(LISTS);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why())
                .endsWith("append-list: SELECT id, l FROM t: expected two columns: the number of each list, and its"
                        + " elements, got error 1142: it failed");
        assertThat(result.workload().orElseThrow().lists()).isEmpty();
    }

    @Test
    void a_last_statement_that_answers_no_lists_fails_the_scenario() {
        keepList();
        runs.sessions().answer("SELECT id, l", () -> FakeSessions.rows("7"));

        ScenarioResult result = runs.run(LISTS);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.why()).contains("expected two columns: the number of each list, and its elements, got ");
    }
}
