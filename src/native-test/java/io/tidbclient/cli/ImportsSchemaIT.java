package io.tidbclient.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobOutcome;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Schema;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the commands about import jobs print for programs follows the schema that is published. */
@Thorough
class ImportsSchemaIT {
    @ParameterizedTest
    @EnumSource(JobLayout.class)
    void reports_and_lines_follow_the_schema(JobLayout layout) throws IOException {
        try (SandboxServer server = SandboxServer.start(SandboxOptions.defaults()
                .withLayout(layout)
                .withJobs(JobScript.of(
                        ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofSeconds(2)),
                        ScriptedJob.of(2, "shop", "bad")
                                .grouped("nightly")
                                .lasting(Duration.ofMillis(1))
                                .ending(new JobOutcome.Failed("column 4 is not a date")),
                        ScriptedJob.of(3, "shop", "done").lasting(Duration.ofMillis(1)))))) {
            follows(run(server, "list", "-o", "json"));
            follows(run(server, "groups", "-o", "json"));
            follows(run(server, "wait", "2", "3", "-o", "json"));
            follows(run(server, "wait", "99", "-o", "json"));
            for (List<String> command :
                    List.of(List.of("list"), List.of("groups"), List.of("wait", "2", "3"), List.of("watch"))) {
                ToolRun run = run(server, concatenated(command, "-o", "ndjson"));
                assertThat(run.stdout().lines())
                        .as("%s", run)
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(Schema.IMPORTS.complaintsOfLine(line))
                                .as("%s", line)
                                .isEmpty());
            }
            follows(run(server, "watch", "-o", "json"));
        }
    }

    @Test
    void a_server_that_is_not_there_has_a_report_that_follows_it_too() throws IOException {
        SandboxServer server = SandboxServer.start(SandboxOptions.defaults());
        server.close();

        follows(run(server, "list", "-o", "json", "--retry-attempts", "1"));
    }

    private static void follows(ToolRun run) throws IOException {
        assertThat(Schema.IMPORTS.complaints(new ObjectMapper().readTree(run.stdout())))
                .as("%s", run)
                .isEmpty();
    }

    private static String[] concatenated(List<String> command, String... more) {
        return Stream.concat(command.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    private static ToolRun run(SandboxServer server, String... arguments) {
        String[] all = Stream.of(
                        Stream.of("imports", arguments[0]),
                        Stream.of("-H", "127.0.0.1:" + server.port(), "-u", "root", "--no-password"),
                        Arrays.stream(arguments).skip(1))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return ToolCommand.built(all).run(Tool.LIMIT);
    }
}
