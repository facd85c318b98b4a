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

import java.sql.SQLException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Real servers as targets. */
class ServedServersIT {
    @Test
    @RealTidb
    void a_tidb_that_is_killed_is_down_until_it_is_started_again(TidbLauncher launcher) {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        String name = tidb.server().address();
        try (ServedTool tool = serve(name)) {
            JsonNode up = tool.awaitCondition(name, "up");
            assertThat(up.at("/servers/0/version/product").asText()).isEqualTo("TiDB");

            tidb.kill();
            JsonNode down = tool.awaitCondition(name, "down");
            assertThat(down.at("/lastCheck/verdict/exitCode").asInt()).isEqualTo(3);

            tidb.restart();
            tool.awaitCondition(name, "up");
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        tidb.status().awaitNoConnection(Checked.LIMIT);
    }

    @Test
    @RealTidb
    void the_import_jobs_of_a_tidb_are_followed_to_their_end(TidbLauncher launcher) throws SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        RealJobRows rows = new RealJobRows(tidb.server());
        long job = rows.pending("orders");
        String name = tidb.server().address();
        try (ServedTool tool = serve(name)) {
            awaitStatus(tool, name, job, "pending");
            rows.finish(job, 7);
            JsonNode finished = awaitStatus(tool, name, job, "finished");

            assertThat(finished.at("/job/importedRows").asInt()).isEqualTo(7);
            assertThat(finished.at("/endedAt").isNull()).isFalse();
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
        tidb.status().awaitNoConnection(Checked.LIMIT);
    }

    @Test
    @RealMariaDb
    void a_mariadb_is_a_target_too(MariaDbServer server) {
        try (ServedTool tool = serve(server.address())) {
            JsonNode up = tool.awaitCondition(server.address(), "up");

            assertThat(up.at("/servers/0/version/product").asText()).isEqualTo("MariaDB");
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
    }

    private static JsonNode awaitStatus(ServedTool tool, String target, long job, String status) {
        return Awaitility.await()
                .atMost(Checked.LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> tool.json("/api/v1/targets/" + target + "/imports/" + job),
                        answer -> answer.at("/job/status").asText().equals(status));
    }

    private static ServedTool serve(String address) {
        return ServedTool.start("-H", address, "-u", "root", "--no-password", "--every", "1s", "--retry-attempts", "1");
    }
}
