package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The live view on a real terminal, which {@code script} of util-linux provides. */
class TerminalIT {
    private static final String UNECHOED = " -echo ";

    @TempDir
    Path folder;

    private SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/bin/script")) && Files.exists(Path.of("/proc/self/stat")),
                "this system has no script of util-linux");
        server = SandboxServer.start(SandboxOptions.defaults()
                .withJobs(JobScript.of(ScriptedJob.of(7, "shop", "orders").lasting(Duration.ofHours(1)))));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void q_ends_the_run_and_the_result_takes_the_place_of_the_view() throws IOException {
        ToolRun run = onTerminal("imports", "watch", "--bell").withInput("q").run(Tool.LIMIT);

        assertThat(run.stdout())
                .as(run.toString())
                .contains("q quit · space pause · s sort · enter details · ? keys", "exit 130", "\u0007");
        String last = run.stdout().substring(run.stdout().lastIndexOf("q quit"));
        // Up to the first line of the view, then everything below is erased, and the result begins there.
        assertThat(last)
                .containsPattern("\u001b\\[J(?:\u001b\\[\\?\\d+h)*(?:\u001b\\[\\d+m)*(?:JOB|INTERRUPTED)")
                .contains("INTERRUPTED (exit 130)");
        assertThat(modes("after")).isEqualTo(modes("before"));
    }

    @Test
    void keys_show_details_list_the_keys_and_pause() throws IOException {
        try (ToolProcess terminal = onTerminal("imports", "watch").startTyping()) {
            terminal.awaitStdout(text -> text.contains("shop.orders"), Tool.LIMIT);

            terminal.type("\r");
            terminal.awaitStdout(text -> text.contains("source size"), Tool.LIMIT);
            terminal.type("?");
            terminal.awaitStdout(text -> text.contains("show or hide this list"), Tool.LIMIT);
            terminal.type("?\u001b[B ");
            terminal.awaitStdout(text -> text.contains("PAUSED"), Tool.LIMIT);
            terminal.type(" \u001b");
            terminal.awaitStdout(text -> text.contains("▸"), Tool.LIMIT);
            terminal.type("q");

            assertThat(terminal.await(Tool.LIMIT).stdout()).contains("INTERRUPTED (exit 130)");
        }
        assertThat(modes("after")).isEqualTo(modes("before"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HUP", "INT", "TERM"})
    void echo_is_off_meanwhile_and_restored_when_a_signal_ends_the_run(Signal signal) throws IOException {
        try (ToolProcess terminal = onTerminal("-t", "300").start()) {
            terminal.awaitStdout(text -> text.contains("q quit"), Tool.LIMIT);
            long tool = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
            assertThat(modesOf(tool)).contains(UNECHOED);

            signal.send(tool);

            ToolRun run = terminal.await(Tool.LIMIT);
            assertThat(run.stdout()).as(run.toString()).contains("INTERRUPTED");
        }
        assertThat(modes("after")).isEqualTo(modes("before")).doesNotContain(UNECHOED);
    }

    @Test
    void a_stop_gives_the_terminal_back_and_the_view_is_drawn_again_when_it_continues() throws IOException {
        try (ToolProcess terminal = onTerminal("-t", "300").start()) {
            terminal.awaitStdout(text -> text.contains("q quit"), Tool.LIMIT);
            long tool = Long.parseLong(Files.readString(folder.resolve("pid")).strip());

            Signal.TSTP.send(tool);
            Awaitility.await().atMost(Tool.LIMIT).until(() -> state(tool) == 'T');
            assertThat(modesOf(tool)).doesNotContain(UNECHOED);

            int views = terminal.stdout().split("q quit", -1).length;
            Signal.CONT.send(tool);
            terminal.awaitStdout(text -> text.split("q quit", -1).length > views, Tool.LIMIT);
            assertThat(modesOf(tool)).contains(UNECHOED);

            Signal.INT.send(tool);
            terminal.await(Tool.LIMIT);
        }
        assertThat(modes("after")).isEqualTo(modes("before"));
    }

    @Test
    void without_arguments_and_settings_it_says_what_to_try() throws IOException {
        ToolRun run = terminal(Tool.command()).run(Tool.LIMIT);

        assertThat(run.stdout().replace("\r", "")).as(run.toString()).isEqualTo("""
                tidb-client checks TiDB connections, watches imports and tests concurrent sessions. Try:
                  tidb-client demo                       a first look; needs no server
                  tidb-client -H HOST -u USER -p         does it connect?
                  tidb-client imports watch -H HOST -u USER -p
                  tidb-client --help
                exit 2
                """);
    }

    @Test
    void without_arguments_but_with_a_setting_it_is_the_check() throws IOException {
        ToolRun run =
                terminal(Tool.command()).with("TIDB_HOST", Tool.address(server)).run(Tool.LIMIT);

        assertThat(run.stdout().replace("\r", ""))
                .as(run.toString())
                .isEqualTo("tidb-client: No user is given; use -u, TIDB_USER, or user in tidb-client.yaml.\nexit 2\n");
    }

    /** The tool on a terminal of its own, between two records of the terminal's modes. */
    private ToolCommand onTerminal(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-H", Tool.address(server), "-u", "root", "--no-password"));
        return terminal(Tool.command(all.toArray(String[]::new)));
    }

    private ToolCommand terminal(ToolCommand tool) {
        List<String> words = new ArrayList<>(tool.program());
        words.addAll(tool.arguments());
        String command = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String shell = "stty -a > before; sh -c 'echo $$ > pid; exec \"$@\"' sh " + command
                + "; echo exit $?; stty -a > after";
        return ToolCommand.of(
                        List.of("script", "-qfec", "cd '" + folder + "'; stty cols 100 rows 30; " + shell, "/dev/null"))
                .with("TERM", "xterm")
                .with("SHELL", "/bin/sh")
                .with("XDG_CONFIG_HOME", "/nonexistent");
    }

    private String modes(String record) throws IOException {
        return Files.readString(folder.resolve(record));
    }

    private static String modesOf(long tool) throws IOException {
        return output(
                "stty",
                "-a",
                "-F",
                Files.readSymbolicLink(Path.of("/proc/" + tool + "/fd/2")).toString());
    }

    private static char state(long tool) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + tool + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    private static String output(String... command) throws IOException {
        return new String(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .start()
                        .getInputStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }
}
