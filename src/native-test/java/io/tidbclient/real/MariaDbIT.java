package io.tidbclient.real;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that is no TiDB is said to be what it is, and checked as far as it goes. */
@RealMariaDb
class MariaDbIT {
    @BeforeAll
    static void make_database_and_user(MariaDbServer mariadb) throws SQLException {
        try (Connection connection = mariadb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE shop");
            statement.execute("CREATE USER reader IDENTIFIED BY 'pw'");
            statement.execute("GRANT SELECT ON shop.* TO reader");
        }
    }

    @Test
    void mariadb_is_called_one_and_has_no_import_jobs(MariaDbServer mariadb) {
        Checked checked = Checked.check(mariadb.address(), "root", "", "-n", "3", "-d", "shop");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.text("/counts/completed")).isEqualTo("3");
        assertThat(checked.text("/connections/0/version/product")).isEqualTo("MariaDB");
        assertThat(checked.text("/connections/0/identity/versionText")).contains("MariaDB");
        assertThat(checked.text("/connections/0/database/write")).isEqualTo("all");
        assertThat(checked.at("/importJobs/0/supported").asBoolean(true)).isFalse();
        assertThat(checked.text("/importJobs/0/whyNot")).isEqualTo("MariaDB has no import jobs");
    }

    @Test
    void summary_says_mariadb(MariaDbServer mariadb) {
        ToolRun run = Checked.command(mariadb.address(), "root", "").run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.stdout())
                .startsWith(mariadb.address() + "  not TiDB: MariaDB ")
                .endsWith("OK  1 of 1 connection completed\n");
    }

    @Test
    void reader_may_read_and_not_write(MariaDbServer mariadb) {
        Checked checked = Checked.check(mariadb.address(), "reader", "pw", "-d", "shop");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.at("/connections/0/database"))
                .hasToString("{\"name\":\"shop\",\"read\":\"all\",\"write\":\"none\",\"create\":\"none\"}");
    }

    @Test
    void wrong_password_is_1045_and_exit_4(MariaDbServer mariadb) {
        Checked checked = Checked.check(mariadb.address(), "reader", "not-the-password");

        assertThat(checked.exitCode()).as("%s", checked).isEqualTo(4);
        assertThat(checked.text("/connections/0/failure/code")).isEqualTo("1045");
        assertThat(checked.run().toString()).doesNotContain("not-the-password");
    }

    @Test
    void unknown_database_is_1049_and_exit_4(MariaDbServer mariadb) {
        Checked checked = Checked.check(mariadb.address(), "root", "", "-d", "nosuch");

        assertThat(checked.exitCode()).as("%s", checked).isEqualTo(4);
        assertThat(checked.text("/connections/0/failure/code")).isEqualTo("1049");
        assertThat(checked.text("/connections/0/failure/kind")).isEqualTo("UNKNOWN_DATABASE");
    }

    /** The native binary holds the tables of few character sets: the server converts. */
    @ParameterizedTest
    @CsvSource({
        "gbk, 中文",
        "big5, 中文",
        "sjis, 日本",
        "ujis, 日本",
        "euckr, 한국",
        "cp1251, Я",
        "koi8r, Я",
        "latin1, é",
        "ucs2, 中"
    })
    void texts_are_right_whatever_the_servers_character_set(String charset, String text, MariaDbServer mariadb)
            throws SQLException, IOException {
        try (Connection connection = mariadb.connect();
                Statement statement = connection.createStatement();
                ScratchFolder folder = ScratchFolder.create("charsets")) {
            statement.execute("SET GLOBAL character_set_server = " + charset);
            String script = ScenarioRuns.script(
                    folder, "charset.yaml", """
                    scenario: a text in %1$s
                    setup:
                      - CREATE TABLE t (v VARCHAR(20))
                    sessions: {ann: }
                    steps:
                      - ann: SELECT @@character_set_database
                        rows: [[%1$s]]
                      - ann: INSERT INTO t VALUES ('%2$s')
                        affected: 1
                      - ann: SELECT v, '%2$s', LENGTH(CONVERT(v USING utf8mb4)) FROM t
                        rows: [['%2$s', '%2$s', %3$d]]
                    """.formatted(charset, text, text.getBytes(StandardCharsets.UTF_8).length));

            ToolRun run =
                    ScenarioRuns.command(mariadb.address(), "", script, "-q").run(Checked.LIMIT);

            assertThat(run).isEqualTo(new ToolRun(0, "OK  1 of 1 scenario passed\n", ""));
        } finally {
            try (Connection connection = mariadb.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET GLOBAL character_set_server = DEFAULT");
            }
        }
    }

    @Test
    void of_a_procedure_with_two_answers_the_chosen_one_is_compared_and_the_session_continues(MariaDbServer mariadb)
            throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("procedures")) {
            String script = ScenarioRuns.script(folder, "procedure.yaml", """
                    scenario: two answers
                    setup:
                      - CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2 UNION SELECT 3; END
                    sessions: {ann: }
                    steps:
                      - ann: CALL p()
                        result: 2
                        rows: [[2], [3]]
                      - ann: SELECT 4
                        rows: [[4]]
                    """);

            ToolRun run =
                    ScenarioRuns.command(mariadb.address(), "", script, "-q").run(Checked.LIMIT);

            assertThat(run).isEqualTo(new ToolRun(0, "OK  1 of 1 scenario passed\n", ""));
        }
    }
}
