package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.script.TestScripts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** When the transactions of a client begin, what they know, and what follows the loss of its connection. */
class WorkloadPaceTest {
    private static final String LISTS = """
            transaction:
              - BEGIN
              - {sql: SELECT l FROM t, reads: 7}
              - {sql: "UPDATE t SET l = CONCAT(l, ',', :element)", appends: 7}
              - COMMIT
            append-list: {last: 'SELECT id, l FROM t'}
            """;

    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    private static String script(String workload) {
        return "scenario: s\nsessions: [a]\nworkload:\n  session: a\n" + workload.indent(2);
    }

    private WorkloadResult workload(String workload) {
        return runs.run(script(workload)).workload().orElseThrow();
    }

    private <T extends ScenarioEvent> Stream<T> events(Class<T> type) {
        return runs.recorder().events().stream().filter(type::isInstance).map(type::cast);
    }

    private List<Transaction> transactions() {
        return events(ScenarioEvent.ListTransaction.class)
                .map(ScenarioEvent.ListTransaction::transaction)
                .toList();
    }

    @Test
    void a_transaction_begins_when_it_is_due() {
        CompletableFuture<ScenarioOutcome> running =
                runs.begin(runs.prepare(script("transactions: 2\nrate: 1\ntransaction: SELECT 5\n")));
        Awaitility.await()
                .atMost(ScenarioRuns.PATIENCE)
                .until(() -> runs.timer().pendingMillis().contains(1_000L));
        assertThat(runs.log()).containsOnlyOnce("SELECT 5");

        runs.timer().advance(Duration.ofSeconds(1));

        ScenarioResult result = ScenarioRuns.ended(running).results().getFirst();
        assertThat(result.workload().orElseThrow().committed()).isEqualTo(2);
        assertThat(result.workload().orElseThrow().duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void transactions_that_were_due_when_the_time_was_over_are_counted_as_not_started() {
        runs.sessions().when("SELECT 5", () -> runs.timer().advance(Duration.ofSeconds(5)));

        WorkloadResult workload = workload("for: 3s\nrate: 1\ntransaction: SELECT 5\n");

        assertThat(workload.committed()).isEqualTo(1);
        assertThat(workload.notStarted()).isEqualTo(2);
    }

    @Test
    void transactions_are_numbered_from_one() {
        assertThat(workload("transactions: 2\ntransaction: 'SELECT :transaction'\n")
                        .committed())
                .isEqualTo(2);

        assertThat(events(ScenarioEvent.Operation.class))
                .extracting(operation -> operation.bound().get("transaction"))
                .containsExactly(Scalar.Numeric.of(1), Scalar.Numeric.of(2));
    }

    @Test
    void each_repetition_has_values_of_its_own() {
        String script = script("transactions: 1\nvalues: {x: {between: [1, 1000000000]}}\ntransaction: 'SELECT :x'\n");

        ScenarioOutcome outcome = runs.outcome(
                runs.prepare(TestScripts.all(script), new ScenarioOrder.Pace(3, 1, false, OptionalInt.empty())));

        assertThat(outcome.results()).hasSize(3);
        assertThat(events(ScenarioEvent.Operation.class)
                        .map(operation -> operation.bound().get("x")))
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void nothing_is_timed_any_more_when_a_client_is_done() {
        assertThat(workload("transactions: 1\ntransaction: {sql: SELECT 5, limit: 7s}\n")
                        .committed())
                .isEqualTo(1);

        assertThat(runs.timer().pendingMillis()).doesNotContain(7_000L);
    }

    @Test
    void a_client_with_another_connection_is_another_session_of_the_history() {
        AtomicInteger left = new AtomicInteger(1);
        runs.sessions()
                .answer("SELECT l FROM t", FakeSessions::rows)
                .when("UPDATE", () -> {
                    if (left.getAndDecrement() > 0) {
                        FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1146)
                                .run();
                    }
                })
                .when("ROLLBACK", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));

        assertThat(workload("transactions: 2\n" + LISTS).committed()).isEqualTo(1);

        assertThat(transactions())
                .extracting(Transaction::session, Transaction::outcome)
                .containsExactly(tuple(0, TransactionOutcome.ABORTED), tuple(1, TransactionOutcome.COMMITTED));
    }

    /** Each statement takes long enough that a cut which was scheduled for it meets it in progress; one statement is refused. */
    private void cutWithin(String refused, String... statements) {
        cutWithin(Duration.ofSeconds(3), refused, statements);
    }

    private void cutWithin(Duration time, String refused, String... statements) {
        AtomicBoolean lost = new AtomicBoolean();
        runs.sessions().whenOpened(() -> lost.set(false)).whenAborted(() -> lost.set(true));
        for (String statement : statements) {
            runs.sessions().when(statement, () -> {
                runs.timer().advance(time);
                if (lost.get()) {
                    FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
                }
                if (statement.equals(refused)) {
                    FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1105).run();
                }
            });
        }
    }

    @Test
    void the_history_has_what_was_cut_as_aborted_or_unknown() {
        runs.sessions().answer("SELECT l FROM t", FakeSessions::rows);
        cutWithin("", "BEGIN", "SELECT l", "UPDATE", "COMMIT");

        WorkloadResult workload = workload("transactions: 30\nfaults: {cut: 1}\n" + LISTS);

        assertThat(workload.faults().cuts()).isEqualTo(30);
        assertThat(workload.unknown()).isPositive();
        assertThat(workload.faults().aborted()).isPositive();
        assertThat(transactions())
                .filteredOn(transaction -> transaction.outcome() == TransactionOutcome.UNKNOWN)
                .hasSize((int) workload.unknown());
        assertThat(transactions())
                .filteredOn(transaction -> transaction.outcome() == TransactionOutcome.ABORTED)
                .hasSize((int) workload.faults().aborted());
    }

    @Test
    void a_transaction_that_is_refused_after_one_that_was_cut_has_failed() {
        cutWithin("COMMIT", "BEGIN", "SELECT 5", "COMMIT");

        WorkloadResult workload =
                workload("transactions: 30\nfaults: {cut: 0.5}\ntransaction: [BEGIN, SELECT 5, COMMIT]\n");

        assertThat(workload.faults().cuts()).isBetween(5L, 25L);
        assertThat(workload.unknown() + workload.faults().aborted())
                .isEqualTo(workload.faults().cuts());
        assertThat(workload.failed().get("1105"))
                .isEqualTo(30 - workload.faults().cuts());
    }

    @Test
    void a_cut_comes_within_twice_the_time_of_the_statement_before() {
        cutWithin(Duration.ofSeconds(1), "", "SELECT 5");

        WorkloadResult workload = workload("transactions: 40\nfaults: {cut: 1}\ntransaction: SELECT 5\n");

        assertThat(workload.unknown()).isBetween(10L, 30L);
        assertThat(workload.committed()).isEqualTo(40 - workload.unknown());
    }
}
