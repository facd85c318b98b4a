package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.ToolProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A command starts only what it uses: seen from the kernel, by the names of its threads and by its sockets. */
@EnabledOnOs(OS.LINUX)
class StartedThreadsIT {
    /** As the kernel has them: of a name's 15 characters, a JVM gives it the first and a native binary the last. */
    private static final List<String> OF_THE_SCHEDULER =
            List.of("quarkus-schedul", "trigger-check", "vert.x-", "vertx-", "ntloop-thread", "-thread-checker");

    @Test
    void a_check_starts_no_scheduler_no_vertx_and_listens_nowhere() throws IOException {
        ScriptedJob job = ScriptedJob.of(7, "shop", "orders").lasting(Duration.ofHours(1));
        try (SandboxServer server =
                        SandboxServer.start(SandboxOptions.defaults().withJobs(JobScript.of(job)));
                ToolProcess tool =
                        Tool.check(server, "-t", "300", "-o", "ndjson").start()) {
            tool.awaitStdout(text -> text.contains("\"event\":\"poll\""), Tool.LIMIT);

            assertThat(threads(tool))
                    .noneMatch(StartedThreadsIT::isOfTheScheduler)
                    .isNotEmpty();
            assertThat(sockets(tool)).as("the connection to the server").isEqualTo(1);
        }
    }

    @Test
    void a_repeated_check_starts_the_scheduler() throws IOException {
        try (SandboxServer server = SandboxServer.start(SandboxOptions.defaults());
                ToolProcess tool = Tool.check(server, "--every", "1s").start()) {
            tool.awaitStdout(text -> text.contains("1 of 1 connection completed"), Tool.LIMIT);

            assertThat(threads(tool))
                    .anyMatch(name -> name.startsWith("quarkus-schedul") || name.startsWith("trigger-check"));
        }
    }

    private static boolean isOfTheScheduler(String thread) {
        return OF_THE_SCHEDULER.stream().anyMatch(thread::startsWith);
    }

    private static List<String> threads(ToolProcess tool) throws IOException {
        try (Stream<Path> tasks = Files.list(process(tool).resolve("task"))) {
            return tasks.map(task -> text(task.resolve("comm")).strip()).toList();
        }
    }

    /** How many of the process's open files are TCP sockets, of which listening ones are one kind. */
    private static long sockets(ToolProcess tool) throws IOException {
        String tcp = text(process(tool).resolve("net/tcp")) + text(process(tool).resolve("net/tcp6"));
        List<String> inodes = tcp.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9)
                .map(fields -> "socket:[" + fields[9] + "]")
                .toList();
        try (Stream<Path> files = Files.list(process(tool).resolve("fd"))) {
            return files.filter(file -> inodes.contains(target(file))).count();
        }
    }

    private static Path process(ToolProcess tool) {
        return Path.of("/proc", Long.toString(tool.pid()));
    }

    /** Empty when the thread or file has ended meanwhile. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (java.nio.file.NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
