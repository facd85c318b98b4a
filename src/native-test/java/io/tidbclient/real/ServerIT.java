package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What the check says of the server is what the server says of itself. */
@RealTidb
class ServerIT {
    @Test
    void report_says_which_server_answered_and_what_it_runs(TidbServer tidb) throws SQLException {
        String version = ask(tidb, "SELECT VERSION()");
        String details = ask(tidb, "SELECT TIDB_VERSION()");

        Checked checked = Checked.check(tidb.address(), tidb.user(), tidb.password(), "-t", "0");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.text("/connections/0/state")).isEqualTo("Completed");
        assertThat(checked.text("/connections/0/identity/versionText")).isEqualTo(version);
        assertThat(checked.text("/connections/0/identity/hostname")).isEqualTo(ask(tidb, "SELECT @@hostname"));
        assertThat(checked.text("/connections/0/identity/port")).isEqualTo(ask(tidb, "SELECT @@port"));
        assertThat(checked.text("/connections/0/identity/currentUser")).isEqualTo(ask(tidb, "SELECT CURRENT_USER()"));
        assertThat(checked.at("/connections/0/identity/connectionId").asLong()).isPositive();
        assertThat(checked.text("/connections/0/version/product")).isEqualTo("TiDB");
        assertThat(checked.text("/connections/0/version/release")).isEqualTo(line(details, "Release Version"));
        assertThat(checked.text("/connections/0/version/edition")).isEqualTo(line(details, "Edition"));
        assertThat(checked.text("/connections/0/version/store")).isEqualTo(line(details, "Store"));
        assertThat(checked.at("/connections/0/version/simulated").asBoolean()).isFalse();
        assertThat(checked.text("/connections/0/database")).isEqualTo("null");
        assertThat(checked.text("/servers/0/answeredBy/0/instance"))
                .isEqualTo(ask(tidb, "SELECT CONCAT(@@hostname, ':', @@port)"));
    }

    @Test
    void reported_version_is_the_one_of_the_status_port(TidbLauncher launcher) {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);

        Checked checked = Checked.check(tidb.server().address(), "root", "", "-t", "0");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        tidb.status().get().body("version", equalTo(checked.text("/connections/0/identity/versionText")));
    }

    @Test
    void summary_names_the_release_and_says_loudly_that_nothing_is_encrypted(TidbServer tidb) throws SQLException {
        String release = line(ask(tidb, "SELECT TIDB_VERSION()"), "Release Version");

        ToolRun run = Checked.command(tidb.address(), tidb.user(), tidb.password(), "-d", "test", "-t", "0", "-n", "2")
                .with("TIDB_SSL_MODE", "disabled")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.stdout())
                .startsWith(tidb.address() + "  TiDB " + release + ", ")
                .contains("connections  2: 2 completed")
                .contains("TLS          none – traffic, including the password hash, is not encrypted")
                .contains("database     test; read: yes, write: yes, create: yes")
                .endsWith("OK  2 of 2 connections completed\n");
    }

    private static String ask(TidbServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** What {@code TIDB_VERSION()} has after a name at the beginning of one of its lines. */
    private static String line(String details, String name) {
        return details.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
