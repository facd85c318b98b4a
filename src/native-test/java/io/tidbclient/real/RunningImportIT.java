package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** A real {@code IMPORT INTO … WITH DETACHED}. On embedded storage it stays in phase importing, which suits a watch. */
@RealTidb
class RunningImportIT {
    @Test
    void running_import_is_followed_and_its_elapsed_time_is_right_in_any_time_zone(TidbLauncher launcher)
            throws SQLException, IOException {
        TidbProcess tidb = launcher.start(TidbOptions.PLAIN);
        Path file = Files.writeString(tidb.files().resolve("t.csv"), "1\n2\n3\n");
        tidb.server()
                .execute(
                        "CREATE TABLE test.t (id INT)",
                        "IMPORT INTO test.t FROM '" + file + "' WITH DETACHED, DISABLE_PRECHECK");
        Awaitility.await().atMost(Checked.LIMIT).until(() -> "running".equals(status(tidb)));

        Checked asItIs = watch(tidb);
        tidb.server().execute("SET GLOBAL time_zone = '+09:00'");
        Checked inJapan = watch(tidb);
        tidb.server().execute("SET GLOBAL time_zone = '-11:00'");
        Checked inSamoa = watch(tidb);

        assertRunning(asItIs, file);
        assertRunning(inJapan, file);
        assertRunning(inSamoa, file);
        assertThat(elapsed(inJapan)).isGreaterThan(elapsed(asItIs));
        assertThat(elapsed(inSamoa)).isGreaterThan(elapsed(inJapan));
    }

    private static Checked watch(TidbProcess tidb) {
        return Checked.check(tidb.server().address(), "root", "", "-d", "test", "-t", "3", "--interval", "1s");
    }

    private static void assertRunning(Checked checked, Path file) {
        assertThat(checked.exitCode()).as("%s", checked).isZero();
        assertThat(checked.text("/importJobs/0/byStatus/running")).isEqualTo("1");
        JsonNode job = checked.at("/importJobs/0/jobs/0");
        assertThat(job.at("/status").asText()).isEqualTo("running");
        assertThat(job.at("/phase").asText()).isEqualTo("importing");
        assertThat(job.at("/targetTable").asText()).isEqualTo("`test`.`t`");
        assertThat(job.at("/dataSource").asText()).isEqualTo(file.toString());
        assertThat(job.at("/createdBy").asText()).startsWith("root@");
        assertThat(job.at("/watched").asBoolean()).isTrue();
        assertThat(job.at("/ended").isNull()).isTrue();
        assertThat(elapsed(checked)).as("%s", checked).isBetween(0.0, 600_000.0);
    }

    private static double elapsed(Checked checked) {
        return checked.at("/importJobs/0/jobs/0/elapsedMs").asDouble(-1);
    }

    private static String status(TidbProcess tidb) throws SQLException {
        try (Connection connection = tidb.server().connect("");
                Statement statement = connection.createStatement();
                ResultSet jobs = statement.executeQuery("SHOW IMPORT JOBS")) {
            return jobs.next() ? jobs.getString("Status") : "";
        }
    }
}
