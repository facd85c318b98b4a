package io.tidbclient.check;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobData;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.JobTiming;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The programs in {@code examples/} that use the tool as a library, compiled and run by {@code java} as their users do. */
class LibraryExamplesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

    @Test
    void the_simple_program_prints_a_line_for_each_connection() throws IOException {
        try (SandboxServer server = SandboxServer.start(SandboxOptions.defaults())) {
            ToolRun run = program("SimpleMultiConnection", server).run(LIMIT);

            assertThat(masked(run, server)).isEqualTo(new ToolRun(0, """
                    orders   SERVER  Completed  TiDB v8.5.4
                    billing  SERVER  Completed  TiDB v8.5.4
                    reports  SERVER  Completed  TiDB v8.5.4
                    3 of 3 connections completed
                    """, ""));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void the_simple_program_reports_the_connection_that_failed_and_exits_with_1() throws IOException {
        try (SandboxServer server = SandboxServer.start(SandboxOptions.defaults())) {
            ToolRun run = program("SimpleMultiConnection", server)
                    .with("TIDB_DATABASE", "test,missing,test")
                    .run(LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(masked(run, server).stdout().lines())
                    .anyMatch(line -> line.startsWith("billing  SERVER  Failed     VerifyingDatabase: ")
                            && line.contains("'missing'"))
                    .contains("orders   SERVER  Completed  TiDB v8.5.4", "2 of 3 connections completed, 1 failed");
            assertThat(run.stderr()).isEmpty();
        }
    }

    @Test
    void without_a_server_both_programs_name_the_remedy_and_exit_with_2() {
        assertThat(java("SimpleMultiConnection").run(LIMIT))
                .isEqualTo(
                        new ToolRun(
                                2,
                                "",
                                "SimpleMultiConnection: no server; set TIDB_HOST, or use 'make run-simple', which starts a sandbox\n"));
        assertThat(java("AdvancedMultiConnection").run(LIMIT))
                .isEqualTo(
                        new ToolRun(
                                2,
                                "",
                                "AdvancedMultiConnection: no server; set TIDB_HOST, or use 'make run-advanced', which starts a sandbox\n"));
    }

    @Test
    void the_advanced_program_compares_at_the_barrier_and_follows_the_jobs() throws IOException {
        ScriptedJob job = ScriptedJob.of(7, "shop", "orders")
                .with(new JobData("s3://shop/orders.csv", 1 << 20, 1_000))
                .with(new JobTiming(Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
        try (SandboxServer server =
                        SandboxServer.start(SandboxOptions.defaults().withJobs(JobScript.of(job)));
                ToolProcess program = program("AdvancedMultiConnection", server).start()) {
            program.awaitStdout(text -> text.contains("poll 1, job 7 "), LIMIT);
            server.jobs().cancel(7);
            ToolRun run = program.await(LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            List<String> lines = masked(run, server).stdout().lines().toList();
            assertThat(lines.getFirst()).isEqualTo("started 12 connections");
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("slowest round trip: c"))
                    .hasSize(1);
            assertThat(lines)
                    .filteredOn(line -> line.matches("c1 to c\\d+: the slowest is c\\d+"))
                    .hasSize(11);
            assertThat(lines).anyMatch(line -> line.matches("c\\d+: poll 1, job 7 into `shop`.`orders`: .*"));
            assertThat(lines)
                    .filteredOn(line -> line.matches("c\\d+: Completed .*"))
                    .hasSize(12);
            assertThat(lines.getLast()).isEqualTo("12 of 12 connections completed");
            int lastArrived = lastIndex(lines, "c\\d+: ComparingRoundTrips .*");
            int firstLeft = index(lines, "c\\d+: CheckingImportJobs .*");
            assertThat(lastArrived).as("the barrier").isLessThan(firstLeft);
            assertThat(run.stderr()).isEmpty();
        }
    }

    /** Each block of the page stands, without its indentation, in one of the programs, or is one of them. */
    @Test
    void the_code_of_the_page_is_that_of_the_programs() throws IOException {
        String programs = lines(Files.readString(Path.of("examples", "SimpleMultiConnection.java"))
                + Files.readString(Path.of("examples", "AdvancedMultiConnection.java")));
        Matcher block = JAVA_BLOCK.matcher(Files.readString(Path.of("docs", "library.md")));
        int blocks = 0;
        while (block.find()) {
            assertThat(programs).contains(lines(block.group(1)));
            blocks++;
        }
        assertThat(blocks).isGreaterThanOrEqualTo(5);
    }

    private static String lines(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static int index(List<String> lines, String pattern) {
        return lines.indexOf(
                lines.stream().filter(line -> line.matches(pattern)).findFirst().orElseThrow());
    }

    private static int lastIndex(List<String> lines, String pattern) {
        return lines.lastIndexOf(lines.reversed().stream()
                .filter(line -> line.matches(pattern))
                .findFirst()
                .orElseThrow());
    }

    private static ToolRun masked(ToolRun run, SandboxServer server) {
        return new ToolRun(run.exitCode(), run.stdout().replace("127.0.0.1:" + server.port(), "SERVER"), run.stderr());
    }

    private static ToolCommand program(String name, SandboxServer server) {
        return java(name)
                .with("TIDB_HOST", "127.0.0.1")
                .with("TIDB_PORT", "" + server.port())
                .with("TIDB_USER", "root")
                .with("TIDB_PASSWORD", "");
    }

    private static ToolCommand java(String name) {
        // As the launcher of the examples: without JBoss' log manager everything is logged by java.util.logging. The
        // class path of
        // tests has Quarkus' build steps as well, which a program does not.
        String libraries = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(path -> !path.contains("jboss-logmanager") && !path.contains("-deployment-"))
                .collect(Collectors.joining(File.pathSeparator));
        return ToolCommand.of(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.config.file=" + Path.of("examples", "logging.properties"),
                        "-cp",
                        libraries),
                Path.of("examples", name + ".java").toString());
    }
}
