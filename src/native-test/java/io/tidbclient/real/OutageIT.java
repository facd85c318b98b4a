package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.ToolProcess;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The server goes away while its import jobs are watched. */
@RealTidb
class OutageIT {
    private static final String ROUND = "\"event\":\"poll\"";
    private static final String MISSED = "\"finding\":\"poll-missed\"";

    @Test
    void watch_continues_when_the_server_is_killed_and_started_again(TidbLauncher launcher) throws SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        RealJobRows rows = new RealJobRows(tidb.server());
        long job = rows.pending("orders");
        try (ToolProcess tool = watch(tidb, "-n", "3", "-t", "300")) {
            tool.awaitStdout(text -> count(text, ROUND) >= 2, Checked.LIMIT);
            tidb.kill();
            tool.awaitStdout(text -> text.contains(MISSED), Checked.LIMIT);
            int before = count(tool.stdout(), ROUND);
            tidb.restart();
            tool.awaitStdout(text -> count(text, ROUND) > before, Checked.LIMIT);
            rows.finish(job, 7);

            Checked checked = Checked.of(tool.await(Checked.LIMIT));

            assertThat(checked.exitCode()).as("%s", checked).isZero();
            assertThat(checked.text("/counts/completed")).isEqualTo("3");
            for (JsonNode connection : checked.at("/connections")) {
                assertThat(connection.at("/reopened").asInt()).isPositive();
            }
            assertThat(checked.text("/importJobs/0/watch/ended")).isEqualTo("all import jobs have ended");
            assertThat(checked.text("/importJobs/0/jobs/0/status")).isEqualTo("finished");
            assertThat(checked.text("/importJobs/0/jobs/0/importedRows")).isEqualTo("7");
        }
        tidb.status().awaitNoConnection(Checked.LIMIT);
    }

    @Test
    void server_that_does_not_come_back_is_exit_3_with_what_was_known_of_it(TidbLauncher launcher) throws SQLException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        long job = new RealJobRows(tidb.server()).pending("orders");
        try (ToolProcess tool = watch(tidb, "-n", "2", "-t", "15")) {
            tool.awaitStdout(text -> text.contains(ROUND), Checked.LIMIT);
            tidb.kill();

            Checked checked = Checked.of(tool.await(Checked.LIMIT));

            assertThat(checked.exitCode()).as("%s", checked).isEqualTo(3);
            assertThat(checked.text("/counts/failed")).isEqualTo("2");
            for (JsonNode connection : checked.at("/connections")) {
                assertThat(connection.at("/failure/blame").asText()).isEqualTo("UNREACHED");
                assertThat(connection.at("/failure/state").asText()).isEqualTo("ShowingImportJobDetails");
                assertThat(connection.at("/version/product").asText()).isEqualTo("TiDB");
            }
            assertThat(checked.text("/importJobs/0/watch/ended")).isEqualTo("time is up");
            assertThat(checked.at("/importJobs/0/jobs/0/id").asLong()).isEqualTo(job);
            assertThat(checked.text("/importJobs/0/jobs/0/status")).isEqualTo("pending");
        }
    }

    private static ToolProcess watch(TidbProcess tidb, String... more) {
        return Checked.command(tidb.server().address(), "root", "", more)
                .with("TIDB_INTERVAL", "1s")
                .with("TIDB_OUTPUT", "ndjson")
                .start();
    }

    private static int count(String text, String part) {
        return (int)
                Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
    }
}
