package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

/** Which views are asked for lock waits, when, and what stands in for those that a server lacks. */
class LockWaitViewsTest {
    private static final String WITH_TABLES =
            "SELECT ID AS id, STATE AS state, SESSION_ID AS session, MEM_BUFFER_KEYS AS locks";
    private static final String WITHOUT_TABLES = "SELECT ID AS id, STATE AS state, SESSION_ID AS session FROM";
    private static final LockWaitQuery OF_TWO = new LockWaitQuery(Set.of(1L, 2L), Set.of(), Map.of());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();
    private final AdminConnection observer = new AdminConnection(sessions, ScenarioContexts.settings("(observer)"));
    private final ManualTimer timer = new ManualTimer();
    private final ScenarioContext onTidb =
            ScenarioContexts.of(TestScripts.steps("- a: SELECT 1"), sessions, threads, timer);

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private SqlLockWaitReader onTidb() {
        return new SqlLockWaitReader(observer, onTidb);
    }

    private SqlLockWaitReader onMariaDb() {
        return new SqlLockWaitReader(observer, ScenarioContexts.on(Servers.MARIADB, onTidb));
    }

    /** Each row is text with blanks between its values, of which a dash is NULL. */
    private static Answer table(String columns, String... rows) {
        List<String> names = List.of(columns.split(" "));
        return new Answer(
                names,
                names.stream().map(name -> true).toList(),
                Arrays.stream(rows)
                        .map(row -> Arrays.stream(row.split(" "))
                                .map(cell -> cell.equals("-") ? null : cell)
                                .toList())
                        .toList(),
                -1);
    }

    private void transactions(String... rows) {
        sessions.answer(WITH_TABLES, () -> table("id state session locks tables", rows));
    }

    private List<String> asked(String beginning) {
        return sessions.log().stream().filter(sql -> sql.startsWith(beginning)).toList();
    }

    @Test
    void holders_are_asked_for_while_one_of_the_sessions_is_at_work() {
        transactions("10 Idle 1 1 7", "20 Idle 2 1 7", "30 Running 99 1 7");
        assertThat(onTidb().snapshot(OF_TWO).lockWaits()).isEmpty();
        assertThat(asked("SELECT TRX_ID AS waiter")).isEmpty();

        transactions("10 LockWaiting 1 0 7", "20 Running 2 1 7");
        sessions.answer("SELECT TRX_ID AS waiter", () -> table("waiter holder", "10 20"));
        assertThat(onTidb().snapshot(OF_TWO).lockWaits())
                .containsExactly(new LockWait(1, Set.of(2L), true, "DATA_LOCK_WAITS"));
    }

    @Test
    void a_server_that_does_not_list_the_tables_of_transactions_lists_transactions() {
        sessions.when(WITH_TABLES, FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1054))
                .answer(
                        WITHOUT_TABLES.replace(" FROM", ""),
                        () -> table("id state session", "10 LockWaiting 1", "20 Idle 2", "30 Idle 99"));

        assertThat(onTidb().snapshot(OF_TWO).lockWaits())
                .containsExactly(new LockWait(1, Set.of(2L, 99L), false, "TIDB_TRX"));
    }

    @Test
    void another_clients_transaction_whose_tables_are_unknown_can_hold_the_lock() {
        transactions("10 LockWaiting 1 0 7", "20 Idle 2 1 7", "30 Idle 99 1 -", "40 Idle 98 1 8");

        assertThat(onTidb().snapshot(OF_TWO).lockWaits())
                .containsExactly(new LockWait(1, Set.of(2L, 99L), false, "TIDB_TRX"));
    }

    @Test
    void a_view_of_mariadb_is_read_within_a_transaction_of_its_own_by_a_query_of_its_own() {
        assertThat(onMariaDb().snapshot(OF_TWO).unseen()).isEmpty();

        List<String> log = sessions.log();
        int begin = log.indexOf("START TRANSACTION WITH CONSISTENT SNAPSHOT");
        assertThat(begin).isNotNegative();
        assertThat(log.get(begin + 1)).startsWith("SELECT /* tidb-client tidb_client_1 1 */");
        assertThat(log.get(begin + 2)).isEqualTo("ROLLBACK");
    }

    @Test
    void a_view_of_mariadb_is_read_again_when_its_interval_is_over() {
        SqlLockWaitReader reader = onMariaDb();

        LockWaitSnapshot first = reader.snapshot(OF_TWO);
        assertThat(reader.snapshot(OF_TWO)).isEqualTo(first);
        assertThat(asked("SELECT /* tidb-client")).hasSize(1);

        assertThat(first.next()).isBetween(110_000_000L, 410_000_000L);
        timer.advance(Duration.ofMillis(410));
        assertThat(reader.snapshot(OF_TWO).at()).isEqualTo(410_000_000L);
        assertThat(asked("SELECT /* tidb-client")).hasSize(2);
        assertThat(asked("SELECT /* tidb-client").getLast()).startsWith("SELECT /* tidb-client tidb_client_1 2 */");
    }

    @Test
    void where_a_view_of_mariadb_cannot_be_read_any_wait_may_be_missing_and_the_status_is_not_asked() {
        sessions.when("SELECT /* tidb-client", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));
        SqlLockWaitReader reader = onMariaDb();

        assertThat(reader.snapshot(OF_TWO).unseen()).containsExactlyInAnyOrder(1L, 2L);
        timer.advance(Duration.ofMillis(110));
        assertThat(reader.snapshot(OF_TWO).unseen()).containsExactlyInAnyOrder(1L, 2L);

        assertThat(asked("SELECT /* tidb-client")).hasSize(1);
        assertThat(asked("SHOW ENGINE INNODB STATUS")).isEmpty();
        assertThat(asked("SELECT ID AS waiter")).hasSize(2);
    }
}
