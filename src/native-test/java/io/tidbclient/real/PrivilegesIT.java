package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** Users that may much, little or nothing, as TiDB itself treats them. */
@RealTidb
class PrivilegesIT {
    private static final String PASSWORD = "s3cr3t-0f-the-user";

    private static TidbServer tidb;
    private static String database;
    private static String reader;
    private static String stranger;

    @BeforeAll
    static void make_users(TidbServer server) throws SQLException {
        tidb = server;
        database = server.newDatabase();
        reader = "r" + database;
        stranger = "s" + database;
        server.execute(
                "CREATE TABLE " + database + ".orders (id INT)",
                "CREATE USER " + reader + " IDENTIFIED BY '" + PASSWORD + "'",
                "CREATE USER " + stranger + " IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT SELECT ON " + database + ".* TO " + reader);
    }

    @AfterAll
    static void drop_users() throws SQLException {
        tidb.execute("DROP DATABASE " + database, "DROP USER " + reader + ", " + stranger);
    }

    @Test
    void root_may_do_everything() {
        Checked checked = Checked.check(tidb.address(), tidb.user(), tidb.password(), "-d", database, "-t", "0");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.at("/connections/0/database"))
                .hasToString(
                        "{\"name\":\"%s\",\"read\":\"all\",\"write\":\"all\",\"create\":\"all\"}".formatted(database));
        assertThat(checked.at("/importJobs/0/onlyOwn").asBoolean()).isFalse();
    }

    @Test
    void user_with_select_alone_may_read_and_sees_its_own_jobs_only() {
        Checked checked = Checked.check(tidb.address(), reader, PASSWORD, "-d", database, "-t", "0");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.at("/connections/0/database"))
                .hasToString("{\"name\":\"%s\",\"read\":\"all\",\"write\":\"none\",\"create\":\"none\"}"
                        .formatted(database));
        assertThat(checked.at("/importJobs/0/onlyOwn").asBoolean()).isTrue();
        assertThat(checked.text("/connections/0/identity/currentUser")).isEqualTo(reader + "@%");
    }

    @Test
    void database_that_the_user_has_no_privilege_on_is_1044_and_exit_4() {
        Checked checked = Checked.check(tidb.address(), stranger, PASSWORD, "-d", database, "-t", "0");

        assertRefused(checked, "NO_PRIVILEGE", 1044, "VerifyingDatabase");
    }

    @Test
    void unknown_database_is_1044_to_a_user_without_privileges() {
        Checked checked = Checked.check(tidb.address(), stranger, PASSWORD, "-d", "no_" + database, "-t", "0");

        assertRefused(checked, "NO_PRIVILEGE", 1044, "VerifyingDatabase");
    }

    @Test
    void unknown_database_is_1049_to_root_and_exit_4() {
        Checked checked =
                Checked.check(tidb.address(), tidb.user(), tidb.password(), "-d", "no_" + database, "-t", "0");

        assertRefused(checked, "UNKNOWN_DATABASE", 1049, "VerifyingDatabase");
    }

    @Test
    void several_databases_are_verified_up_to_the_first_that_is_denied() throws SQLException {
        String shut = tidb.newDatabase();

        Checked checked =
                Checked.check(tidb.address(), reader, PASSWORD, "-d", database, "-d", shut + ",test", "-t", "0");

        tidb.execute("DROP DATABASE " + shut);
        assertRefused(checked, "NO_PRIVILEGE", 1044, "VerifyingDatabase");
        assertThat(checked.text("/connections/0/failure/sentence")).contains("to database '" + shut + "'");
        assertThat(checked.at("/connections/0/databases"))
                .hasToString("[{\"name\":\"%s\",\"read\":\"all\",\"write\":\"none\",\"create\":\"none\"}]"
                        .formatted(database));
        assertThat(checked.text("/connections/0/database/name")).isEqualTo(database);
    }

    @Test
    void several_databases_are_verified_up_to_the_first_that_is_missing() {
        Checked checked = Checked.check(
                tidb.address(),
                tidb.user(),
                tidb.password(),
                "-d",
                "test," + database + ",no_" + database + ",mysql",
                "-t",
                "0");

        assertRefused(checked, "UNKNOWN_DATABASE", 1049, "VerifyingDatabase");
        assertThat(checked.text("/connections/0/failure/sentence")).endsWith("Unknown database 'no_" + database + "'");
        assertThat(checked.at("/connections/0/databases").findValuesAsText("name"))
                .containsExactly("test", database);
    }

    @Test
    void several_databases_are_all_shown() {
        ToolRun run = Checked.command(
                        tidb.address(), tidb.user(), tidb.password(), "-d", database + ",mysql,test", "-t", "0")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout()).contains("""
                  database     %s; read: yes, write: yes, create: yes
                  database     mysql; read: yes, write: yes, create: yes
                  database     test; read: yes, write: yes, create: yes
                """.formatted(database));
    }

    @Test
    void database_whose_name_has_backticks_quotes_and_blanks_is_verified() throws SQLException {
        String odd = database + " `it's` \"odd\"";
        String quoted = "`" + odd.replace("`", "``") + "`";
        tidb.execute("CREATE DATABASE " + quoted);

        Checked checked = Checked.check(tidb.address(), tidb.user(), tidb.password(), "-d", odd, "-t", "0");

        tidb.execute("DROP DATABASE " + quoted);
        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.text("/connections/0/database/name")).isEqualTo(odd);
        assertThat(checked.text("/connections/0/database/write")).isEqualTo("all");
    }

    @Test
    void wrong_password_is_1045_and_exit_4_and_is_tried_once() {
        Checked checked = Checked.check(tidb.address(), reader, "not-the-password", "-t", "0");

        assertRefused(checked, "ACCESS_DENIED", 1045, "Connecting");
        assertThat(checked.text("/connections/0/failure/hint")).contains("Check user and password");
        assertThat(checked.text("/connections/0/attempts")).isEqualTo("1");
    }

    @Test
    void password_is_in_no_output_however_much_is_logged() {
        ToolRun good = Checked.command(
                        tidb.address(), reader, PASSWORD, "-d", database, "-t", "0", "-v", "--log-level", "trace")
                .run(Checked.LIMIT);
        ToolRun bad = Checked.command(tidb.address(), stranger, PASSWORD, "-d", database, "-v", "--log-level", "trace")
                .run(Checked.LIMIT);
        ToolRun wrong = Checked.command(tidb.address(), "x" + reader, PASSWORD, "-v", "--log-level", "trace")
                .run(Checked.LIMIT);

        assertThat(good.exitCode()).as("%s", good).isZero();
        assertThat(bad.exitCode()).as("%s", bad).isEqualTo(4);
        assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(4);
        assertThat(good.stderr()).as("the log was on").contains("VerifyingDatabase");
        assertThat(good.toString() + bad + wrong).doesNotContain(PASSWORD);
    }

    private static void assertRefused(Checked checked, String kind, int code, String state) {
        assertThat(checked.exitCode()).as("%s", checked).isEqualTo(4);
        assertThat(checked.text("/verdict/exitCode")).isEqualTo("4");
        assertThat(checked.text("/connections/0/failure/kind")).isEqualTo(kind);
        assertThat(checked.at("/connections/0/failure/code").asInt()).isEqualTo(code);
        assertThat(checked.text("/connections/0/failure/state")).isEqualTo(state);
        assertThat(checked.text("/connections/0/failure/hint")).isNotEmpty();
    }
}
