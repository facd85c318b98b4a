package io.tidbclient.real;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** A lock that a client outside the scenario holds is never taken for one of the scenario's own. */
class ForeignHolderIT {
    private static final String SCRIPT = """
            scenario: a foreign holder
            step-limit: 5s
            sessions: [a, b]
            setup:
              - CREATE TABLE t (id INT PRIMARY KEY, v INT)
              - INSERT INTO t VALUES (1, 10)
            steps:
              - a: BEGIN
              - a: UPDATE t SET v = 11 WHERE id = 1
              - b: BEGIN
              - b: UPDATE outside.t SET v = 12 WHERE id = 1
                blocks: a
              - a: COMMIT
            """;

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS outside");
            statement.execute("CREATE TABLE IF NOT EXISTS outside.t (id INT PRIMARY KEY, v INT)");
            statement.execute("INSERT IGNORE INTO outside.t VALUES (1, 10)");
        }
    }

    /** Locks the row; the connection's id. */
    private static long lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE outside.t SET v = v + 1 WHERE id = 1");
            try (ResultSet id = statement.executeQuery("SELECT CONNECTION_ID()")) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    @Test
    @RealTidb
    void another_clients_connection_is_named_on_tidb(TidbServer tidb) throws SQLException, IOException {
        try (Connection foreign = tidb.connect("")) {
            prepare(foreign);
            long id = lock(foreign);

            assertThat(ScenarioRuns.verdict(tidb.address(), tidb.password(), SCRIPT))
                    .isEqualTo("that it waits for a | it waits for connection " + id + " (DATA_LOCK_WAITS)");
            foreign.rollback();
        }
    }

    @Test
    @RealMariaDb
    void another_clients_connection_is_named_on_mariadb(MariaDbServer mariadb) throws SQLException, IOException {
        try (Connection foreign = mariadb.connect()) {
            prepare(foreign);
            long id = lock(foreign);

            assertThat(ScenarioRuns.verdict(mariadb.address(), "", SCRIPT))
                    .isEqualTo("that it waits for a | it waits for connection " + id + " (INNODB_LOCK_WAITS)");
            foreign.rollback();
        }
    }

    @Test
    @RealMariaDb
    void a_prepared_transaction_whose_client_has_gone_holds_its_locks(MariaDbServer mariadb)
            throws SQLException, IOException {
        try (Connection foreign = mariadb.connect()) {
            prepare(foreign);
            leavePrepared(foreign);
        }
        try (Connection connection = mariadb.connect();
                Statement statement = connection.createStatement()) {
            String verdict = ScenarioRuns.verdict(mariadb.address(), "", SCRIPT);
            statement.execute("XA ROLLBACK 'gone'");

            assertThat(verdict)
                    .isEqualTo("that it waits for a"
                            + " | it waits for a transaction without a connection (INNODB_LOCK_WAITS)");
        }
    }

    private static void leavePrepared(Connection foreign) throws SQLException {
        try (Statement statement = foreign.createStatement()) {
            statement.execute("XA START 'gone'");
            statement.execute("UPDATE outside.t SET v = v + 1 WHERE id = 1");
            statement.execute("XA END 'gone'");
            statement.execute("XA PREPARE 'gone'");
        }
    }

    @Test
    @RealMariaDb
    void a_foreign_holder_is_among_the_possible_ones_while_the_view_is_stale(MariaDbServer mariadb) throws Exception {
        try (Connection foreign = mariadb.connect();
                StaleView stale = StaleView.keep(mariadb)) {
            prepare(foreign);
            long id = lock(foreign);

            assertThat(ScenarioRuns.verdict(mariadb.address(), "", SCRIPT)).contains("connection " + id);
            foreign.rollback();
            stale.check();
        }
    }
}
