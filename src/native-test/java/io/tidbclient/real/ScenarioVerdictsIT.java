package io.tidbclient.real;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** Verdicts about waiting that only a real server can put to the test; each holds on TiDB and on MariaDB. */
class ScenarioVerdictsIT {
    /** Two sessions in a queue; the head of each script. */
    private static final String QUEUE = """
            scenario: verdict
            step-limit: 5s
            setup:
              - CREATE TABLE t (id INT PRIMARY KEY, v INT)
              - INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)
            sessions: [a, b, c]
            steps:
              - a: BEGIN
              - a: UPDATE t SET v = 11 WHERE id = 1
              - b: BEGIN
            """;

    private static final String UNBLOCKS_TOO_LATE = QUEUE + """
              - b: UPDATE t SET v = 12 WHERE id = 1
                blocks: a
              - a: COMMIT
              - a: SELECT 1
                unblocks: b
            """;

    private static final String UNBLOCKS_OF_A_WAITING_STEP = QUEUE + """
              - b: UPDATE t SET v = 12 WHERE id = 2
              - c: BEGIN
              - c: UPDATE t SET v = 13 WHERE id = 2
                blocks: b
                limit: 20s
              - b: UPDATE t SET v = 14 WHERE id = 1
                blocks: a
                unblocks: c
                limit: 1s
              - a: COMMIT
                unblocks: b
              - b: COMMIT
            """;

    private static void unblocks(String address, String password) throws IOException {
        assertThat(ScenarioRuns.verdict(address, password, UNBLOCKS_TOO_LATE))
                .isEqualTo("that it unblocks b | b was not waiting when the step began");
        assertThat(ScenarioRuns.verdict(address, password, UNBLOCKS_OF_A_WAITING_STEP))
                .startsWith("that it waits for a and that it unblocks c | c still in step 6, waiting for ");
    }

    @Test
    @RealTidb
    void unblocks_is_compared_for_every_step_on_tidb(TidbServer tidb) throws IOException {
        unblocks(tidb.address(), tidb.password());
    }

    @Test
    @RealMariaDb
    void unblocks_is_compared_for_every_step_on_mariadb(MariaDbServer mariadb) throws IOException {
        unblocks(mariadb.address(), "");
    }

    private static final String THREE = QUEUE + """
              - c: BEGIN
              - c: UPDATE t SET v = 13 WHERE id = 2
              - b: UPDATE t SET v = 14 WHERE id = 1
                blocks: %s
              - a: COMMIT
                unblocks: b
              - c: COMMIT
            """;

    private static void contradictions(String address, String password) throws IOException {
        assertThat(ScenarioRuns.verdict(address, password, THREE.formatted("a")))
                .isEqualTo("passed");
        assertThat(ScenarioRuns.verdict(address, password, THREE.formatted("c")))
                .startsWith("that it waits for c | it waits for a (");
        assertThat(ScenarioRuns.verdict(address, password, THREE.formatted("[a, c]")))
                .startsWith("that it waits for a, c | it waits for a (");
    }

    @Test
    @RealTidb
    void of_contradicting_holders_one_passes_on_tidb(TidbServer tidb) throws IOException {
        contradictions(tidb.address(), tidb.password());
    }

    @Test
    @RealMariaDb
    void of_contradicting_holders_one_passes_on_mariadb(MariaDbServer mariadb) throws IOException {
        contradictions(mariadb.address(), "");
    }

    private static final String SLEEPS = QUEUE + """
              - b: SELECT SLEEP(1.5)
                blocks: a
              - a: COMMIT
            """;

    @Test
    @RealTidb
    void a_long_statement_does_not_wait_on_tidb(TidbServer tidb) throws IOException {
        assertThat(ScenarioRuns.verdict(tidb.address(), tidb.password(), SLEEPS))
                .startsWith("that it waits for a | it ended after ");
    }

    @Test
    @RealMariaDb
    void a_long_statement_does_not_wait_on_mariadb(MariaDbServer mariadb) throws IOException {
        assertThat(ScenarioRuns.verdict(mariadb.address(), "", SLEEPS))
                .startsWith("that it waits for a | it ended after ");
    }

    private static final String USER_LOCK = QUEUE + """
              - a: SELECT GET_LOCK('tidb-client', 1)
              - b: SELECT GET_LOCK('tidb-client', 2)
                blocks: %s
                rows: [[0]]
            """;

    @Test
    @RealTidb
    void a_get_lock_that_times_out_waited_on_tidb(TidbServer tidb) throws IOException {
        assertThat(ScenarioRuns.verdict(tidb.address(), tidb.password(), USER_LOCK.formatted("a")))
                .isEqualTo("passed");
    }

    @Test
    @RealMariaDb
    void the_holder_of_a_get_lock_is_found_on_mariadb(MariaDbServer mariadb) throws IOException {
        assertThat(ScenarioRuns.verdict(mariadb.address(), "", USER_LOCK.formatted("a")))
                .isEqualTo("passed");
        assertThat(ScenarioRuns.verdict(mariadb.address(), "", USER_LOCK.formatted("c")))
                .isEqualTo("(0) and that it waits for c | it waits for a (IS_USED_LOCK)");
    }

    @Test
    @RealMariaDb
    void a_view_that_another_client_keeps_stale_is_not_believed(MariaDbServer mariadb) throws Exception {
        try (StaleView stale = StaleView.keep(mariadb)) {
            assertThat(ScenarioRuns.verdict(mariadb.address(), "", THREE.formatted("a")))
                    .isEqualTo("passed");
            assertThat(ScenarioRuns.verdict(mariadb.address(), "", THREE.formatted("c")))
                    .containsAnyOf("it continued while c did nothing", "it waits for a (", "b still in");
            stale.check();
        }
    }

    @Test
    @RealMariaDb
    void each_of_two_processes_on_a_server_finds_the_holders_of_its_own(MariaDbServer mariadb) throws Exception {
        CompletableFuture<String> right = onItsOwn(mariadb, "a");
        CompletableFuture<String> wrong = onItsOwn(mariadb, "c");

        assertThat(right.get()).isEqualTo("passed");
        assertThat(wrong.get()).startsWith("that it waits for c | it waits for a (");
    }

    private static CompletableFuture<String> onItsOwn(MariaDbServer mariadb, String holder) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ScenarioRuns.verdict(mariadb.address(), "", THREE.formatted(holder));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }
}
