package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolProcess;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** More connections at once than one, and more than the server takes. */
@RealTidb
class ManyConnectionsIT {
    @Test
    void two_hundred_connections_at_once_are_all_checked_and_none_is_left(TidbLauncher launcher) {
        TidbProcess process = launcher.start(TidbOptions.PLAIN);
        TidbServer tidb = process.server();

        Checked checked =
                Checked.check(tidb.address(), tidb.user(), tidb.password(), "-n", "200", "-d", "test", "-t", "0");

        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.text("/counts/completed")).isEqualTo("200");
        assertThat(checked.text("/latencies/connect/count")).isEqualTo("200");
        Set<Long> ids = new HashSet<>();
        for (JsonNode connection : checked.at("/connections")) {
            ids.add(connection.at("/identity/connectionId").asLong());
            assertThat(connection.at("/version/product").asText()).isEqualTo("TiDB");
            assertThat(connection.at("/database/read").asText()).isEqualTo("all");
        }
        assertThat(ids).as("each is a connection of its own to the server").hasSize(200);
        process.status().awaitNoConnection(Checked.LIMIT);
    }

    @Test
    void ctrl_c_leaves_no_connection_on_the_server(TidbLauncher launcher) {
        TidbProcess process = launcher.start(TidbOptions.PLAIN);
        TidbServer tidb = process.server();
        try (ToolProcess tool = Checked.command(
                        tidb.address(), "root", "", "-n", "40", "-t", "300", "-o", "ndjson", "--every", "1s")
                .start()) {
            tool.awaitStdout(text -> text.contains("\"event\":\"run\""), Checked.LIMIT);

            tool.signal(Signal.INT);

            assertThat(tool.await(Checked.LIMIT).exitCode()).isEqualTo(130);
        }
        process.status().awaitNoConnection(Checked.LIMIT);
    }

    @Test
    void server_that_is_full_is_said_to_be_by_every_connection(TidbLauncher launcher) throws SQLException {
        TidbServer tidb =
                launcher.start(TidbOptions.PLAIN.withMaxConnections(5)).server();
        List<Connection> held = new ArrayList<>();
        try {
            fill(tidb, held);

            Checked checked = Checked.check(tidb.address(), "root", "", "-n", "8", "-t", "0");

            assertThat(checked.exitCode()).as("%s", checked).isEqualTo(3);
            assertThat(checked.text("/counts/failed")).isEqualTo("8");
            for (JsonNode connection : checked.at("/connections")) {
                assertThat(connection.at("/failure/kind").asText()).isEqualTo("TOO_MANY_CONNECTIONS");
                assertThat(connection.at("/failure/code").asInt()).isEqualTo(1040);
                assertThat(connection.at("/attempts").asInt()).isEqualTo(3);
            }
        } finally {
            close(held);
        }
    }

    @Test
    void full_server_is_tried_again_until_it_has_room(TidbLauncher launcher) throws SQLException {
        TidbServer tidb =
                launcher.start(TidbOptions.PLAIN.withMaxConnections(5)).server();
        List<Connection> held = new ArrayList<>();
        fill(tidb, held);
        try (ToolProcess tool = Checked.command(
                        tidb.address(), "root", "", "-t", "0", "--retry-attempts", "1000", "--retry-max-delay", "200ms")
                .start()) {
            tool.awaitStderr(
                    text -> text.contains("retrying: " + tidb.address() + " takes no more connections"), Checked.LIMIT);

            close(held);

            var run = tool.await(Checked.LIMIT);
            assertThat(run.exitCode()).as("%s", run).isZero();
            assertThat(run.stderr()).contains("1040");
        } finally {
            close(held);
        }
    }

    private static void fill(TidbServer tidb, List<Connection> held) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 20; i++) {
                        held.add(tidb.connect(""));
                    }
                })
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1040));
    }

    private static void close(List<Connection> held) throws SQLException {
        for (Connection connection : held) {
            connection.close();
        }
    }
}
