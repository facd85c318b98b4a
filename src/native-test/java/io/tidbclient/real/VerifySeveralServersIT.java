package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.claims.ServerRelay;
import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Sessions of {@code verify-isolation} on several servers: one real server at two addresses stands for two of a cluster. */
class VerifySeveralServersIT {
    private final ScratchFolder folder = ScratchFolder.create("several-servers-");

    @AfterEach
    void remove_the_folder() {
        folder.close();
    }

    private static String address(ServerRelay relay) {
        return "127.0.0.1:" + relay.port();
    }

    /** How many transactions of a history each of two servers has committed; the first line is read too. */
    private static Map<Long, Integer> committedByServer(List<String> lines) throws IOException {
        Map<Long, Integer> committed = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            JsonNode transaction = new ObjectMapper().readTree(line);
            if (transaction.path("outcome").asText().equals("committed")) {
                committed.merge(transaction.path("session").asLong() % 2, 1, Integer::sum);
            }
        }
        return committed;
    }

    private static void assertNothingIsLeft(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet databases = statement.executeQuery("SHOW DATABASES LIKE 'tidb\\_client\\_%'")) {
            assertThat(databases.next()).isFalse();
        }
    }

    @Test
    @RealMariaDb
    void sessions_are_spread_over_the_servers_and_each_server_is_read_at_the_end(MariaDbServer mariadb)
            throws IOException, SQLException {
        Path history = folder.path().resolve("two.ndjson");
        try (ServerRelay second = ServerRelay.to(mariadb.port())) {
            Checked report = Verifications.report(
                    mariadb.address() + "," + address(second),
                    "",
                    "--count",
                    "600",
                    "-n",
                    "6",
                    "--history",
                    history.toString());

            assertThat(report.exitCode()).as("%s", report).isZero();
            assertThat(report.text("/histories/0/subject")).isEqualTo(mariadb.address() + ", " + address(second));
            assertThat(report.text("/histories/0/run/servers/0/address")).isEqualTo(mariadb.address());
            assertThat(report.text("/histories/0/run/servers/1/address")).isEqualTo(address(second));
            List<String> lines = Files.readAllLines(history);
            assertThat(lines.getFirst())
                    .contains("\"servers\":[\"%s\",\"%s\"]".formatted(mariadb.address(), address(second)));
            assertThat(committedByServer(lines))
                    .hasSize(2)
                    .allSatisfy((server, count) -> assertThat(count).isGreaterThan(100));
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(lines.getLast()).path("session").asLong() % 2)
                    .as("the last list is read from the second server")
                    .isEqualTo(1);
        }
        try (Connection connection = mariadb.connect()) {
            assertNothingIsLeft(connection);
        }
    }

    @Test
    @RealMariaDb
    void outage_of_one_server_is_its_own_and_the_sessions_on_the_other_continue(MariaDbServer mariadb)
            throws IOException {
        Path history = folder.path().resolve("outage.ndjson");
        try (ServerRelay second = ServerRelay.to(mariadb.port()).refusing(Duration.ofSeconds(3), "UPDATE lists")) {
            Checked report = Verifications.report(
                    mariadb.address() + "," + address(second),
                    "",
                    "--for",
                    "8s",
                    "-n",
                    "4",
                    "--history",
                    history.toString());

            assertThat(report.exitCode()).as("%s", report).isZero();
            assertThat(report.at("/histories/0/run/servers/0/outages").asLong()).isZero();
            assertThat(report.at("/histories/0/run/servers/1/outages").asLong()).isPositive();
            assertThat(report.at("/histories/0/run/servers/1/unreachableMs").asLong())
                    .isGreaterThan(1000);
            assertThat(report.text("/verdict/sentence"))
                    .contains("; " + address(second) + " was unreachable for ")
                    .doesNotContain(mariadb.address() + " was unreachable");
            assertThat(committedByServer(Files.readAllLines(history)))
                    .hasSize(2)
                    .allSatisfy((server, count) -> assertThat(count).isGreaterThan(10));
        }
    }

    @Test
    @RealMariaDb
    void server_that_is_unreachable_at_the_end_is_no_success_and_the_verdict_until_then_is_shown(MariaDbServer mariadb)
            throws IOException, SQLException {
        try (ServerRelay second = ServerRelay.to(mariadb.port()).refusing(Duration.ofMinutes(5), "UPDATE lists")) {
            Checked report =
                    Verifications.report(mariadb.address() + "," + address(second), "", "--for", "3s", "-n", "4");

            assertThat(report.exitCode()).as("%s", report).isEqualTo(3);
            assertThat(report.text("/verdict/sentence"))
                    .contains(address(second), "; the history until then: no anomaly found in");
            assertThat(report.at("/histories/0/run/servers/1/outages").asLong()).isPositive();
            assertThat(report.at("/histories/0/counts/committed").asLong()).isGreaterThan(20);
        }
        try (Connection connection = mariadb.connect()) {
            assertNothingIsLeft(connection);
        }
    }

    @Test
    @RealMariaDb
    void servers_that_are_not_of_one_cluster_are_refused_and_nothing_is_left(MariaDbServer mariadb)
            throws SQLException {
        try (MariaDbServer other = MariaDbServer.start()) {
            ToolRun run = Verifications.command(mariadb.address() + "," + other.address(), "", "--count", "100")
                    .run(Checked.LIMIT);

            assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
            assertThat(run.stdout().replaceAll("\\s+", " "))
                    .containsPattern(other.address() + " does not have the database tidb_client_[0-9a-f]+ 10s after "
                            + mariadb.address() + " has. Give servers of one cluster");
        }
        try (Connection connection = mariadb.connect()) {
            assertNothingIsLeft(connection);
        }
    }

    @Test
    @RealMariaDb
    @RealTidb
    void servers_of_different_products_are_refused_before_anything_is_made(MariaDbServer mariadb, TidbServer tidb) {
        ToolRun run = Verifications.command(mariadb.address() + "," + tidb.address(), "", "--count", "100")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.stdout().replaceAll("\\s+", " "))
                .containsPattern("no transaction was run: " + mariadb.address() + " is MariaDB \\S+ and "
                        + tidb.address() + " is TiDB \\S+; give servers of one cluster with the same release");
    }

    @Test
    @RealTidb
    void one_tidb_at_two_addresses_keeps_snapshot_isolation_of_optimistic_transactions(TidbServer tidb)
            throws IOException {
        int port = Integer.parseInt(tidb.address().substring(tidb.address().lastIndexOf(':') + 1));
        try (ServerRelay second = ServerRelay.to(port)) {
            Checked report = Verifications.report(
                    tidb.address() + "," + address(second),
                    tidb.password(),
                    "--count",
                    "600",
                    "--transactions",
                    "optimistic");

            assertThat(report.exitCode()).as("%s", report).isZero();
            assertThat(report.text("/histories/0/expected")).isEqualTo("snapshot-isolation");
            assertThat(Verifications.anomalies(report)).allMatch(kind -> kind.startsWith("G2-item"));
            assertThat(report.at("/histories/0/run/servers")).hasSize(2);
        }
    }
}
