package io.tidbclient.cli;

import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** No secret is in anything that is printed, logged or kept. */
class SecretsIT extends OnFreshSandbox {
    @Test
    void a_signature_in_an_argument_is_warned_of() {
        ToolRun run = Tool.command(
                        "imports",
                        "start",
                        "-H",
                        Tool.address(server),
                        "-u",
                        "root",
                        "--no-password",
                        "IMPORT INTO d.t FROM 'azure://c/f.csv?sig=GEHEIM'")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr())
                .contains("tidb-client: the statement holds a secret, and the process list shows arguments;")
                .doesNotContain("GEHEIM");
        assertThat(run.stdout()).doesNotContain("GEHEIM");
    }
}
