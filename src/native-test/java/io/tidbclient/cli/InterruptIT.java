package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxEvent;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Ctrl-C, kill and hangup in the middle of a watch: everything is closed, and the result so far is printed. */
class InterruptIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(20);

    /** One when the jobs are counted, one for each round of the watch. */
    private final AtomicInteger listings = new AtomicInteger();

    private SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        ScriptedJob job = ScriptedJob.of(7, "shop", "orders").lasting(Duration.ofHours(1));
        server = SandboxServer.start(SandboxOptions.defaults()
                .withJobs(JobScript.of(job))
                .observedBy(event -> {
                    if (event instanceof SandboxEvent.Asked asked && asked.sql().contains("SHOW IMPORT JOBS")) {
                        listings.incrementAndGet();
                    }
                }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ctrl_c_prints_the_text_so_far() {
        ToolRun run = interrupted(Signal.INT, "text");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
        assertThat(run.stdout()).contains("answered by  sandbox:" + server.port(), "  7  shop.orders  running");
        assertThat(Tool.lastLine(run.stdout()))
                .isEqualTo(
                        "INTERRUPTED (exit 130)  interrupted after every connection was checked; 2 of 2 connections completed");
    }

    @Test
    void a_kill_prints_the_json_so_far() throws IOException {
        ToolRun run = interrupted(Signal.TERM, "json");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(143);
        JsonNode report = new ObjectMapper().readTree(run.stdout());
        assertThat(report.at("/verdict/exitCode").asInt()).isEqualTo(143);
        assertThat(report.at("/counts/completed").asInt()).isEqualTo(2);
        assertThat(report.at("/counts/cancelled").asInt()).isZero();
        assertThat(report.at("/importJobs/0/jobs/0/id").asInt()).isEqualTo(7);
    }

    @Test
    void the_end_of_the_terminal_closes_everything() {
        ToolRun run = interrupted(Signal.HUP, "text");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(129);
        assertThat(Tool.lastLine(run.stdout()))
                .isEqualTo(
                        "INTERRUPTED (exit 129)  interrupted after every connection was checked; 2 of 2 connections completed");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 120, 250, 400, 600, 900, 1200})
    void a_signal_during_the_start_ends_a_check_that_would_run_for_months(int millis) {
        try (ToolProcess tool = Tool.check(server, "--cron", "0 0 0 1 1 ?").start()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> tool.signal(Signal.TERM), CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));

            ToolRun run = tool.await(PROMPTLY);

            assertThat(sent).isCompleted();
            // A JVM that gets a signal between two phases of its own start aborts, before there is anything of this
            // tool.
            assumeThat(run.stdout()).doesNotStartWith("Error occurred during initialization of VM");
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(143);
            assertThat(run.stderr()).as(run.toString()).doesNotContain("internal error");
        }
    }

    private ToolRun interrupted(Signal signal, String output) {
        try (ToolProcess tool =
                Tool.check(server, "-n", "2", "-t", "300", "-o", output).start()) {
            Awaitility.await().atMost(Tool.LIMIT).until(() -> listings.get() >= 3);
            assertThat(server.connections()).isEqualTo(2);
            tool.signal(signal);

            ToolRun run = tool.await(PROMPTLY);

            Awaitility.await().atMost(PROMPTLY).until(() -> server.connections() == 0);
            return run;
        }
    }
}
