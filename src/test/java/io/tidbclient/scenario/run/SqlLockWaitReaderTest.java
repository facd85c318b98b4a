package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SqlLockWaitReaderTest {
    private static final String SCHEMA_CHANGES = "SELECT p.ID AS waiter";
    private static final String VIEW = "mysql.tidb_mdl_view";

    private final FakeSessions sessions = new FakeSessions();
    private final AdminConnection observer = new AdminConnection(sessions, ScenarioContexts.settings("(observer)"));
    private final ManualTimer timer = new ManualTimer();
    private final SqlLockWaitReader lockWaits = new SqlLockWaitReader(observer, scenarioContext());

    private ScenarioContext scenarioContext() {
        return ScenarioContexts.of(
                TestScripts.steps("- a: SELECT 1"), sessions, Executors.newVirtualThreadPerTaskExecutor(), timer);
    }

    private static LockWaitQuery query(Set<Long> own, Set<Long> changingSchema) {
        return new LockWaitQuery(own, changingSchema, Map.of());
    }

    private static Answer pairs(String... pairs) {
        return new Answer(
                List.of("waiter", "holder"),
                List.of(true, true),
                Arrays.stream(pairs).map(pair -> List.of(pair.split(" "))).toList(),
                -1);
    }

    @Test
    void a_schema_change_waits_only_for_the_sessions_in_the_view() {
        sessions.answer(SCHEMA_CHANGES, () -> pairs("3 1", "4 2", "4 4"));

        assertThat(lockWaits
                        .snapshot(query(Set.of(1L, 2L, 3L, 4L), Set.of(3L, 4L)))
                        .lockWaits())
                .containsExactlyInAnyOrder(
                        new LockWait(3, Set.of(1L), true, VIEW), new LockWait(4, Set.of(2L), true, VIEW));
    }

    @Test
    void other_peoples_schema_changes_and_holders_are_passed_over() {
        sessions.answer(SCHEMA_CHANGES, () -> pairs("3 99", "98 1"));

        assertThat(lockWaits.snapshot(query(Set.of(1L, 3L), Set.of(3L))).lockWaits())
                .isEmpty();
    }

    @Test
    void one_server_is_asked_where_the_cluster_cannot_be() {
        sessions.when(SCHEMA_CHANGES, () -> {
            if (sessions.log().getLast().contains("CLUSTER_")) {
                FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1146).run();
            }
        });
        sessions.answer(SCHEMA_CHANGES, () -> pairs("3 1"));

        assertThat(lockWaits.snapshot(query(Set.of(1L, 3L), Set.of(3L))).lockWaits())
                .containsExactly(new LockWait(3, Set.of(1L), true, VIEW));
        assertThat(lockWaits.unreadable()).containsExactly("tidb_mdl_view with CLUSTER_PROCESSLIST");
    }

    @Test
    void a_failed_shared_read_is_reported_by_all_that_use_it() {
        ScenarioContext scenarioContext = ScenarioContexts.on(Servers.MARIADB, scenarioContext());
        SqlLockWaitReader others = new SqlLockWaitReader(observer, scenarioContext);
        SqlLockWaitReader own = new SqlLockWaitReader(observer, scenarioContext);
        sessions.when("SELECT /* tidb-client", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));

        LockWaitSnapshot seen = others.snapshot(query(Set.of(1L), Set.of()));
        LockWaitSnapshot shared = own.snapshot(query(Set.of(2L), Set.of()));

        assertThat(shared.at()).isEqualTo(seen.at());
        assertThat(shared.lockWaits()).isEqualTo(seen.lockWaits());
        assertThat(own.unreadable()).containsExactly("INNODB_LOCK_WAITS");
    }

    private static Answer rows(String columns, String... rows) {
        List<String> names = List.of(columns.split(" "));
        return new Answer(
                names,
                names.stream().map(name -> true).toList(),
                Arrays.stream(rows).map(row -> List.of(row.split(" "))).toList(),
                -1);
    }

    private void transactions(String... rows) {
        sessions.answer(
                "SELECT ID AS id, STATE AS state, SESSION_ID AS session, MEM_BUFFER_KEYS",
                () -> rows("id state session locks tables", rows));
    }

    @Test
    void only_transactions_that_can_hold_the_lock_are_deduced_and_never_certain() {
        transactions("10 LockWaiting 1 0 7", "20 Idle 2 1 7", "30 Idle 3 0 7", "40 Running 4 0 7", "50 Idle 5 2 9");

        assertThat(lockWaits.snapshot(query(Set.of(1L, 2L, 3L, 4L), Set.of())).lockWaits())
                .containsExactly(new LockWait(1, Set.of(2L, 4L), false, "TIDB_TRX"));
        transactions("10 LockWaiting 1 0 7", "20 Idle 2 1 7");
        assertThat(lockWaits.snapshot(query(Set.of(1L, 2L), Set.of())).lockWaits())
                .containsExactly(new LockWait(1, Set.of(2L), false, "TIDB_TRX"));
    }

    @Test
    void another_clients_transaction_on_the_same_table_can_hold_the_lock() {
        transactions("10 LockWaiting 1 0 7", "20 Idle 2 1 7", "30 Idle 99 1 7", "40 Idle 98 1 8");

        assertThat(lockWaits.snapshot(query(Set.of(1L, 2L), Set.of())).lockWaits())
                .containsExactly(new LockWait(1, Set.of(2L, 99L), false, "TIDB_TRX"));
    }

    @Test
    void a_holder_is_named_for_a_statement_that_waits_in_its_commit() {
        transactions("10 Committing 1 1 7", "20 Idle 2 1 7");
        sessions.answer("SELECT TRX_ID AS waiter", () -> pairs("10 20"));

        LockWaitSnapshot snapshot = lockWaits.snapshot(query(Set.of(1L, 2L), Set.of()));

        assertThat(snapshot.lockWaits()).containsExactly(new LockWait(1, Set.of(2L), true, "DATA_LOCK_WAITS"));
        assertThat(snapshot.unseen()).isEmpty();
    }

    @Test
    void a_named_holder_that_is_no_listed_transaction_makes_a_deduction_doubtful() {
        transactions("10 LockWaiting 1 0 7", "20 Idle 2 1 7");
        sessions.answer("SELECT TRX_ID AS waiter", () -> pairs("10 99"));

        LockWait lockWait =
                lockWaits.snapshot(query(Set.of(1L, 2L), Set.of())).lockWaits().getFirst();

        assertThat(lockWait).isEqualTo(new LockWait(1, Set.of(2L, LockWait.NO_CONNECTION), false, "TIDB_TRX"));
        assertThat(lockWait.mayBeOver()).isFalse();
        assertThat(new LockWait(1, Set.of(LockWait.NO_CONNECTION), false, "TIDB_TRX").mayBeOver())
                .isTrue();
    }

    @Test
    void views_of_tidb_may_miss_only_schema_changes_user_locks_and_commits_that_wait_for_an_unknown_one() {
        transactions("10 Committing 1 1 7", "20 Running 2 1 7");

        LockWaitSnapshot snapshot =
                lockWaits.snapshot(new LockWaitQuery(Set.of(1L, 2L, 3L, 4L), Set.of(3L), Map.of(4L, "")));

        assertThat(snapshot.lockWaits()).isEmpty();
        assertThat(snapshot.unseen()).containsExactlyInAnyOrder(1L, 3L, 4L);
    }

    private SqlLockWaitReader onMariaDb() {
        return new SqlLockWaitReader(observer, ScenarioContexts.on(Servers.MARIADB, scenarioContext()));
    }

    /** What the view shows: one wait, and the reader's own transaction, which runs the query with this mark. */
    private Answer view(Function<String, String> shownMark) {
        return view(shownMark, List.of(List.of("1", "2", "698", "UPDATE")));
    }

    private Answer view(Function<String, String> shownMark, List<List<String>> waits) {
        return new Answer(
                List.of("waiter", "holder", "id", "query"),
                List.of(true, true, true, false),
                Stream.concat(waits.stream(), Stream.of(List.of("50", "none", "none", shownMark.apply(mark()))))
                        .toList(),
                -1);
    }

    /** What marks the reader's last query. */
    private String mark() {
        Matcher mark = Pattern.compile("/\\* (.*?) \\*/")
                .matcher(sessions.log().stream()
                        .filter(sql -> sql.contains("INNODB_LOCK_WAITS"))
                        .reduce((first, last) -> last)
                        .orElseThrow());
        assertThat(mark.find()).isTrue();
        return mark.group(1);
    }

    @Test
    void a_view_that_shows_the_query_itself_is_current() {
        sessions.answer("SELECT /* tidb-client", () -> view(mark -> "SELECT /* " + mark + " */"));

        assertThat(onMariaDb().snapshot(query(Set.of(1L, 2L), Set.of())).lockWaits())
                .containsExactly(new LockWait(1, Set.of(2L), true, "INNODB_LOCK_WAITS"));
    }

    @Test
    void a_prepared_transaction_whose_client_has_gone_is_a_holder() {
        sessions.answer(
                "SELECT /* tidb-client",
                () -> view(
                        mark -> mark, List.of(List.of("1", "0", "698", "UPDATE"), List.of("0", "2", "699", "UPDATE"))));

        assertThat(onMariaDb().snapshot(query(Set.of(1L, 2L), Set.of())).lockWaits())
                .containsExactly(new LockWait(1, Set.of(LockWait.NO_CONNECTION), true, "INNODB_LOCK_WAITS"));
    }

    @Test
    void a_holder_that_has_only_read_is_named_where_no_other_transaction_has_only_read() {
        sessions.answer(
                "SELECT /* tidb-client",
                () -> view(
                        mark -> mark,
                        List.of(
                                List.of("1", "2", "0", "UPDATE"),
                                List.of("1", "9", "698", "UPDATE"),
                                List.of("3", "2", "0", "UPDATE"),
                                List.of("3", "4", "0", "UPDATE"))));

        assertThat(onMariaDb().snapshot(query(Set.of(1L, 2L, 3L, 4L), Set.of())).lockWaits())
                .containsExactlyInAnyOrder(
                        new LockWait(1, Set.of(2L, 9L), true, "INNODB_LOCK_WAITS"),
                        new LockWait(3, Set.of(2L, 4L), false, "INNODB_LOCK_WAITS"));
    }

    @Test
    void mysql_names_the_waiters_connection_and_a_holder_without_one() {
        sessions.answer("SELECT r.PROCESSLIST_ID AS waiter", () -> pairs("1 2", "3 0"));
        SqlLockWaitReader reader =
                new SqlLockWaitReader(observer, ScenarioContexts.on(Servers.MYSQL, scenarioContext()));

        assertThat(reader.snapshot(query(Set.of(1L, 2L), Set.of())).lockWaits())
                .containsExactlyInAnyOrder(
                        new LockWait(1, Set.of(2L), true, "data_lock_waits"),
                        new LockWait(3, Set.of(LockWait.NO_CONNECTION), true, "data_lock_waits"));
    }

    @Test
    void a_stale_view_is_not_believed_and_the_status_is_read_in_its_place() {
        sessions.answer("SELECT /* tidb-client", () -> view(mark -> "SELECT /* an earlier poll */"));
        sessions.answer(
                "SHOW ENGINE INNODB STATUS",
                () -> new Answer(
                        List.of("Type", "Name", "Status"),
                        List.of(false, false, false),
                        List.of(List.of("InnoDB", "", InnodbStatusTest.STATUS)),
                        -1));

        assertThat(onMariaDb().snapshot(query(Set.of(5L, 6L, 7L), Set.of())).lockWaits())
                .containsExactly(new LockWait(6, Set.of(5L, 7L), false, "InnoDB status"));
    }

    @Test
    void the_holder_of_a_user_lock_is_asked_for_by_its_name() {
        sessions.answer("SELECT /* tidb-client", () -> view(mark -> mark));
        sessions.answer("SELECT ID AS waiter", () -> rows("waiter", "3"));
        sessions.answer("SELECT IS_USED_LOCK(?)", () -> rows("holder", "2"));

        LockWaitQuery query = new LockWaitQuery(Set.of(2L, 3L), Set.of(), Map.of(3L, "x"));

        assertThat(onMariaDb().snapshot(query).lockWaits()).contains(new LockWait(3, Set.of(2L), true, "IS_USED_LOCK"));
    }
}
