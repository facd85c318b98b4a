package io.tidbclient.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.Queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Connector/J meets at a sandbox that behaves. */
@Timeout(60)
class SandboxServerTest {
    private final ObservedSandboxes sandboxes = new ObservedSandboxes();
    private final SandboxOptions options = sandboxes.options();
    private final Queue<SandboxEvent> events = sandboxes.events();

    @AfterEach
    void stop() throws Exception {
        sandboxes.closeAll();
    }

    @Test
    void it_says_that_it_is_a_sandbox() throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options));

        assertThat(Jdbc.one(connection, "SELECT VERSION()")).isEqualTo("8.0.11-TiDB-v8.5.4-sandbox");
        assertThat(Jdbc.one(connection, "SELECT TIDB_VERSION()"))
                .startsWith("Release Version: v8.5.4-sandbox\nEdition: Sandbox\n")
                .endsWith("Store: sandbox");
        assertThat(Jdbc.one(connection, "SELECT @@version_comment")).contains("simulated");
        assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo("8.0.11-TiDB-v8.5.4-sandbox");
    }

    @Test
    void only_the_right_password_lets_one_in() throws Exception {
        SandboxServer server = sandboxes.start(options);

        assertThat(Jdbc.one(sandboxes.keep(Jdbc.connect(server, "app", "pw")), "SELECT CURRENT_USER()"))
                .isEqualTo("app@%");
        Jdbc.assertRefused(1045, "28000", () -> Jdbc.connect(server, "app", "wrong"));
        Jdbc.assertRefused(1045, "28000", () -> Jdbc.connect(server, "app", ""));
        Jdbc.assertRefused(1045, "28000", () -> Jdbc.connect(server, "nosuch", "pw"));
        assertThat(events).contains(new SandboxEvent.Refused(2, 1045));
    }

    @Test
    void a_client_that_begins_with_another_method_is_asked_for_the_native_one() throws Exception {
        Connection connection = sandboxes.keep(Jdbc.connect(
                sandboxes.start(options),
                "app",
                "pw",
                "defaultAuthenticationPlugin=com.mysql.cj.protocol.a.authentication.CachingSha2PasswordPlugin"));

        assertThat(Jdbc.one(connection, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void an_unknown_database_is_1049_to_root_and_1044_to_others() throws Exception {
        SandboxServer server = sandboxes.start(options);

        Jdbc.assertRefused(1049, "42000", () -> Jdbc.connectTo(server, "nosuch", "root", "secret"));
        Jdbc.assertRefused(1044, "42000", () -> Jdbc.connectTo(server, "nosuch", "app", "pw"));
        Connection app = sandboxes.keep(Jdbc.connectTo(server, "shop", "app", "pw"));
        assertThat(Jdbc.one(app, "SELECT DATABASE()")).isEqualTo("shop");
        Jdbc.assertRefused(1044, "42000", () -> app.setCatalog("mysql"));
        assertThat(Jdbc.column(app, "SHOW DATABASES")).containsExactly("INFORMATION_SCHEMA", "shop");
        assertThat(Jdbc.column(app, "SHOW TABLES")).containsExactly("customers", "orders");
        assertThat(Jdbc.column(app, "SHOW GRANTS"))
                .containsExactly("GRANT USAGE ON *.* TO 'app'@'%'", "GRANT SELECT,INSERT ON `shop`.* TO 'app'@'%'");
    }

    @Test
    void values_have_the_types_that_a_driver_expects() throws Exception {
        SandboxServer server = sandboxes.start(options);
        Connection connection = sandboxes.root(server);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT CONNECTION_ID() AS id, NOW(6) AS now6, NULL, @@port, 'é', -1.50, @@hostname")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("id");
            assertThat(row.getMetaData().getColumnType(1)).isEqualTo(Types.BIGINT);
            assertThat(row.getMetaData().getColumnType(2)).isEqualTo(Types.TIMESTAMP);
            assertThat(row.getLong("id")).isEqualTo(1);
            assertThat(row.getObject("now6", LocalDateTime.class))
                    .isEqualTo(LocalDateTime.parse("2026-06-15T12:00:00"));
            assertThat(row.getObject(3)).isNull();
            assertThat(row.getInt(4)).isEqualTo(server.port());
            assertThat(row.getString(5)).isEqualTo("é");
            assertThat(row.getBigDecimal(6)).isEqualByComparingTo("-1.5");
            assertThat(row.getString(7)).isEqualTo("sandbox");
        }
    }

    @Test
    void times_are_in_the_time_zone_of_the_session() throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options));
        Jdbc.execute(connection, "SET time_zone = 'Asia/Tokyo'");

        assertThat(Jdbc.one(connection, "SELECT NOW()")).isEqualTo("2026-06-15 21:00:00");
        assertThat(createTime(connection)).isEqualTo(LocalDateTime.parse("2026-06-15T21:00:00"));
        Jdbc.execute(connection, "SET time_zone = '-03:00'");
        assertThat(createTime(connection)).isEqualTo(LocalDateTime.parse("2026-06-15T09:00:00"));
        Jdbc.assertRefused(1298, "HY000", () -> Jdbc.execute(connection, "SET time_zone = 'nosuch'"));
    }

    @ParameterizedTest
    @CsvSource({"8.4.3, MySQL server version", "10.11.14-MariaDB, MariaDB server version"})
    void it_can_pass_for_a_server_that_is_no_tidb(String version, String manual) throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options.withVersion(version)));

        assertThat(Jdbc.one(connection, "SELECT VERSION()")).isEqualTo(version);
        Jdbc.assertRefused(1305, "42000", () -> Jdbc.one(connection, "SELECT TIDB_VERSION()"));
        Jdbc.assertRefused(1193, "HY000", () -> Jdbc.one(connection, "SELECT @@tidb_current_ts"));
        assertThatThrownBy(() -> Jdbc.column(connection, "SHOW IMPORT JOBS"))
                .hasMessageContaining("corresponds to your " + manual);
    }

    @Test
    void tidb_refuses_isolation_levels_it_does_not_have() throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options));

        Jdbc.assertRefused(
                8048, "HY000", () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(Jdbc.one(connection, "SELECT @@transaction_isolation")).isEqualTo("READ-COMMITTED");
        assertThat(Jdbc.one(connection, "SELECT @@tx_isolation")).isEqualTo("READ-COMMITTED");
    }

    @Test
    void what_it_does_not_know_is_a_syntax_error_and_the_session_continues() throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options));

        assertThatThrownBy(() -> Jdbc.execute(connection, "DROP TABLE orders"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1064))
                .hasMessageContaining("TiDB version for the right syntax to use line 1 column 4 near \"DROP TABLE");
        connection.setAutoCommit(false);
        connection.commit();
        assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void a_driver_that_prepares_on_the_server_falls_back_to_its_own_side() throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options), "useServerPrepStmts=true");
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
            statement.setString(1, "it's");
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("it's");
            }
        }
        assertThat(events).contains(new SandboxEvent.Asked(1, "SELECT 'it''s'"));
    }

    private static LocalDateTime createTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW IMPORT JOBS")) {
            row.next();
            return row.getObject("Create_Time", LocalDateTime.class);
        }
    }
}
