package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A check that is repeated by an interval or a cron expression. */
@Thorough
class RepeatIT extends OnFreshSandbox {
    private static final String STARTED_AT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z";
    private static final String TOOK = "[0-9.]+ (ms|s)";

    @Test
    void each_run_is_a_line_and_the_last_line_says_what_came_of_them() {
        ToolRun run = Tool.check(server, "--every", "1s", "--repeat", "2").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        List<String> lines = run.stdout().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.subList(0, 2))
                .allMatch(line -> line.matches(STARTED_AT + "  OK  1 of 1 connection completed  connect " + TOOK
                        + ", first round trip " + TOOK));
        assertThat(lines.get(2)).startsWith("OK  2 runs, all succeeded");
        assertThat(run.stderr()).isEmpty();
    }

    @Test
    void a_cron_expression_says_when() {
        ToolRun run =
                Tool.check(server, "--cron", "* * * * * ?", "--repeat", "1").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(Tool.lastLine(run.stdout())).startsWith("OK  1 run, all succeeded");
    }

    @Test
    void ndjson_has_an_object_per_run() throws IOException {
        ToolRun run = Tool.check(server, "--every", "1s", "--repeat", "2", "-o", "ndjson")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        List<String> lines = run.stdout().lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.at("/event").asText()).isEqualTo("run");
        assertThat(second.at("/run").asInt()).isEqualTo(2);
        assertThat(second.at("/counts/completed").asInt()).isEqualTo(1);
        assertThat(second.at("/connections/0/state").asText()).isEqualTo("Completed");
        assertThat(new ObjectMapper().readTree(lines.get(2)).at("/runs").asInt())
                .isEqualTo(2);
    }

    @Test
    void the_worst_run_decides_or_the_last_one_where_that_is_asked_for() throws IOException {
        assertThat(failingAfterTheFirstRun().exitCode()).isEqualTo(3);
        assertThat(succeedingAfterTheFirstRun().exitCode()).isEqualTo(3);
        assertThat(succeedingAfterTheFirstRun("--last").exitCode()).isZero();
    }

    @Test
    void ctrl_c_ends_it_with_what_came_of_the_runs() {
        try (ToolProcess tool = Tool.check(server, "--every", "1s").start()) {
            tool.awaitStdout(text -> text.contains("1 of 1 connection completed"), Tool.LIMIT);
            tool.signal(Signal.INT);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
            assertThat(Tool.lastLine(run.stdout()))
                    .matches("INTERRUPTED \\(exit 130\\)  interrupted; [0-9]+ runs?, .*");
        }
        Awaitility.await().atMost(Tool.LIMIT).until(() -> server.connections() == 0);
    }

    @Test
    void a_time_limit_ends_it_and_the_runs_decide() {
        ToolRun run = Tool.check(server, "--every", "1s", "--timeout", "8s").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(Tool.lastLine(run.stdout())).matches("OK  [0-9]+ runs?, all succeeded.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--every 100ms | tidb-client: --every: '100ms' is too short; give at least 1s.",
                "--every 1s --cron 0_0_*_*_*_? | tidb-client: --every and --cron both say when the check is repeated;"
                        + " give one of them.",
                "--cron 0_0_0_30_2_? | tidb-client: --cron: '0 0 0 30 2 ?' is never due again;"
                        + " give an expression with a time to come.",
                "--last | tidb-client: --last: requires --every or --cron.",
                "--every 1s -o json | tidb-client: -o/--output: a repeated check prints a line per run;"
                        + " give text or ndjson.",
                "--every 1s --events e.ndjson | tidb-client: --events: a repeated check keeps no events;"
                        + " use -o ndjson, which prints the report of each run.",
            })
    void contradictions_are_refused_before_anything_is_connected_to(String options, String sentence) {
        String[] arguments = options.split(" ");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].replace('_', ' ');
        }

        ToolRun run = Tool.check(server, arguments).run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).isEqualTo(sentence + "\n");
    }

    private ToolRun failingAfterTheFirstRun() {
        try (ToolProcess tool = Tool.check(
                        server, "--every", "1s", "--repeat", "30", "--timeout", "12s", "--retry-attempts", "1")
                .start()) {
            tool.awaitStdout(text -> text.contains("OK  "), Tool.LIMIT);
            server.close();
            return tool.await(Tool.LIMIT);
        }
    }

    private ToolRun succeedingAfterTheFirstRun(String... more) throws IOException {
        int port = server.port();
        server.close();
        String[] options = new String[more.length + 6];
        System.arraycopy(new String[] {"--every", "1s", "--timeout", "15s", "--retry-attempts", "1"}, 0, options, 0, 6);
        System.arraycopy(more, 0, options, 6, more.length);
        try (ToolProcess tool = Tool.check(server, options).start()) {
            tool.awaitStdout(text -> text.contains("FAILED (exit 3)"), Tool.LIMIT);
            server = SandboxServer.start(SandboxOptions.defaults().atPort(port));
            return tool.await(Tool.LIMIT);
        }
    }
}
