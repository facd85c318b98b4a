package io.tidbclient.testing;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The support for tests on a real TiDB holds what it promises. */
@RealTidb
class RealTidbTest {
    @Test
    void shared_server_is_a_tidb_and_lets_root_in(TidbServer tidb) throws SQLException {
        assertThat(ask(tidb, "SELECT VERSION()")).contains("-TiDB-");
    }

    @Test
    void each_new_database_has_a_name_of_its_own(TidbServer tidb) throws SQLException {
        String first = tidb.newDatabase();
        String second = tidb.newDatabase();

        assertThat(first).isNotEqualTo(second);
        tidb.execute("DROP DATABASE " + first, "DROP DATABASE " + second);
    }

    @Test
    void killed_and_restarted_server_keeps_port_and_data(TidbLauncher launcher) throws SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        String address = tidb.server().address();
        tidb.server().execute("CREATE TABLE test.kept (n INT)", "INSERT INTO test.kept VALUES (42)");

        tidb.kill();

        assertThatThrownBy(() -> tidb.server().execute("SELECT 1")).isInstanceOf(SQLException.class);
        tidb.restart();
        assertThat(tidb.server().address()).isEqualTo(address);
        assertThat(ask(tidb.server(), "SELECT n FROM test.kept")).isEqualTo("42");
    }

    @Test
    void paused_server_is_silent_until_it_is_resumed(TidbLauncher launcher) throws SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        String impatient = tidb.server().jdbcUrl("") + "&socketTimeout=500&connectTimeout=500";

        tidb.pause();

        assertThatThrownBy(
                        () -> DriverManager.getConnection(impatient, "root", "").close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
        tidb.resume();
        assertThat(ask(tidb.server(), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void limited_server_refuses_one_connection_too_many_with_1040(TidbLauncher launcher) throws SQLException {
        TidbServer tidb =
                launcher.start(TidbOptions.PLAIN.withMaxConnections(3)).server();
        List<Connection> open = new ArrayList<>();
        try {
            // The one that asked whether the server is ready may still be on its way out.
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 4; i++) {
                            open.add(tidb.connect(""));
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(1040));
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void server_that_wants_tls_refuses_plain_text_with_3159(TidbLauncher launcher) throws SQLException {
        TidbServer tidb = launcher.start(TidbOptions.PLAIN.withAutoTls().withSecureTransportOnly())
                .server();
        String plain = tidb.jdbcUrl("").replace("PREFERRED", "DISABLED");

        assertThatThrownBy(() -> DriverManager.getConnection(plain, "root", "").close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(3159));
        assertThat(ask(tidb, "SELECT @@require_secure_transport")).isEqualTo("1");
    }

    private static String ask(TidbServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
