package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.testing.FreePort;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks that fail: what is said, and the exit code a pipeline branches on. */
@Thorough
class CheckFailuresIT extends OnFreshSandbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_port_where_nothing_listens_is_exit_3() {
        server.stopListening();

        ToolRun run = Tool.check(server, "--retry-attempts", "2", "--retry-delay", "1ms")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(masked(run.stdout())).isEqualTo("""
                127.0.0.1:PORT
                  connections  1: 1 FAILED

                FAILED while connecting  c1
                  Nothing listens at 127.0.0.1:PORT: connection refused.
                  → Is the server running, and is PORT its port? TiDB's is 4000, MySQL's 3306.

                FAILED (exit 3)  0 of 1 connection completed, 1 failed
                """);
    }

    @Test
    void junit_has_a_case_for_each_connection_and_says_why_it_failed() {
        ToolRun run = Tool.check(server, "-n", "2", "-d", "nowhere", "-o", "junit", "-q")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        assertThat(run.stderr()).isEmpty();
        assertThat(masked(run.stdout()))
                .contains("<testsuites name=\"tidb-client\" tests=\"2\" failures=\"2\" errors=\"0\" skipped=\"0\"")
                .contains("name=\"127.0.0.1:PORT#1\"")
                .contains("name=\"127.0.0.1:PORT#2\"")
                .contains("<failure type=\"UNKNOWN_DATABASE\" message=\"127.0.0.1:PORT does not know the database:"
                        + " Unknown database 'nowhere'\">\nfailed in VerifyingDatabase with 1049 ER_BAD_DB_ERROR\n");
    }

    @Test
    void a_database_that_is_not_there_is_exit_4_and_the_json_is_complete() throws IOException {
        ToolRun run = Tool.check(server, "-d", "nowhere", "-o", "json").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        JsonNode report = JSON.readTree(run.stdout());
        assertThat(report.at("/verdict/exitCode").asInt()).isEqualTo(4);
        JsonNode failure = report.at("/connections/0/failure");
        assertThat(failure.get("kind").asText()).isEqualTo("UNKNOWN_DATABASE");
        assertThat(failure.get("code").asInt()).isEqualTo(1049);
        assertThat(failure.get("state").asText()).isEqualTo("VerifyingDatabase");
        assertThat(masked(failure.get("sentence").asText()))
                .isEqualTo("127.0.0.1:PORT does not know the database: Unknown database 'nowhere'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cap=0                       | 3 | TOO_MANY_CONNECTIONS | Connecting
            http                        | 3 | NOT_MYSQL            | Connecting
            silent                      | 3 | NO_GREETING          | Connecting
            deny=1142@SHOW IMPORT JOBS  | 4 | NO_PRIVILEGE         | CheckingImportJobs
            drop=30@SHOW IMPORT JOBS    | 3 | CONNECTION_LOST      | CheckingImportJobs
            garbage=5@SHOW IMPORT JOBS  | 3 | CONNECTION_LOST      | CheckingImportJobs
            freeze@SHOW IMPORT JOBS     | 3 | TIMED_OUT            | CheckingImportJobs
            """)
    void a_server_that_misbehaves_is_a_failure_with_its_kind_and_state(
            String fault, int exitCode, String kind, String state) throws IOException {
        server.faults().arm(FaultText.parse(fault));

        ToolRun run = Tool.check(server, "--read-timeout", "700ms", "--retry-attempts", "1", "-o", "json")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(exitCode);
        JsonNode failure = JSON.readTree(run.stdout()).at("/connections/0/failure");
        assertThat(List.of(failure.get("kind").asText(), failure.get("state").asText()))
                .as(run.toString())
                .containsExactly(kind, state);
        assertThat(server.connections()).isZero();
    }

    @Test
    void one_host_that_fails_among_good_ones_is_exit_1() {
        ToolRun run = Tool.check(server, "-H", "127.0.0.1:" + FreePort.next(), "--retry-attempts", "1", "-t", "0")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(Tool.lastLine(run.stdout())).isEqualTo("FAILED (exit 1)  1 of 2 connections completed, 1 failed");
    }

    @Test
    void fail_fast_stops_the_others_at_the_first_failure() {
        server.faults().arm(FaultText.parse("1*deny-login=1045"));

        ToolRun run = Tool.check(server, "-n", "4", "--parallel", "1", "--fail-fast", "-t", "0")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
        assertThat(Tool.lastLine(run.stdout()))
                .isEqualTo("FAILED (exit 4)  0 of 4 connections completed, 1 failed, 3 cancelled");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void results_that_a_full_disk_did_not_take_are_a_failure() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");

        ToolRun run = Tool.check(server, "-t", "0", "-q", "-o", "json")
                .sendingOutputTo("/dev/full")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.stderr())
                .isEqualTo("tidb-client: standard output is not complete (No space left on device); make room, or send"
                        + " it elsewhere.\n");
    }

    @Test
    void events_that_a_full_disk_did_not_take_are_a_failure() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");

        ToolRun run =
                Tool.check(server, "-t", "0", "-q", "--events", "/dev/full").run(Tool.LIMIT);

        assertThat(run)
                .isEqualTo(new ToolRun(
                        1,
                        "OK  1 of 1 connection completed\n",
                        "tidb-client: --events: '/dev/full' is not complete (No space left on device); make room, or name"
                                + " another file, and run it again.\n"));
    }

    @Test
    void a_time_limit_that_runs_out_is_exit_5() {
        server.faults().arm(FaultText.parse("freeze@SHOW IMPORT JOBS"));

        ToolRun run = Tool.check(server, "--timeout", "3s").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(5);
        assertThat(Tool.lastLine(run.stdout())).startsWith("FAILED (exit 5)  gave up: ");
    }

    private String masked(String text) {
        return text.replace(":" + server.port(), ":PORT").replace("is " + server.port() + " its", "is PORT its");
    }
}
