package io.tidbclient.isolation.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.isolation.HistoryRecorder;
import io.tidbclient.isolation.PlannedTransaction;
import io.tidbclient.scenario.run.ConnectionFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListAppendClientTest {
    private static final List<Operation> OPERATIONS = List.of(new Operation.Append(7, 1), Operation.Read.unanswered(8));

    private final FakeProgramSession session = new FakeProgramSession().returning(",4,2");
    private final List<Transaction> history = new ArrayList<>();
    private final RunCounters counters = new RunCounters(List.of("db:4000"));
    private final ListAppendClient client = client(0);

    private ListAppendClient client(double cutRate) {
        return client(cutRate, () -> Long.MAX_VALUE);
    }

    private ListAppendClient client(double cutRate, LongSupplier end) {
        ListTable table = new ListTable();
        table.create(sql -> {}, 10);
        return new ListAppendClient(
                session,
                "START TRANSACTION",
                new ListAppendClient.Shared(
                        table,
                        new HistoryRecorder(history::add, session.clock()),
                        counters,
                        new AtomicInteger(100)::getAndIncrement),
                new ConnectionFaults(
                        new ConnectionFaults.Rates(cutRate, 0), new SplittableRandom(1), session.timer(), session),
                new Reconnector(session, counters.outages(0), end, true, new SplittableRandom(1)));
    }

    private TransactionOutcome run(long id) {
        return client.run(new PlannedTransaction(id, OPERATIONS, 9));
    }

    @Test
    void a_committed_transaction_is_recorded_with_what_it_read() {
        assertThat(run(5)).isEqualTo(TransactionOutcome.COMMITTED);

        assertThat(history)
                .containsExactly(new Transaction(
                        5,
                        3,
                        TransactionOutcome.COMMITTED,
                        0,
                        4000,
                        List.of(new Operation.Append(7, 1), Operation.Read.of(8, 4, 2))));
        assertThat(session.log()).containsExactly("START", "UPDATE [1, 7]", "SELECT [8]", "COMMIT");
    }

    @Test
    void a_conflict_before_commit_is_an_abort_and_is_rolled_back() {
        session.failing("UPDATE", FailureKind.TRANSACTION_CONFLICT, 1213);

        assertThat(run(5)).isEqualTo(TransactionOutcome.ABORTED);

        assertThat(session.log()).containsExactly("START", "UPDATE [1, 7]", "ROLLBACK");
        assertThat(history.getFirst().operations()).containsExactly(new Operation.Append(7, 1));
        assertThat(counters.counts().errors()).isEqualTo(Map.of("1213 NAME", 1L));
        assertThat(run(6)).isEqualTo(TransactionOutcome.COMMITTED);
        assertThat(history.getLast().session()).isEqualTo(3);
    }

    @Test
    void a_conflict_at_commit_is_an_abort() {
        session.failing("COMMIT", FailureKind.TRANSACTION_CONFLICT, 9007);

        assertThat(run(5)).isEqualTo(TransactionOutcome.ABORTED);
        assertThat(history.getFirst().endNanos()).isEqualTo(4000);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTION_LOST, 0",
        "TIMED_OUT, 0",
        "UNCLASSIFIED, 1105",
        "STATEMENT_ABORTED, 1317",
        "SERVER_UNAVAILABLE, 9001"
    })
    void any_other_failure_of_commit_leaves_the_outcome_unknown(FailureKind kind, int code) {
        session.failing("COMMIT", kind, code);

        assertThat(run(5)).isEqualTo(TransactionOutcome.UNKNOWN);

        assertThat(history.getFirst().endNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(run(6)).isEqualTo(TransactionOutcome.COMMITTED);
        assertThat(history.getLast().session())
                .as("another session in the history")
                .isGreaterThanOrEqualTo(100);
    }

    @Test
    void a_connection_lost_before_commit_is_an_abort_and_is_replaced() {
        session.failing("SELECT", FailureKind.CONNECTION_LOST, 0);

        assertThat(run(5)).isEqualTo(TransactionOutcome.ABORTED);

        assertThat(session.log()).endsWith("SELECT [8]", "reconnect", "SELECT [0]");
        assertThat(history.getFirst().operations()).endsWith(Operation.Read.unanswered(8));
        assertThat(counters.counts().reconnects()).isEqualTo(1);
        assertThat(run(6)).isEqualTo(TransactionOutcome.COMMITTED);
        assertThat(history.getLast().session()).isEqualTo(100);
    }

    @Test
    void a_client_whose_server_is_not_reached_before_the_end_runs_no_other_transaction() {
        ListAppendClient last = client(0, () -> 0);
        session.failing("SELECT", FailureKind.CONNECTION_LOST, 0).unreachable(1, FailureKind.CONNECTION_REFUSED);
        assertThat(last.isOver()).isFalse();

        assertThat(last.run(new PlannedTransaction(1, OPERATIONS, 9))).isEqualTo(TransactionOutcome.ABORTED);

        assertThat(last.isOver()).isTrue();
        assertThat(last.run(new PlannedTransaction(2, OPERATIONS, 9))).isEqualTo(TransactionOutcome.ABORTED);
        assertThat(history).extracting(Transaction::id).containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource({"SELECT, ABORTED", "COMMIT, UNKNOWN"})
    void what_the_stop_of_the_run_ends_is_neither_an_error_nor_an_outage(String beginning, TransactionOutcome outcome) {
        session.stoppedAt(beginning);

        assertThatThrownBy(() -> run(5)).isInstanceOf(CancellationException.class);

        assertThat(history).extracting(Transaction::outcome).containsExactly(outcome);
        assertThat(counters.counts().errors()).isEmpty();
        assertThat(counters.counts().outages()).isZero();
        assertThat(session.log()).doesNotContain("reconnect");
    }

    @Test
    void a_rollback_that_fails_replaces_the_connection() {
        session.failing("UPDATE", FailureKind.TRANSACTION_CONFLICT, 1205)
                .failing("ROLLBACK", FailureKind.CONNECTION_LOST, 0);

        assertThat(run(5)).isEqualTo(TransactionOutcome.ABORTED);
        assertThat(session.log()).endsWith("ROLLBACK", "reconnect", "SELECT [0]");
    }

    @ParameterizedTest
    @EnumSource(names = {"STATEMENT_REFUSED", "NO_PRIVILEGE", "UNKNOWN_DATABASE"})
    void what_the_next_transaction_would_meet_too_ends_the_client(FailureKind kind) {
        session.failing("UPDATE", kind, 1146);

        assertThatThrownBy(() -> run(5)).isInstanceOf(FailureException.class);
        assertThat(history.getFirst().outcome()).isEqualTo(TransactionOutcome.ABORTED);
    }

    @Test
    void a_list_that_no_transaction_could_have_made_ends_the_client() {
        session.returning("4,x");

        assertThatThrownBy(() -> run(5)).hasMessageContaining("the list of key 8 is not what was appended to it");
    }

    @Test
    void a_cut_that_is_still_due_does_not_reach_the_next_connection() {
        ListAppendClient cutting = client(1);
        session.failing("COMMIT", FailureKind.CONNECTION_LOST, 0);

        TransactionOutcome unused = cutting.run(new PlannedTransaction(1, OPERATIONS, 9));
        session.manualTimer().advance(Duration.ofSeconds(10));

        assertThat(session.log()).contains("reconnect").doesNotContain("cut");
    }

    @Test
    void a_cut_that_is_still_due_is_replaced_by_the_next_one() {
        ListAppendClient cutting = client(1);
        for (int i = 0; i < 20; i++) {
            TransactionOutcome unused = cutting.run(new PlannedTransaction(i, OPERATIONS, 9));
        }

        session.manualTimer().advance(Duration.ofSeconds(10));

        assertThat(session.log().stream().filter("cut"::equals)).hasSize(1);
    }

    @Test
    void each_transaction_is_cut_once_where_all_are_to_be_cut() {
        ListAppendClient cutting = client(1);
        for (int i = 0; i < 20; i++) {
            TransactionOutcome unused = cutting.run(new PlannedTransaction(i, OPERATIONS, 9));
            session.manualTimer().advance(Duration.ofSeconds(10));
        }

        assertThat(session.log().stream().filter("cut"::equals)).hasSize(20);
    }
}
