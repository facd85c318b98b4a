package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run of a scenario prints, logs and keeps of statements that hold secrets. */
@RealTidb
class SecretsInScenariosIT {
    private static final String SCRIPT = """
            scenario: import
            setup:
              - CREATE TABLE t (id INT PRIMARY KEY)
            values: {token: GEHEIM}
            sessions: {ann: }
            steps:
              - ann: SELECT 's3://AK:GEHEIM@b/f.csv?sig=GEHEIM', LENGTH(:token) AS length
              - ann: ALTER USER nobody_here IDENTIFIED BY 'GEHEIM'
                error: 1396
              - ann: IMPORT INTO t FROM 's3://AK:GEHEIM@b/f.csv?sig=GEHEIM' WITH NEVER_HEARD_OF
                error: 8163
            """;

    @Test
    void statements_are_printed_and_kept_without_them(TidbServer tidb) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("secrets")) {
            String script = ScenarioRuns.script(folder, "import.yaml", SCRIPT);
            Path history = folder.path().resolve("history.ndjson");
            for (String format : new String[] {"text", "json", "ndjson", "junit"}) {
                ToolRun run = ScenarioRuns.command(
                                tidb.address(),
                                tidb.password(),
                                script,
                                "-v",
                                "--log-level",
                                "debug",
                                "-o",
                                format,
                                "--history",
                                history.toString())
                        .run(Checked.LIMIT);

                assertThat(run.stdout()).as(run.toString()).contains("xxxxxx").doesNotContain("GEHEIM");
                assertThat(run.stderr()).doesNotContain("GEHEIM");
                assertThat(Files.readString(history)).contains("xxxxxx").doesNotContain("GEHEIM");
            }
        }
    }
}
