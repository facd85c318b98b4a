package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.testing.Thorough;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** The server follows the import jobs of its targets. */
@Thorough
class ServeImportsIT extends OnSandboxWithJobs {
    @Test
    void jobs_are_in_the_api_on_the_pages_and_in_the_metrics() {
        String name = Tool.address(server);
        try (ServedTool tool = serve()) {
            JsonNode jobs = awaitJobs(tool, name, answer -> answer.at("/jobs").size() == 3);

            assertThat(StreamSupport.stream(jobs.at("/jobs").spliterator(), false)
                            .map(job -> job.at("/id").asInt() + " "
                                    + job.at("/status").asText()))
                    .containsExactlyInAnyOrder("1 running", "2 failed", "3 finished");
            assertThat(tool.json("/api/v1/targets/" + name + "/imports/1")
                            .at("/job/table")
                            .asText())
                    .isEqualTo("orders");
            tool.ask()
                    .get("/targets/" + name + "/jobs/2")
                    .then()
                    .statusCode(200)
                    .contentType(ContentType.HTML)
                    .body(containsString("column 4 is not a date"));
            tool.ask().get("/").then().body(containsString("Import jobs"), containsString("shop.orders"));
            tool.ask().get("/targets/" + name + "/jobs/99").then().statusCode(404);
            tool.ask()
                    .get("/metrics")
                    .then()
                    .body(containsString(
                            "tidb_client_import_job_state{job_id=\"2\",state=\"failed\",table=\"shop.bad\""));
        }
    }

    @Test
    void what_is_known_of_the_jobs_stays_while_the_server_is_away_and_is_renewed_when_it_is_back() throws IOException {
        String name = Tool.address(server);
        try (ServedTool tool = serve("--retry-attempts", "1")) {
            awaitJobs(tool, name, answer -> answer.at("/jobs").size() == 3);

            server.close();
            JsonNode away =
                    awaitJobs(tool, name, answer -> !answer.at("/unknownSince").isNull());
            assertThat(away.at("/jobs")).hasSize(3);
            // The poll that meets the end of the server finds its connection closed, a later one nothing that listens.
            assertThat(away.at("/whyUnknown").asText()).contains(name);

            server = SandboxServer.start(
                    SandboxOptions.defaults().atPort(server.port()).withLayout(JobLayout.COLUMNS_21));
            awaitJobs(tool, name, answer -> answer.at("/unknownSince").isNull());
        }
    }

    @Test
    void they_are_not_followed_where_that_is_not_wanted() {
        String name = Tool.address(server);
        try (ServedTool tool = serve("--no-imports")) {
            tool.awaitTarget(name, target -> target.at("/checks").asInt() >= 2);

            assertThat(tool.json("/api/v1/targets/" + name + "/imports")
                            .at("/polledAt")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void a_hook_is_run_when_a_job_ends_whoever_ended_it(@TempDir Path folder) throws IOException {
        String name = Tool.address(server);
        Path log = folder.resolve("log");
        String print = "printf \"%s %s %s \" \"$TIDB_CLIENT_TARGET\" \"$TIDB_JOB_ID\" \"$TIDB_JOB_STATUS\" > " + log
                + "; cat >> " + log;
        try (ServedTool tool = serve("--interval", "1s", "--hook-shell", "--on-fail", print, "--on-finish", "false")) {
            awaitJobs(tool, name, answer -> answer.at("/jobs").size() == 3);
            assertThat(log).as("what had ended before is history").doesNotExist();

            assertThat(Tool.run("imports", "cancel", "1", "--yes", "-H", name, "-u", "root", "--no-password")
                            .exitCode())
                    .isZero();

            Awaitility.await()
                    .atMost(Tool.LIMIT)
                    .until(() -> Files.exists(log) && Files.readString(log).endsWith("}\n"));
            assertThat(Files.readString(log))
                    .startsWith(name + " 1 cancelled {")
                    .contains("\"id\":1,");
        }
    }

    private ServedTool serve(String... more) {
        String[] arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] {"-H", Tool.address(server), "-u", "root", "--no-password", "--every", "1s"},
                0,
                arguments,
                0,
                7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return ServedTool.start(arguments);
    }

    private static JsonNode awaitJobs(ServedTool tool, String name, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(Tool.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> tool.json("/api/v1/targets/" + name + "/imports"), condition);
    }
}
