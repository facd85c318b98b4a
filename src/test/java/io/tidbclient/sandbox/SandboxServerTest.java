package io.tidbclient.sandbox;

import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.instance.SandboxGrant;
import io.tidbclient.sandbox.instance.SandboxUser;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.JobTiming;
import io.tidbclient.sandbox.job.ScriptedJob;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What Connector/J meets at a sandbox that behaves. */
@Timeout(60)
class SandboxServerTest {
    private static final SandboxUser APP =
            new SandboxUser("app", "pw", List.of(SandboxGrant.on("shop", "select", "insert")));

    private final MutableClock clock = new MutableClock();
    private final Queue<SandboxEvent> events = new ConcurrentLinkedQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private SandboxOptions options;

    @BeforeEach
    void describe() {
        options = SandboxOptions.defaults()
                .withUsers(SandboxUser.root("secret"), APP)
                .withDatabases(SandboxDatabase.of("shop", "orders", "customers"))
                .withClock(clock)
                .withJobs(JobScript.of(
                        ScriptedJob.of(101, "shop", "orders").lasting(Duration.ofSeconds(100)),
                        ScriptedJob.of(102, "shop", "waiting")
                                .with(new JobTiming(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(1))),
                        ScriptedJob.of(103, "shop", "customers").ownedBy("app@%")))
                .observedBy(events::add);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    @Test
    void it_says_that_it_is_a_sandbox() throws Exception {
        Connection connection = root(start(options));

        assertThat(Jdbc.one(connection, "SELECT VERSION()")).isEqualTo("8.0.11-TiDB-v8.5.4-sandbox");
        assertThat(Jdbc.one(connection, "SELECT TIDB_VERSION()"))
                .startsWith("Release Version: v8.5.4-sandbox\nEdition: Sandbox\n")
                .endsWith("Store: sandbox");
        assertThat(Jdbc.one(connection, "SELECT @@version_comment")).contains("simulated");
        assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo("8.0.11-TiDB-v8.5.4-sandbox");
    }

    @Test
    void only_the_right_password_lets_one_in() throws Exception {
        SandboxServer server = start(options);

        assertThat(Jdbc.one(keep(Jdbc.connect(server, "app", "pw")), "SELECT CURRENT_USER()"))
                .isEqualTo("app@%");
        assertRefused(1045, "28000", () -> Jdbc.connect(server, "app", "wrong"));
        assertRefused(1045, "28000", () -> Jdbc.connect(server, "app", ""));
        assertRefused(1045, "28000", () -> Jdbc.connect(server, "nobody", "pw"));
        assertThat(events).contains(new SandboxEvent.Refused(2, 1045));
    }

    @Test
    void a_client_that_begins_with_another_method_is_asked_for_the_native_one() throws Exception {
        Connection connection = keep(Jdbc.connect(
                start(options),
                "app",
                "pw",
                "defaultAuthenticationPlugin=com.mysql.cj.protocol.a.authentication.CachingSha2PasswordPlugin"));

        assertThat(Jdbc.one(connection, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void an_unknown_database_is_1049_to_root_and_1044_to_others() throws Exception {
        SandboxServer server = start(options);

        assertRefused(1049, "42000", () -> Jdbc.connectTo(server, "nosuch", "root", "secret"));
        assertRefused(1044, "42000", () -> Jdbc.connectTo(server, "nosuch", "app", "pw"));
        Connection app = keep(Jdbc.connectTo(server, "shop", "app", "pw"));
        assertThat(Jdbc.one(app, "SELECT DATABASE()")).isEqualTo("shop");
        assertRefused(1044, "42000", () -> app.setCatalog("mysql"));
        assertThat(Jdbc.column(app, "SHOW DATABASES")).containsExactly("INFORMATION_SCHEMA", "shop");
        assertThat(Jdbc.column(app, "SHOW TABLES")).containsExactly("customers", "orders");
        assertThat(Jdbc.column(app, "SHOW GRANTS"))
                .containsExactly("GRANT USAGE ON *.* TO 'app'@'%'", "GRANT SELECT,INSERT ON `shop`.* TO 'app'@'%'");
    }

    @Test
    void values_have_the_types_that_a_driver_expects() throws Exception {
        Connection connection = root(start(options));
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
            assertThat(row.getInt(4)).isEqualTo(connectedPort());
            assertThat(row.getString(5)).isEqualTo("é");
            assertThat(row.getBigDecimal(6)).isEqualByComparingTo("-1.5");
            assertThat(row.getString(7)).isEqualTo("sandbox");
        }
    }

    @Test
    void times_are_in_the_time_zone_of_the_session() throws Exception {
        Connection connection = root(start(options));
        execute(connection, "SET time_zone = 'Asia/Tokyo'");

        assertThat(Jdbc.one(connection, "SELECT NOW()")).isEqualTo("2026-06-15 21:00:00");
        assertThat(createTime(connection)).isEqualTo(LocalDateTime.parse("2026-06-15T21:00:00"));
        execute(connection, "SET time_zone = '-03:00'");
        assertThat(createTime(connection)).isEqualTo(LocalDateTime.parse("2026-06-15T09:00:00"));
        assertRefused(1298, "HY000", () -> execute(connection, "SET time_zone = 'nosuch'"));
    }

    @ParameterizedTest
    @CsvSource({"COLUMNS_13, 13", "COLUMNS_20, 20", "COLUMNS_21, 21"})
    void import_jobs_are_read_in_each_layout(JobLayout layout, int columns) throws Exception {
        Connection connection = root(start(options.withLayout(layout)), "zeroDateTimeBehavior=CONVERT_TO_NULL");
        clock.advance(Duration.ofSeconds(50));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW IMPORT JOBS")) {
            assertThat(row.getMetaData().getColumnCount()).isEqualTo(columns);
            assertThat(row.next()).isTrue();
            assertThat(row.getLong("Job_ID")).isEqualTo(101);
            assertThat(row.getString("Status")).isEqualTo("running");
            assertThat(row.getLong("Imported_Rows")).isEqualTo(333_333);
            assertThat(row.getObject("Start_Time", LocalDateTime.class))
                    .isEqualTo(LocalDateTime.parse("2026-06-15T12:00:00"));
            assertThat(row.getObject("End_Time", LocalDateTime.class)).isNull();
            if (columns > 13) {
                assertThat(row.getString("Cur_Step_Progress_Pct")).isEqualTo("33");
            }
            assertThat(row.next()).isTrue();
            assertThat(row.getString("Status")).isEqualTo("pending");
            assertThat(row.getObject("Imported_Rows")).isNull();
            assertThat(row.getObject("Start_Time", LocalDateTime.class)).isNull();
            if (columns > 13) {
                assertThat(row.getObject("Last_Update_Time", LocalDateTime.class))
                        .isNull();
            }
        }
    }

    @Test
    void an_old_release_knows_no_import_jobs() throws Exception {
        Connection connection = root(start(options.withLayout(JobLayout.NONE)));

        assertRefused(1064, "42000", () -> Jdbc.column(connection, "SHOW IMPORT JOBS"));
    }

    @Test
    void without_super_one_sees_only_ones_own_jobs() throws Exception {
        SandboxServer server = start(options);
        Connection app = keep(Jdbc.connect(server, "app", "pw"));

        assertThat(Jdbc.column(root(server), "SHOW IMPORT JOBS")).containsExactly("101", "102", "103");
        assertThat(Jdbc.column(app, "SHOW IMPORT JOBS")).containsExactly("103");
        assertThat(Jdbc.column(app, "SHOW IMPORT JOB 103")).containsExactly("103");
        assertRefused(1227, "42000", () -> Jdbc.column(app, "SHOW IMPORT JOB 101"));
        assertRefused(1227, "42000", () -> execute(app, "CANCEL IMPORT JOB 101"));
        assertRefused(8170, "HY000", () -> Jdbc.column(app, "SHOW IMPORT JOB 999"));
    }

    @Test
    void jobs_are_filtered_cancelled_and_added_while_it_runs() throws Exception {
        SandboxServer server = start(options);
        Connection connection = root(server);

        assertThat(Jdbc.column(connection, "SHOW IMPORT JOBS WHERE Status = 'pending'"))
                .containsExactly("102");
        assertRefused(1054, "42S22", () -> Jdbc.column(connection, "SHOW IMPORT JOBS WHERE nosuch = 1"));
        execute(connection, "CANCEL IMPORT JOB 102");
        assertThat(Jdbc.column(connection, "SHOW IMPORT JOBS WHERE Status = 'cancelled'"))
                .containsExactly("102");
        assertRefused(8171, "HY000", () -> execute(connection, "CANCEL IMPORT JOB 102"));
        server.jobs().add(ScriptedJob.of(Long.MAX_VALUE, "shop", "late"));
        assertThat(Jdbc.column(connection, "SHOW IMPORT JOBS WHERE Status IN ('pending', 'running')"))
                .containsExactly("101", "103", "9223372036854775807");
    }

    @Test
    void groups_and_raw_statistics_are_answered_in_the_layout_of_the_9_0_line() throws Exception {
        Connection connection = root(start(options.withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(
                        ScriptedJob.of(1, "a", "b").grouped("g"),
                        ScriptedJob.of(2, "a", "c").grouped("g"),
                        ScriptedJob.of(3, "a", "d")))));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW IMPORT GROUPS")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("Group_Key")).isEqualTo("g");
            assertThat(row.getInt("Total_Jobs")).isEqualTo(2);
            assertThat(row.getInt("Running")).isEqualTo(2);
            assertThat(row.next()).isFalse();
        }
        assertThat(Jdbc.column(connection, "SHOW RAW IMPORT JOBS")).containsExactly("1", "2", "3");
        assertThat(Jdbc.column(connection, "SHOW IMPORT GROUP 'none'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8.4.3, MySQL server version", "10.11.14-MariaDB, MariaDB server version"})
    void it_can_pass_for_a_server_that_is_no_tidb(String version, String manual) throws Exception {
        Connection connection = root(start(options.withVersion(version)));

        assertThat(Jdbc.one(connection, "SELECT VERSION()")).isEqualTo(version);
        assertRefused(1305, "42000", () -> Jdbc.one(connection, "SELECT TIDB_VERSION()"));
        assertRefused(1193, "HY000", () -> Jdbc.one(connection, "SELECT @@tidb_current_ts"));
        assertThatThrownBy(() -> Jdbc.column(connection, "SHOW IMPORT JOBS"))
                .hasMessageContaining("corresponds to your " + manual);
    }

    @Test
    void tidb_refuses_isolation_levels_it_does_not_have() throws Exception {
        Connection connection = root(start(options));

        assertRefused(8048, "HY000", () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(Jdbc.one(connection, "SELECT @@transaction_isolation")).isEqualTo("READ-COMMITTED");
        assertThat(Jdbc.one(connection, "SELECT @@tx_isolation")).isEqualTo("READ-COMMITTED");
    }

    @Test
    void what_it_does_not_know_is_a_syntax_error_and_the_session_continues() throws Exception {
        Connection connection = root(start(options));

        assertThatThrownBy(() -> execute(connection, "DROP TABLE orders"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1064))
                .hasMessageContaining("TiDB version for the right syntax to use line 1 column 4 near \"DROP TABLE");
        connection.setAutoCommit(false);
        connection.commit();
        assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void a_driver_that_prepares_on_the_server_falls_back_to_its_own_side() throws Exception {
        Connection connection = root(start(options), "useServerPrepStmts=true");
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
            statement.setString(1, "it's");
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("it's");
            }
        }
        assertThat(events).contains(new SandboxEvent.Asked(1, "SELECT 'it''s'"));
    }

    @Test
    void one_connection_can_end_another() throws Exception {
        SandboxServer server = start(options);
        Connection victim = root(server);
        Connection killer = root(server);

        execute(killer, "KILL " + Jdbc.one(victim, "SELECT CONNECTION_ID()"));
        await().until(() -> server.connections() == 1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Jdbc.one(victim, "SELECT 1"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08S01"));
        assertThat(Jdbc.column(killer, "SHOW PROCESSLIST")).containsExactly("2");
    }

    @Test
    void connections_are_counted_and_statements_reported() throws Exception {
        SandboxServer server = start(options);
        Connection connection = root(server);
        Jdbc.one(connection, "SELECT 'x'");

        assertThat(server.connections()).isEqualTo(1);
        connection.close();
        await().until(() -> server.connections() == 0);
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(events)
                .contains(
                        new SandboxEvent.LoggedIn(1, "root", false),
                        new SandboxEvent.Asked(1, "SELECT 'x'"),
                        new SandboxEvent.Closed(1));
    }

    @Test
    void it_can_stop_listening_and_begin_again_at_the_same_port() throws Exception {
        SandboxServer server = start(options);
        Connection before = root(server);
        server.stopListening();

        assertThatThrownBy(() -> connectRaw(server)).isInstanceOf(ConnectException.class);
        assertThat(Jdbc.one(before, "SELECT 1")).isEqualTo("1");
        server.killConnections();
        server.listenAgain();
        server.listenAgain();
        assertThat(Jdbc.one(root(server), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void its_end_closes_all_connections_at_once() throws Exception {
        SandboxServer server = start(options);
        try (Socket silent = connectRaw(server)) {
            silent.setSoTimeout(5_000);
            Connection asleep = root(server);
            Thread sleeper = Thread.startVirtualThread(() -> {
                try {
                    Jdbc.one(asleep, "SELECT SLEEP(3600)");
                } catch (SQLException e) {
                    // As it should be: the server is gone.
                }
            });
            await().until(() -> events.contains(new SandboxEvent.Asked(2, "SELECT SLEEP(3600)")));
            server.close();

            assertThat(silent.getInputStream().readAllBytes()).isNotEmpty();
            assertThat(sleeper.join(Duration.ofSeconds(5))).isTrue();
            assertThat(server.connections()).isZero();
            assertThatThrownBy(() -> connectRaw(server)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_port_that_is_taken_is_reported_in_a_sentence() throws Exception {
        SandboxServer server = start(options);

        assertThatThrownBy(() -> SandboxServer.start(options.atPort(server.port())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the sandbox cannot listen at port " + server.port())
                .hasMessageEndingWith("choose another one, or 0 for any that is free");
    }

    @Test
    void options_are_checked_before_anything_starts() {
        assertThatThrownBy(() -> options.atPort(65_536)).hasMessage("port 65536 is not between 0 and 65535");
        assertThatThrownBy(() -> options.withUsers()).hasMessage("a sandbox has at least one user");
        assertThatThrownBy(() -> options.withUsers(APP, APP)).hasMessage("two users of the sandbox are called app");
        assertThatThrownBy(() -> options.withVersion(" ")).hasMessage("a version has 1 to 256 characters");
        assertThat(options.toString()).doesNotContain("secret").doesNotContain("pw");
    }

    private SandboxServer start(SandboxOptions wanted) throws IOException {
        return keep(SandboxServer.start(wanted));
    }

    private Connection root(SandboxServer server, String... parameters) throws SQLException {
        return keep(Jdbc.connect(server, "root", "secret", parameters));
    }

    private <T extends AutoCloseable> T keep(T one) {
        opened.add(one);
        return one;
    }

    private int connectedPort() {
        return ((SandboxServer) opened.getFirst()).port();
    }

    private static LocalDateTime createTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW IMPORT JOBS")) {
            row.next();
            return row.getObject("Create_Time", LocalDateTime.class);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Socket connectRaw(SandboxServer server) throws IOException {
        Socket socket = new Socket();
        socket.connect(server.address(), 5_000);
        return socket;
    }

    private static void assertRefused(int code, String state, ThrowingCallable call) {
        assertThatExceptionOfType(SQLException.class).isThrownBy(call).satisfies(e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getSQLState()).isEqualTo(state);
        });
    }
}
