package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.StateContext;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static io.tidbclient.history.TransactionOutcome.ABORTED;
import static io.tidbclient.history.TransactionOutcome.COMMITTED;
import static io.tidbclient.history.TransactionOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class WorkloadClientTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();
    private OpenConnections openConnections;

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private final ManualTimer timer = new ManualTimer();
    private final List<Transaction> lists = Collections.synchronizedList(new ArrayList<>());
    private final ListHistory history = new ListHistory(1, lists::add, timer::nanoTime);
    private ScenarioContexts.ImmediateStarter bus;
    private final List<ScenarioEvent> events = Collections.synchronizedList(new ArrayList<>());

    /** Begins what one client does of a workload. */
    private CompletableFuture<Next> begin(String workload) {
        ScenarioContext scenarioContext = ScenarioContexts.of(
                TestScripts.one("scenario: s\nsessions: [a]\nworkload:\n  session: a\n" + workload.indent(2)),
                sessions,
                threads,
                timer);
        bus = new ScenarioContexts.ImmediateStarter(new SessionProtocol.StartWorkload(
                Map.of(),
                scenarioContext.scenario().workload().orElseThrow().lists().map(checked -> history),
                new SessionKiller(scenarioContext, events::add)));
        StateContext context = new StateContext("a", bus, event -> events.add((ScenarioEvent) event));
        SessionConnection connection = new SessionConnection(scenarioContext, "a");
        context.put(SessionProtocol.CONNECTION, connection);
        scenarioContext.openConnections().add(connection);
        openConnections = scenarioContext.openConnections();
        long unused = connection.open();
        return new WorkloadClient(scenarioContext).execute(context).subscribeAsCompletionStage();
    }

    /** What one client reports of a workload. */
    private WorkloadResult workload(String workload) {
        assertThat(begin(workload)).succeedsWithin(Duration.ofSeconds(10));
        return stats().result(1, 0);
    }

    /** What the last one that worked reported. */
    private WorkloadStats stats() {
        return ((SessionProtocol.WorkloadCompleted) bus.heard().getLast()).stats();
    }

    @Test
    void a_value_that_nothing_came_to_be_saved_of_fails_its_transaction() {
        sessions.answer("SELECT", FakeSessions::rows);

        WorkloadResult result = workload("""
                transactions: 2
                transaction: [{sql: SELECT l FROM t, save: seen}, UPDATE t SET l = :transaction]
                """);

        assertThat(result.committed()).isZero();
        assertThat(result.failed()).containsExactly(Map.entry("SELECT l FROM t: not as expected", 2L));
    }

    @Test
    void a_transaction_that_its_own_statements_roll_back_is_not_committed() {
        for (String undone : List.of("ROLLBACK", "rollback work", "ROLLBACK AND NO CHAIN", "/* no */ ROLLBACK")) {
            WorkloadResult result =
                    workload("transactions: 3\ntransaction: [BEGIN, UPDATE t SET v = 1, '" + undone + "']\n");

            assertThat(result.committed()).as(undone).isZero();
            assertThat(result.rolledBack()).as(undone).isEqualTo(3);
        }
        WorkloadResult savepoint =
                workload("transactions: 2\ntransaction: [BEGIN, SAVEPOINT s, DELETE FROM t, ROLLBACK TO s, COMMIT]\n");

        assertThat(savepoint.committed()).isEqualTo(2);
        assertThat(savepoint.rolledBack()).isZero();
    }

    @Test
    void what_is_committed_after_a_rollback_counts_and_is_recorded() {
        sessions.answer("SELECT", () -> FakeSessions.rows("1"));
        for (String after : List.of(
                "ROLLBACK, UPDATE t SET l = :transaction",
                "ROLLBACK, UPDATE t SET l = :transaction, SELECT 1",
                "ROLLBACK AND CHAIN, UPDATE t SET l = :transaction, COMMIT")) {
            WorkloadResult result = workload(
                    "transactions: 2\n" + "transaction: [BEGIN, {sql: SELECT l FROM t, save: seen}, " + after + "]\n");

            assertThat(result.committed()).as(after).isEqualTo(2);
            assertThat(result.rolledBack()).as(after).isZero();
        }
        for (String after : List.of("SET @x = 1", "SELECT 1", "COMMIT", "'/* r */ SHOW STATUS'")) {
            WorkloadResult result =
                    workload("transactions: 2\ntransaction: [BEGIN, UPDATE t SET v = 1, ROLLBACK, " + after + "]\n");

            assertThat(result.committed()).as(after).isZero();
            assertThat(result.rolledBack()).as(after).isEqualTo(2);
        }
    }

    @Test
    void a_statement_that_does_not_end_in_time_ends_the_clients_work_and_is_ended_on_the_server_too() {
        CountDownLatch aborted = new CountDownLatch(1);
        sessions.whenAborted(aborted::countDown).when("SELECT SLEEP", () -> {
            await(aborted);
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });

        CompletableFuture<Next> work = begin("""
                transactions: 5
                transaction: [BEGIN, {sql: SELECT SLEEP(60), limit: 3s}, COMMIT]
                """);
        Awaitility.await().until(() -> sessions.log().contains("SELECT SLEEP(60)"));
        timer.advance(Duration.ofMillis(2_999));
        assertThat(sessions.log()).doesNotContain("abort a");
        timer.advance(Duration.ofSeconds(10));
        assertThat(work).succeedsWithin(Duration.ofSeconds(10));

        WorkloadStats stats = stats();
        assertThat(stats.result(1, 0).failed()).containsExactly(Map.entry("no end within 3000 ms", 1L));
        assertThat(stats.fault().orElseThrow().why().place()).hasToString("s.yaml:6:24");
        assertThat(openConnections.end()).containsOnlyKeys(77L);
    }

    @Test
    void a_mistake_has_the_place_of_its_statement() {
        sessions.when("INSERT", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1146));

        WorkloadResult result = workload("transactions: 3\ntransaction: [BEGIN, INSERT INTO t VALUES (1), COMMIT]");

        WorkloadStats.Fault fault = stats().fault().orElseThrow();
        assertThat(result.failed()).containsExactly(Map.entry("1146", 3L));
        assertThat(fault.why().place()).hasToString("s.yaml:6:24");
        assertThat(fault.why())
                .isEqualTo(new Subject(fault.why().place(), "workload: INSERT INTO t VALUES (1)")
                        .failure("that it succeeds", "error 1146: it failed"));
    }

    @Test
    void what_breaks_off_within_a_transaction_is_undone_and_at_its_end_or_outside_unknown() {
        sessions.when("UPDATE", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));
        assertThat(workload("transactions: 1\ntransaction: [BEGIN, UPDATE t SET v = 1, COMMIT]")
                        .unknown())
                .isZero();
        assertThat(workload("transactions: 1\ntransaction: [SELECT 1, UPDATE t SET v = 1]")
                        .unknown())
                .isEqualTo(1);
        sessions.when("UPDATE", () -> {}).when("COMMIT", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));
        assertThat(workload("transactions: 1\ntransaction: [BEGIN, UPDATE t SET v = 1, COMMIT]")
                        .unknown())
                .isEqualTo(1);
    }

    @Test
    void a_transaction_continues_after_its_savepoints_and_chains() {
        sessions.when("INSERT", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));
        for (String open : List.of("ROLLBACK TO SAVEPOINT s", "COMMIT AND CHAIN", "/* on */ ROLLBACK AND CHAIN")) {
            WorkloadResult result = workload("transactions: 1\ntransaction: [BEGIN, SAVEPOINT s, " + open
                    + ", INSERT INTO t VALUES (1), COMMIT]");

            assertThat(result.unknown()).as(open).isZero();
            assertThat(result.failed()).as(open).containsExactly(Map.entry("CONNECTION_LOST", 1L));
        }
    }

    @Test
    void a_history_records_bound_values_attempts_and_results() {
        sessions.answer("SELECT", () -> FakeSessions.rows("1", "2"));
        AtomicInteger conflicts = new AtomicInteger(1);
        sessions.when("UPDATE", () -> {
            if (conflicts.getAndDecrement() > 0) {
                FakeSessions.failing(FailureKind.TRANSACTION_CONFLICT, 1213).run();
            }
        });

        WorkloadResult result = workload("""
                transactions: 1
                values: {x: 7}
                transaction: [SELECT v FROM t, 'UPDATE t SET v = :x']
                retry: 1213
                """);

        assertThat(result.committed()).isEqualTo(1);
        assertThat(events.stream().map(ScenarioEvent.Operation.class::cast))
                .extracting(
                        ScenarioEvent.Operation::attempt,
                        operation -> operation.bound().get("x"),
                        operation -> operation.result().shown())
                .containsExactly(
                        tuple(1, null, "('1'), ('2')"),
                        tuple(1, Scalar.Numeric.of(7), "error 1213: it failed"),
                        tuple(2, null, "('1'), ('2')"),
                        tuple(2, Scalar.Numeric.of(7), "ok"));
    }

    private static final String READ_AND_APPEND = """
            transaction:
              - BEGIN
              - {sql: SELECT l FROM t, reads: 7}
              - {sql: "UPDATE t SET l = CONCAT(l, ',', :element)", appends: 7}
              - COMMIT
            append-list: {last: 'SELECT 7, l FROM t'}
            """;

    @Test
    void what_transactions_do_to_lists_is_recorded() {
        sessions.answer("SELECT l", () -> FakeSessions.rows(",3,4"));

        WorkloadResult result = workload("transactions: 2\n" + READ_AND_APPEND);

        assertThat(result.committed()).isEqualTo(2);
        assertThat(lists)
                .extracting(Transaction::session, Transaction::outcome, Transaction::operations)
                .containsExactly(
                        tuple(0, COMMITTED, List.of(Operation.Read.of(7, 3, 4), new Operation.Append(7, 1))),
                        tuple(0, COMMITTED, List.of(Operation.Read.of(7, 3, 4), new Operation.Append(7, 2))));
    }

    @Test
    void each_attempt_is_a_transaction_of_the_history_and_a_lost_commit_is_unknown() {
        sessions.answer("SELECT l", FakeSessions::rows);
        AtomicInteger conflicts = new AtomicInteger(1);
        sessions.when("UPDATE", () -> {
            if (conflicts.getAndDecrement() > 0) {
                FakeSessions.failing(FailureKind.TRANSACTION_CONFLICT, 1213).run();
            }
        });
        AtomicInteger commits = new AtomicInteger();
        sessions.when("COMMIT", () -> {
            if (commits.getAndIncrement() == 0) {
                FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
            }
        });

        WorkloadResult result = workload("transactions: 2\nretry: 1213\n" + READ_AND_APPEND);

        assertThat(result.unknown()).isEqualTo(1);
        assertThat(lists)
                .extracting(
                        Transaction::session,
                        Transaction::outcome,
                        transaction -> transaction.operations().getLast())
                .containsExactly(
                        tuple(0, ABORTED, new Operation.Append(7, 1)),
                        tuple(0, UNKNOWN, new Operation.Append(7, 2)),
                        tuple(1, COMMITTED, new Operation.Append(7, 3)));
    }

    @Test
    void a_commit_that_fails_is_aborted_only_where_its_error_says_so() {
        sessions.answer("SELECT l", FakeSessions::rows);
        sessions.when("COMMIT", FakeSessions.failing(FailureKind.UNCLASSIFIED, 1105));
        assertThat(workload("transactions: 1\n" + READ_AND_APPEND).failed()).containsExactly(Map.entry("1105", 1L));
        sessions.when("COMMIT", FakeSessions.failing(FailureKind.TRANSACTION_CONFLICT, 9007));
        assertThat(workload("transactions: 1\n" + READ_AND_APPEND).failed()).containsExactly(Map.entry("9007", 1L));

        assertThat(lists).extracting(Transaction::outcome).containsExactly(UNKNOWN, ABORTED);
    }

    @Test
    void an_answer_that_is_no_list_fails_its_transaction() {
        sessions.answer("SELECT l", () -> FakeSessions.rows("1,two"));

        WorkloadResult result = workload("transactions: 1\n" + READ_AND_APPEND);

        assertThat(result.failed()).containsExactly(Map.entry("SELECT l FROM t: not as expected", 1L));
        assertThat(stats().fault().orElseThrow().why())
                .isEqualTo(new Subject(stats().fault().orElseThrow().why().place(), "workload: SELECT l FROM t")
                        .failure("a list of whole numbers, separated by commas", "1,two"));
        assertThat(lists).extracting(Transaction::outcome).containsExactly(ABORTED);
    }

    @Test
    void a_connection_that_is_cut_on_purpose_fails_no_transaction() {
        AtomicBoolean lost = new AtomicBoolean();
        sessions.whenOpened(() -> lost.set(false)).whenAborted(() -> lost.set(true));
        for (String statement : List.of("BEGIN", "SELECT 1", "COMMIT")) {
            sessions.when(statement, () -> {
                // A cut that was scheduled for this statement meets it in progress.
                timer.advance(Duration.ofSeconds(3));
                if (lost.get()) {
                    FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
                }
            });
        }

        WorkloadResult result =
                workload("transactions: 30\ntransaction: [BEGIN, SELECT 1, COMMIT]\nfaults: {cut: 1}\n");

        assertThat(result.failed()).isEmpty();
        assertThat(result.committed()).isZero();
        assertThat(result.faults().cuts()).isEqualTo(30);
        assertThat(result.faults().aborted()).isPositive();
        assertThat(result.unknown()).isPositive().isEqualTo(30 - result.faults().aborted());
    }

    @Test
    void a_session_is_killed_by_its_id_where_that_is_asked_for() {
        sessions.when("COMMIT", () -> {
            timer.advance(Duration.ofSeconds(1));
            Awaitility.await().until(() -> sessions.log().contains("KILL 77"));
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });
        sessions.when("BEGIN", () -> timer.advance(Duration.ofSeconds(1)));

        WorkloadResult result =
                workload("transactions: 1\ntransaction: [BEGIN, SELECT 1, COMMIT]\nfaults: {kill: 1}\n");

        assertThat(result.unknown()).isEqualTo(1);
        assertThat(result.failed()).isEmpty();
    }

    @Test
    void a_client_pauses_before_a_statement() {
        CompletableFuture<Next> work = begin(
                "transactions: 1\ntransaction: [BEGIN, SELECT 1, COMMIT]\nfaults: {pause: {share: 1, for: 3s}}\n");
        Awaitility.await().until(() -> timer.pendingMillis().contains(3_000L));
        assertThat(sessions.log()).doesNotContain("COMMIT");
        timer.advance(Duration.ofSeconds(3));
        assertThat(work).succeedsWithin(Duration.ofSeconds(10));

        assertThat(stats().result(1, 0).faults().pauses()).isEqualTo(1);
        assertThat(stats().result(1, 0).committed()).isEqualTo(1);
    }

    @Test
    void kinds_of_transactions_have_statistics_of_their_own() {
        WorkloadResult result = workload("""
                transactions: 50
                one-of:
                  - {name: read, transaction: SELECT 1}
                  - {name: undo, transaction: [BEGIN, DELETE FROM t, ROLLBACK]}
                """);

        assertThat(result.shapes()).extracting(WorkloadResult.ShapeResult::name).containsExactly("read", "undo");
        assertThat(result.shapes().getFirst().committed())
                .isEqualTo(result.committed())
                .isPositive();
        assertThat(result.shapes().getLast().rolledBack())
                .isEqualTo(result.rolledBack())
                .isPositive();
        assertThat(result.shapes().getLast().service().count()).isEqualTo(result.rolledBack());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
