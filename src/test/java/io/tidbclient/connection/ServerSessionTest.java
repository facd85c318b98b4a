package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A session is what the server gives to any client: no setting of the driver changes a statement, a result or an error. */
class ServerSessionTest {
    private static final String DATABASE = "session_of_any_client";
    private final Connections connections = new Connections();

    @AfterEach
    void close() {
        connections.close();
    }

    @Nested
    @RealMariaDb
    class OnMariaDb {
        @Test
        void settings_are_the_servers(MariaDbServer mariadb) {
            settingsAreTheServers(to("127.0.0.1", mariadb.port(), "root", ""));
        }

        @Test
        void errors_have_the_servers_words_and_state(MariaDbServer mariadb) {
            ConnectionSettings settings = to("127.0.0.1", mariadb.port(), "root", "");
            errorsHaveTheServersWords(settings, "22007");
        }

        @Test
        void texts_arrive_as_written_in_each_sql_mode(MariaDbServer mariadb) {
            textsArriveAsWritten(to("127.0.0.1", mariadb.port(), "root", ""));
        }

        @Test
        void results_of_a_procedure_are_read_to_the_end(MariaDbServer mariadb) {
            try (Session session = opened(to("127.0.0.1", mariadb.port(), "root", ""))) {
                session.execute(
                        "CREATE PROCEDURE three() BEGIN SELECT 1; SELECT 2 AS b; DO 0; SELECT 3 WHERE FALSE; END");
                session.execute("CREATE PROCEDURE late() BEGIN SELECT 1; SIGNAL SQLSTATE '45000'; END");

                Answer answer = session.run("CALL three()", List.of());

                assertThat(answer.rows()).containsExactly(List.of("1"));
                assertThat(answer.more()).hasSize(2);
                assertThat(answer.more().getFirst().columns()).containsExactly("b");
                assertThat(answer.more().getLast().rows()).isEmpty();
                assertThat(failure(session, "CALL late()").code()).isEqualTo(1644);
                assertThat(session.run("SELECT 4", List.of()).rows()).containsExactly(List.of("4"));
            }
        }
    }

    @Nested
    @RealTidb
    class OnTidb {
        @Test
        void settings_are_the_servers(TidbServer tidb) {
            settingsAreTheServers(to(tidb));
        }

        @Test
        void errors_have_the_servers_words_and_state(TidbServer tidb) {
            errorsHaveTheServersWords(to(tidb), "HY000");
        }

        @Test
        void texts_arrive_as_written_in_each_sql_mode(TidbServer tidb) {
            textsArriveAsWritten(to(tidb));
        }
    }

    private void settingsAreTheServers(ConnectionSettings settings) {
        try (Session admin = opened(settings)) {
            String mode = admin.run("SELECT @@GLOBAL.sql_mode", List.of())
                    .rows()
                    .getFirst()
                    .getFirst();
            admin.execute("SET GLOBAL sql_mode = ''");
            admin.execute("SET GLOBAL autocommit = 0");
            try (Session session = connections.open(another(settings))) {
                assertThat(session.run(
                                        "SELECT @@sql_mode, @@autocommit, @@time_zone = @@GLOBAL.time_zone, @@character_set_client",
                                        List.of())
                                .rows())
                        .containsExactly(List.of("", "0", "1", "utf8mb4"));
            } finally {
                admin.execute("SET GLOBAL sql_mode = '" + mode + "'");
                admin.execute("SET GLOBAL autocommit = 1");
            }
            admin.execute("CREATE TABLE n (i INT PRIMARY KEY, one TINYINT(1), y YEAR, three BIT(3), raw VARBINARY(9))");
            Answer inserted =
                    admin.run("INSERT INTO n VALUES (1, 7, 2026, 5, 0xFF), (2, 0, 2027, 1, '0xff')", List.of());
            assertThat(inserted.affected()).isEqualTo(2);
            assertThat(admin.run("UPDATE n SET one = 7 WHERE i = 1", List.of()).affected())
                    .isZero();
            Answer numbers = admin.run("SELECT one, y, three, raw FROM n ORDER BY i", List.of());
            assertThat(numbers.rows())
                    .containsExactly(List.of("7", "2026", "5", "0xff"), List.of("0", "2027", "1", "0x30786666"));
            assertThat(numbers.numeric()).containsExactly(true, true, true, false);
            assertThat(admin.run("SELECT '', '' AS `{fn now()}`, '{d ''x''}' AS d", List.of())
                            .columns())
                    .containsExactly("", "{fn now()}", "d");
        }
    }

