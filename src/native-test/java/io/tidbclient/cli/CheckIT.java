package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A check that succeeds, in every form of output. */
class CheckIT extends OnFreshSandbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void text_has_server_user_tls_grants_and_jobs() {
        // The locale of many containers: plain ASCII.
        ToolRun run = Tool.check(server, "-d", "test", "-q", "-t", "0")
                .with("LC_ALL", "C")
                .run(Tool.LIMIT);
        assertThat(run).isEqualTo(new ToolRun(0, "OK  1 of 1 connection completed\n", ""));

        run = Tool.check(server, "-d", "test", "-t", "0").with("LC_ALL", "C").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(masked(run.stdout())).isEqualTo("""
                127.0.0.1:PORT  TiDB v8.5.4, Sandbox edition, store sandbox - a simulation: this tool's sandbox
                  connections  1: 1 completed
                  answered by  sandbox:PORT
                  user         root@%
                  TLS          none - traffic, including the password hash, is not encrypted; use --ssl-mode=required or stronger
                  database     test; read: yes, write: yes, create: yes
                  import jobs  none

                latency  connect TIME, first round trip TIME

                OK  1 of 1 connection completed
                """);
        assertThat(masked(run.stderr()).lines().findFirst())
                .hasValue("   TIME  checking 127.0.0.1:PORT with 1 connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "ndjson", "junit"})
    void progress_goes_to_stderr_with_every_format(String format) {
        ToolRun run = Tool.check(server, "-o", format).run(Tool.LIMIT);
        ToolRun without = Tool.check(server, "-o", format, "--progress", "none").run(Tool.LIMIT);

        assertThat(masked(run.stderr()))
                .startsWith("   TIME  checking 127.0.0.1:PORT with 1 connection\n")
                .contains("   TIME  c1  127.0.0.1:PORT  connected in TIME");
        assertThat(without.stderr()).isEmpty();
        assertThat(without.exitCode()).as(without.toString()).isZero();
    }

    @Test
    void trace_logs_statements_without_their_strings() {
        ToolRun trace =
                Tool.check(server, "-d", "test", "-q", "--log-level", "trace").run(Tool.LIMIT);
        ToolRun debug =
                Tool.check(server, "-d", "test", "-q", "--log-level", "debug").run(Tool.LIMIT);

        assertThat(trace.stderr()).contains("TRACE", Tool.address(server) + ": USE `test`", ": SHOW IMPORT JOBS");
        assertThat(debug.stderr()).doesNotContain("TRACE", "SHOW IMPORT JOBS");
    }

    @Test
    void a_locale_without_utf_8_has_plain_ascii() {
        ToolRun run = Tool.check(server, "-d", "missing").with("LC_ALL", "C").run(Tool.LIMIT);
        ToolRun utf8 = Tool.check(server, "-d", "missing").run(Tool.LIMIT);

        assertThat(run.stdout() + run.stderr()).matches(text -> text.chars().allMatch(c -> c < 128));
        assertThat(run.stdout()).contains("\n  > ");
        assertThat(utf8.stdout()).contains("\n  → ");
    }

    @Test
    void json_is_one_complete_document() throws IOException {
        ToolRun run = Tool.check(server, "-d", "test", "-n", "3", "-o", "json", "--quiet")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stderr()).isEmpty();
        JsonNode report = JSON.readTree(run.stdout());
        assertThat(report.at("/schema").asText()).isEqualTo("tidb-client/check/2");
        assertThat(report.at("/verdict/exitCode").asInt()).isZero();
        assertThat(report.at("/counts/completed").asInt()).isEqualTo(3);
        assertThat(report.at("/connections/2/name").asText()).isEqualTo("c3");
        assertThat(report.at("/connections/2/version/release").asText()).isEqualTo("v8.5.4");
        assertThat(report.at("/connections/2/version/simulated").asBoolean()).isTrue();
        assertThat(report.at("/connections/2/database/write").asText()).isEqualTo("all");
        assertThat(report.at("/importJobs/0/supported").asBoolean()).isTrue();
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void each_line_of_ndjson_is_a_document_and_the_events_file_has_the_same(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("events.ndjson");
        ToolRun run = Tool.check(server, "-n", "2", "-t", "0", "-o", "ndjson", "--events", file.toString())
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        List<String> kinds = new ArrayList<>();
        for (String line : run.stdout().lines().toList()) {
            kinds.add(JSON.readTree(line).get("event").asText());
        }
        assertThat(kinds).startsWith("started", "transition").endsWith("result").containsOnlyOnce("result");
        assertThat(kinds).filteredOn("connection"::equals).hasSize(2);
        assertThat(Files.readString(file)).isEqualTo(run.stdout());
    }

    @Test
    void connections_are_spread_over_the_hosts_and_wait_at_the_barrier() throws IOException {
        try (SandboxServer other = SandboxServer.start(SandboxOptions.defaults())) {
            ToolRun run = Tool.check(
                            server,
                            "-H",
                            Tool.address(other),
                            "-n",
                            "5",
                            "-t",
                            "0",
                            "-o",
                            "ndjson",
                            "--barrier",
                            "TestingConnection")
                    .run(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(List.of(server.accepted(), other.accepted())).containsExactly(3L, 2L);
            List<String> steps = new ArrayList<>();
            for (String line : run.stdout().lines().toList()) {
                JsonNode event = JSON.readTree(line);
                if (event.path("event").asText().equals("transition")) {
                    steps.add(event.get("to").asText());
                }
            }
            // Nobody is asked anything before the last one is logged in.
            assertThat(steps.subList(0, steps.indexOf("TestingConnection")))
                    .filteredOn("Connecting"::equals)
                    .hasSize(5);
            assertThat(steps.lastIndexOf("Connecting")).isLessThan(steps.indexOf("TestingConnection"));
        }
    }

    @Test
    void a_server_that_is_not_tidb_is_called_so_and_is_no_failure() throws IOException {
        SandboxOptions options = SandboxOptions.defaults().withVersion("10.11.6-MariaDB-sandbox");
        try (SandboxServer mariadb = SandboxServer.start(options)) {
            ToolRun run = Tool.check(mariadb).run(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stdout()).contains("not TiDB: MariaDB 10.11.6", "import jobs  none here: ");
        }
    }

    private String masked(String text) {
        return text.replace(":" + server.port(), ":PORT")
                .replaceAll("\\d+\\.?\\d* ?(µs|ms|s)\\b", "TIME")
                .replaceAll(" +TIME", " TIME")
                .replaceAll("(?m)^ TIME", "   TIME");
    }
}
