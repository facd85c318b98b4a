package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

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

        assertThat(lockWaits.snapshot(Set.of(1L, 2L, 3L, 4L), Set.of(3L, 4L)).lockWaits())
                .containsExactlyInAnyOrder(
                        new LockWait(3, Set.of(1L), true, VIEW), new LockWait(4, Set.of(2L), true, VIEW));
    }

    @Test
    void other_peoples_schema_changes_and_holders_are_passed_over() {
        sessions.answer(SCHEMA_CHANGES, () -> pairs("3 99", "98 1"));

        assertThat(lockWaits.snapshot(Set.of(1L, 3L), Set.of(3L)).lockWaits()).isEmpty();
    }

    @Test
    void one_server_is_asked_where_the_cluster_cannot_be() {
        sessions.when(SCHEMA_CHANGES, () -> {
            if (sessions.log().getLast().contains("CLUSTER_")) {
                FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1146).run();
            }
        });
        sessions.answer(SCHEMA_CHANGES, () -> pairs("3 1"));

        assertThat(lockWaits.snapshot(Set.of(1L, 3L), Set.of(3L)).lockWaits())
                .containsExactly(new LockWait(3, Set.of(1L), true, VIEW));
        assertThat(lockWaits.unreadable()).containsExactly("tidb_mdl_view with CLUSTER_PROCESSLIST");
    }

    @Test
    void a_failed_shared_read_is_reported_by_all_that_use_it() {
        ScenarioContext scenarioContext = ScenarioContexts.on(Product.MARIADB, scenarioContext());
        SqlLockWaitReader others = new SqlLockWaitReader(observer, scenarioContext);
        SqlLockWaitReader own = new SqlLockWaitReader(observer, scenarioContext);
        sessions.when("SELECT r.trx_mysql_thread_id", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));

        LockWaitSnapshot seen = others.snapshot(Set.of(1L), Set.of());
        LockWaitSnapshot shared = own.snapshot(Set.of(2L), Set.of());

        assertThat(shared.at()).isEqualTo(seen.at());
        assertThat(shared.lockWaits()).isEqualTo(seen.lockWaits());
        assertThat(own.unreadable()).containsExactly("INNODB_LOCK_WAITS");
    }
}