    private void errorsHaveTheServersWords(ConnectionSettings settings, String stateOfIncorrectValue) {
        try (Session session = opened(settings)) {
            session.execute("SET SESSION sql_mode = 'STRICT_TRANS_TABLES'");
            session.execute("CREATE TABLE e (word VARCHAR(3), small TINYINT)");

            Failure tooLong = failure(session, "INSERT INTO e (word) VALUES ('abcd')");
            assertThat(tooLong.words()).isEqualTo("Data too long for column 'word' at row 1");
            assertThat(tooLong.sqlState()).isEqualTo("22001");
            Failure outOfRange = failure(session, "INSERT INTO e (small) VALUES (1000)");
            assertThat(outOfRange.words()).isEqualTo("Out of range value for column 'small' at row 1");
            assertThat(outOfRange.sqlState()).isEqualTo("22003");
            Failure incorrect = failure(session, "INSERT INTO e (small) VALUES ('x')");
            assertThat(incorrect.words()).startsWith("Incorrect ");
            assertThat(incorrect.sqlState()).isEqualTo(stateOfIncorrectValue);
        }
    }

    private void textsArriveAsWritten(ConnectionSettings settings) {
        String text = "a\\b'c\"d\ne\rf\0g\u001ah";
        try (Session session = opened(settings)) {
            session.execute(
                    "CREATE TABLE v (d DATETIME(3), t TIME(2), n DECIMAL(20,4), f FLOAT, g DOUBLE, b BIGINT UNSIGNED,"
                            + " y YEAR, bits BIT(10), e ENUM('x'), raw BLOB, s TEXT)");
            session.execute("INSERT INTO v VALUES ('2026-01-02 03:04:05.678', '-101:02:03.45', 1.5, 0.1, 1e20,"
                    + " 18446744073709551615, 2026, 517, 'x', 0xFF00, 'é')");
            for (String mode : List.of("", "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES")) {
                session.execute("SET SESSION sql_mode = '" + mode + "'");
                assertThat(session.run("SELECT HEX(?)", List.of(text)).rows())
                        .as(mode)
                        .containsExactly(List.of("615C622763226" + "40A650D6600671A68"));
                asTexts(session, mode);
                Answer plain = session.run("SELECT v.*, ? AS p FROM v", List.of("p"));
                Answer bound = session.run("SELECT v.*, ? AS p FROM v", List.of("\\"));
                assertThat(bound.rows().getFirst().subList(0, 11))
                        .isEqualTo(plain.rows().getFirst().subList(0, 11));
                assertThat(bound.types().subList(0, 11)).isEqualTo(plain.types().subList(0, 11));
            }
            session.run("SET SESSION sql_mode = ?", List.of(""));
        }
    }

    /** A bound text has the type, collation and characters of a text, whatever it holds. */
    private static void asTexts(Session session, String mode) {
        Answer plain = session.run(
                "SELECT COLLATION(?), UPPER(?), CHAR_LENGTH(?), JSON_VALID(?)", List.of("é", "é", "é", "{}"));
        String json = "{\"a\": \"x\\\\'y\"}";
        for (String text : List.of("é\\", "é'", "é\"", "é\n")) {
            assertThat(session.run(
                                    "SELECT COLLATION(?), UPPER(?), CHAR_LENGTH(?), JSON_VALID(?)",
                                    List.of(text, text, text, json))
                            .rows())
                    .as(mode)
                    .containsExactly(List.of(plain.rows().getFirst().getFirst(), text.replace('é', 'É'), "2", "1"));
            assertThat(session.run("SELECT ? = UPPER(?), JSON_EXTRACT(?, '$.a')", List.of(text, text, json))
                            .rows())
                    .as(mode)
                    .containsExactly(List.of(equalsItsUpperCase(plain), "\"x\\\\'y\""));
        }
    }

    private static String equalsItsUpperCase(Answer plain) {
        return plain.rows().getFirst().getFirst().endsWith("_ci") ? "1" : "0";
    }

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static ConnectionSettings to(TidbServer tidb) {
        return to(tidb.host(), tidb.port(), tidb.user(), tidb.password());
    }

    private static ConnectionSettings to(String host, int port, String user, String password) {
        return new ConnectionSettings(
                "session",
                new ServerAddress(host, port),
                user,
                Secret.of(password),
                List.of(),
                TlsSettings.of(SslMode.PREFERRED),
                new Timeouts(LIMIT, LIMIT));
    }

    private static ConnectionSettings another(ConnectionSettings settings) {
        return new ConnectionSettings(
                "another",
                settings.target(),
                settings.user(),
                settings.password(),
                settings.databases(),
                settings.tls(),
                settings.timeouts());
    }

    private Session opened(ConnectionSettings settings) {
        Session session = connections.open(settings);
        session.execute("DROP DATABASE IF EXISTS " + DATABASE);
        session.execute("CREATE DATABASE " + DATABASE);
        session.execute("USE " + DATABASE);
        return session;
    }

    private static Failure failure(Session session, String sql) {
        return catchThrowableOfType(FailureException.class, () -> session.run(sql, List.of()))
                .failure();
    }
}
