package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.cli.ServedTool;
import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** A history in a real database. */
class ServedHistoryIT {
    @TempDir
    Path directory;

    @Test
    @RealMariaDb
    void checks_survive_a_restart_on_mariadb(MariaDbServer server) throws IOException, SQLException {
        execute(server, "CREATE DATABASE h1");
        String address = server.address();
        write("mysql://root@" + address + "/h1", target("a", address));
        JsonNode before;
        try (ServedTool tool = serve()) {
            before = tool.awaitTarget("a", target -> target.at("/checks").asInt() >= 3);
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        try (ServedTool tool = serve()) {
            JsonNode after =
                    tool.awaitTarget("a", target -> target.at("/checks").asInt() >= 1);

            assertThat(after.at("/since").asText())
                    .isEqualTo(before.at("/since").asText());
            assertThat(after.at("/lastCheck/run").asInt()).isGreaterThan(3);
            JsonNode runs = tool.json("/api/v1/targets/a/runs").at("/runs");
            assertThat(runs.get(runs.size() - 1).at("/run").asInt()).isEqualTo(1);
            assertThat(history(tool).at("/state").asText()).isEqualTo("up");
            assertThat(history(tool).at("/dropped").asInt()).isZero();
            tool.ask().get("/").then().body(not(containsString("has not been written")));
            tool.ask().get("/metrics").then().body(containsString("tidb_client_history_up 1.0"));
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        assertThat(query(server, "SELECT MIN(server_version) FROM h1.tidb_client_checks WHERE outcome = 'success'"))
                .startsWith("MariaDB ");
    }

    @Test
    @RealMariaDb
    void server_that_is_gone_after_a_restart_is_shown_as_it_was_and_an_added_target_has_its_past(MariaDbServer server)
            throws IOException, SQLException {
        execute(server, "CREATE DATABASE h5");
        String address = server.address();
        String url = "mysql://root@" + address + "/h5";
        write(url, target("a", address), target("b", address));
        try (ServedTool tool = serve()) {
            tool.awaitTarget("a", target -> target.at("/checks").asInt() >= 1);
            tool.awaitTarget("b", target -> target.at("/checks").asInt() >= 3);
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        write(url, target("a", "127.0.0.1:1"));
        try (ServedTool tool = serve()) {
            tool.awaitCondition("a", "down");
            assertThat(tool.ask().get("/targets/a").asString())
                    .containsPattern("<dt>Version</dt><dd class=\"\">MariaDB [^<]+, as of 20[^<]+ UTC</dd>");

            write(url, target("a", "127.0.0.1:1"), target("b", address));
            tool.signal(Signal.HUP);
            Awaitility.await()
                    .atMost(Checked.LIMIT)
                    .until(() ->
                            tool.json("/api/v1/status").at("/counts/targets").asInt() == 2);

            JsonNode added =
                    tool.awaitTarget("b", target -> target.at("/lastCheck/run").asInt() > 3);
            assertThat(added.at("/checks").asInt())
                    .isLessThan(added.at("/lastCheck/run").asInt());
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
    }

    @Test
    @RealMariaDb
    void servers_share_a_history_and_what_one_wrote_is_with_the_one_that_has_the_target_then(MariaDbServer server)
            throws IOException, SQLException {
        execute(server, "CREATE DATABASE h2");
        String address = server.address();
        write("mysql://root@" + address + "/h2", target("a", address), target("b", address));
        try (ServedTool first = serve("--shard", "0/2");
                ServedTool second = serve("--shard", "1/2")) {
            first.awaitTarget("a", target -> target.at("/checks").asInt() >= 2);
            second.awaitTarget("b", target -> target.at("/checks").asInt() >= 2);
            assertThat(first.end(Signal.TERM).exitCode()).isZero();
            assertThat(second.end(Signal.TERM).exitCode()).isZero();
        }
        try (ServedTool both = serve()) {
            both.awaitTarget("a", target -> target.at("/checks").asInt() >= 1);
            both.awaitTarget("b", target -> target.at("/checks").asInt() >= 1);
            assertThat(both.target("a").at("/lastCheck/run").asInt()).isGreaterThanOrEqualTo(3);
            assertThat(both.target("b").at("/lastCheck/run").asInt()).isGreaterThanOrEqualTo(3);
            assertThat(both.end(Signal.TERM).exitCode()).isZero();
        }
        assertThat(query(server, "SELECT COUNT(DISTINCT server) FROM h2.tidb_client_checks"))
                .isEqualTo("3");
    }

    @Test
    @RealMariaDb
    void a_missing_privilege_is_named_and_the_targets_are_checked_without_it(MariaDbServer server)
            throws IOException, SQLException {
        execute(server, "CREATE DATABASE h3");
        execute(server, "CREATE USER reader@'%' IDENTIFIED BY ''");
        execute(server, "GRANT SELECT ON h3.* TO reader@'%'");
        write("mysql://reader@" + server.address() + "/h3", target("a", server.address()));
        try (ServedTool tool = serve()) {
            tool.awaitCondition("a", "up");

            JsonNode failure = awaitHistory(
                            tool, history -> history.at("/state").asText().equals("down"))
                    .at("/lastFailure");
            assertThat(failure.at("/kind").asText()).isEqualTo("NO_PRIVILEGE");
            assertThat(failure.at("/hint").asText())
                    .isEqualTo("Grant the history's user SELECT, INSERT, UPDATE, DELETE and CREATE on h3.*.");
            tool.ask().get("/").then().body(containsString("The history has not been written since"));
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
    }

    @Test
    @RealTidb
    void a_history_that_is_killed_delays_nothing_and_continues_with_the_jobs_it_had(TidbLauncher launcher)
            throws IOException, SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        TidbProcess other = launcher.start(TidbOptions.PLAIN);
        other.server().execute("CREATE DATABASE h4");
        RealJobRows rows = new RealJobRows(tidb.server());
        long job = rows.pending("orders");
        write(
                "tidb://root@" + other.server().address() + "/h4",
                target("a", tidb.server().address()));
        try (ServedTool tool = serve()) {
            awaitJob(tool, job, "pending");
            rows.finish(job, 7);
            awaitJob(tool, job, "finished");
            awaitHistory(tool, history -> history.at("/queued").asInt() == 0);

            other.kill();
            awaitHistory(tool, history -> history.at("/state").asText().equals("down"));
            int checks = tool.target("a").at("/checks").asInt();
            tool.awaitTarget("a", target -> target.at("/checks").asInt() >= checks + 3);
            tool.ask().get("/").then().body(containsString("The history has not been written since"));
            tool.ask().get("/metrics").then().body(containsString("tidb_client_history_up 0.0"));

            other.restart();
            awaitHistory(tool, history -> history.at("/state").asText().equals("up"));
            awaitHistory(tool, history -> history.at("/queued").asInt() == 0);
            tool.ask().get("/").then().body(not(containsString("has not been written")));
            assertThat(history(tool).at("/dropped").asInt()).isZero();
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        rows.clear();
        try (ServedTool tool = serve()) {
            JsonNode again = awaitJob(tool, job, "finished");

            assertThat(again.at("/job/importedRows").asInt()).isEqualTo(7);
            assertThat(tool.target("a").at("/lastCheck/run").asInt()).isGreaterThan(3);
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
    }

    private JsonNode awaitJob(ServedTool tool, long job, String status) {
        return Awaitility.await()
                .atMost(Checked.LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> tool.json("/api/v1/targets/a/imports/" + job),
                        answer -> answer.at("/job/status").asText().equals(status));
    }

    private static JsonNode history(ServedTool tool) {
        return tool.json("/api/v1/status").at("/history");
    }

    private static JsonNode awaitHistory(ServedTool tool, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> history(tool), condition);
    }

    private ServedTool serve(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--config";
        arguments[1] = directory.resolve("t.yaml").toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return ServedTool.start(arguments);
    }

    private static String target(String name, String address) {
        return "    - {name: %s, host: \"%s\", user: root, no-password: true, retry-attempts: 1}\n"
                .formatted(name, address);
    }

    private void write(String url, String... targets) throws IOException {
        Files.writeString(directory.resolve("t.yaml"), """
                serve:
                  every: 1s
                  history: {url: "%s", no-password: true}
                  targets:
                %s""".formatted(url, String.join("", targets)));
    }

    private static void execute(MariaDbServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    private static String query(MariaDbServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
