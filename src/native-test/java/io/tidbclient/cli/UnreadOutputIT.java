package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxEvent;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A pipe without a reader, as with {@code | less}: the run continues although its events exceed what the pipe holds. */
@Thorough
class UnreadOutputIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(40);
    private static final int CONNECTIONS = 100;

    private final AtomicInteger listings = new AtomicInteger();
    private final AtomicInteger uses = new AtomicInteger();

    @TempDir
    Path folder;

    private Path pipe;
    private RandomAccessFile opened;
    private SandboxServer server;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        // Open in both directions, so that neither side waits for the other to open it.
        opened = new RandomAccessFile(pipe.toFile(), "rw");
        ScriptedJob job = ScriptedJob.of(7, "shop", "orders").lasting(Duration.ofHours(1));
        server = SandboxServer.start(SandboxOptions.defaults()
                .withJobs(JobScript.of(job))
                .observedBy(event -> {
                    if (event instanceof SandboxEvent.Asked asked && asked.sql().contains("SHOW IMPORT JOBS")) {
                        listings.incrementAndGet();
                    }
                    if (event instanceof SandboxEvent.Asked asked && asked.sql().startsWith("USE ")) {
                        uses.incrementAndGet();
                    }
                }));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        opened.close();
    }

    @Test
    void the_time_limit_holds() {
        try (ToolProcess tool = start("--timeout", "8", "-t", "3600")) {
            ToolRun run = tool.await(PROMPTLY);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(5);
            assertThat(run.stderr())
                    .isEqualTo("tidb-client: the output is not read; the rest of it, with the result, is left out.\n");
        }
    }

    @Test
    void ctrl_c_ends_it_the_first_time() {
        try (ToolProcess tool = start("-t", "3600")) {
            awaitPoll(2);

            tool.signal(Signal.INT);

            ToolRun run = tool.await(PROMPTLY);
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
        }
    }

    @Test
    void a_log_that_is_not_read_delays_neither_the_run_nor_its_result() {
        String[] check = {"-n", "" + CONNECTIONS, "-t", "1", "-o", "json", "--log-level", "debug", "-q"};
        try (ToolProcess tool =
                Tool.check(server, check).sendingMessagesTo(pipe.toString()).start()) {
            ToolRun run = tool.await(PROMPTLY.multipliedBy(3));

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stdout()).contains("\"outcome\" : \"success\"");
        }
    }

    @Test
    void a_barrier_opens_and_a_reader_that_comes_late_misses_nothing() throws IOException {
        try (ToolProcess tool = start("--barrier", "TestingConnection", "-t", "6", "--interval", "1")) {
            awaitPoll(3);

            CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(this::readToTheResult);

            ToolRun run = tool.await(PROMPTLY);
            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stderr()).isEmpty();
            assertThat(lines.join())
                    .filteredOn(line -> line.contains("\"to\":\"Completed\""))
                    .hasSize(CONNECTIONS);
            assertThat(lines.join().getFirst()).contains("\"event\":\"started\"");
        }
    }

    @Test
    void after_a_failure_with_fail_fast_the_reader_has_any_time() {
        try (ToolProcess tool = start("--fail-fast", "--barrier", "VerifyingDatabase", "-d", "missing")) {
            // Longer than a run that was interrupted waits for its reader.
            Awaitility.await().during(Duration.ofSeconds(8)).atMost(PROMPTLY).until(tool::alive);

            CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(this::readToTheResult);

            ToolRun run = tool.await(PROMPTLY);
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
            assertThat(run.stderr()).isEmpty();
            assertThat(lines.join().getLast()).contains("\"outcome\":\"denied\"");
        }
    }

    @Test
    void hooks_start_and_the_recording_grows() throws IOException {
        List<ScriptedJob> jobs = new ArrayList<>();
        jobs.add(ScriptedJob.of(1, "shop", "orders").lasting(Duration.ofSeconds(4)));
        for (int id = 2; id <= 200; id++) {
            jobs.add(ScriptedJob.of(id, "shop", "orders" + id).lasting(Duration.ofHours(1)));
        }
        Path ended = folder.resolve("ended");
        Path record = folder.resolve("record");
        String[] watch = {
            "imports",
            "watch",
            "-o",
            "ndjson",
            "--interval",
            "1",
            "--on-finish",
            "touch " + ended,
            "--record",
            record.toString()
        };
        try (SandboxServer many = SandboxServer.start(
                        SandboxOptions.defaults().withJobs(JobScript.of(jobs.toArray(ScriptedJob[]::new))));
                ToolProcess tool = Tool.command(Stream.concat(
                                        Stream.of(watch),
                                        Stream.of("-H", Tool.address(many), "-u", "root", "--no-password"))
                                .toArray(String[]::new))
                        .sendingOutputTo(pipe.toString())
                        .start()) {
            Awaitility.await().atMost(PROMPTLY).until(() -> Files.exists(ended));
            Awaitility.await().atMost(PROMPTLY).until(() -> lines(record) >= 3);

            tool.signal(Signal.INT);

            ToolRun run = tool.await(PROMPTLY);
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
        }
        assertThat(Files.readString(record)).endsWith("}\n");
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private ToolProcess start(String... more) {
        List<String> all = new ArrayList<>(List.of("-o", "ndjson", "--progress", "none", "-n", "" + CONNECTIONS));
        all.addAll(List.of(more));
        return Tool.check(server, all.toArray(String[]::new))
                .sendingOutputTo(pipe.toString())
                .start();
    }

    private void awaitPoll(int count) {
        Awaitility.await().atMost(PROMPTLY).until(() -> listings.get() >= count);
    }

    private List<String> readToTheResult() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(pipe), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("{\"event\":\"result\"")) {
                    return lines;
                }
            }
            throw new IllegalStateException("the output ended without a result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
