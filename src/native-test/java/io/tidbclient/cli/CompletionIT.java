package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The scripts that complete commands and options. */
@Thorough
class CompletionIT {
    @Test
    void bash_accepts_its_script_which_knows_commands_and_options() {
        ToolRun run = Tool.run("completion", "bash");

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stdout()).contains("sandbox", "--monitor-duration", "complete -F");
        assertThat(ToolCommand.of(List.of("bash", "-n")).withInput(run.stdout()).run(Tool.LIMIT))
                .isEqualTo(new ToolRun(0, "", ""));
    }

    @Test
    void fish_gets_lines_of_its_own_kind() {
        ToolRun run = Tool.run("completion", "fish");

        assertThat(run.exitCode()).as(run.stderr()).isZero();
        assertThat(run.stdout().lines())
                .contains("function __tidb_client_values")
                .anyMatch(line -> line.contains("-l monitor-duration"));
    }

    @ParameterizedTest
    @EnumSource
    void profiles_come_from_the_file_that_would_be_read(Shell shell, @TempDir Path folder) throws IOException {
        shell.assumeInstalled();
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                profiles:
                  staging: {host: 127.0.0.1}
                  standby: {host: 127.0.0.1}
                  production: {host: 127.0.0.1}
                  '$(touch stolen)': {host: 127.0.0.1}
                """);

        assertThat(shell.complete(folder, "tidb-client --config " + file + " imports list --profile "))
                .containsExactlyInAnyOrder("staging", "standby", "production");
        assertThat(shell.complete(folder, "tidb-client --config " + file + " --profile sta"))
                .containsExactlyInAnyOrder("staging", "standby");
        assertThat(shell.complete(folder, "tidb-client --config " + file + " --profile=sta"))
                .map(offered -> offered.replaceFirst("^--profile=", ""))
                .containsExactlyInAnyOrder("staging", "standby");
        assertThat(folder.resolve("stolen")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void built_in_scenarios_are_named(Shell shell, @TempDir Path folder) throws IOException {
        shell.assumeInstalled();

        assertThat(shell.complete(folder, "tidb-client run isolation/g1"))
                .containsExactlyInAnyOrder("isolation/g1a", "isolation/g1b", "isolation/g1c");
        assertThat(shell.complete(folder, "tidb-client run loc"))
                .containsExactlyInAnyOrder("locks", "locks/deadlock", "locks/wait");
    }

    @ParameterizedTest
    @EnumSource
    void import_jobs_are_those_of_the_server_that_the_line_names(Shell shell, @TempDir Path folder) throws IOException {
        shell.assumeInstalled();
        SandboxOptions options = SandboxOptions.defaults().withJobs(JobScript.demo(Duration.ofHours(1)));
        try (SandboxServer server = SandboxServer.start(options)) {
            String login = " -H " + Tool.address(server) + " -u root --no-password ";

            List<String> ids = jobs(shell, folder, "tidb-client imports show" + login);
            assertThat(jobs(shell, folder, "tidb-client imports wait" + login + ids.getFirst() + " "))
                    .hasSize(ids.size() - 1)
                    .doesNotContain(ids.getFirst());
            assertThat(jobs(shell, folder, "tidb-client imports watch" + login)).isNotEmpty();
        }
    }

    /** It would name where to log in, and lie in a tree that somebody else made. */
    @Test
    void no_server_is_asked_when_a_file_of_the_working_directory_applies(@TempDir Path folder) throws IOException {
        SandboxOptions options = SandboxOptions.defaults().withJobs(JobScript.demo(Duration.ofHours(1)));
        try (SandboxServer server = SandboxServer.start(options)) {
            Path file = Files.writeString(
                    folder.resolve("tidb-client.yaml"), "host: " + Tool.address(server) + "\nuser: root\n");
            String line = "tidb-client imports show --no-password ";

            assertThat(completedIn(folder, line)).isEqualTo(new ToolRun(0, "", ""));
            assertThat(server.accepted()).isZero();
            assertThat(completedIn(folder, line + "--config " + file + " ").stdout())
                    .isNotEmpty();
        }
    }

    private static ToolRun completedIn(Path folder, String line) {
        ToolCommand tool = Tool.command("complete");
        List<String> words = Stream.of(
                        Stream.of("-c", "cd \"$0\" && exec \"$@\"", folder.toString()),
                        tool.program().stream(),
                        tool.arguments().stream())
                .flatMap(part -> part)
                .toList();
        return ToolCommand.of(List.of("sh"), words.toArray(String[]::new))
                .with("XDG_CONFIG_HOME", "/nonexistent")
                .withInput(line)
                .run(Tool.LIMIT);
    }

    /** Asks until there are some: a busy machine may take longer than anybody who types would wait, and then says nothing. */
    private static List<String> jobs(Shell shell, Path folder, String line) {
        return Awaitility.await()
                .atMost(Tool.LIMIT)
                .until(
                        () -> shell.complete(folder, line),
                        offered -> !offered.isEmpty() && offered.stream().allMatch(id -> id.matches("[0-9]+")));
    }

    /** Nothing to complete with is silence: not a message in the middle of what somebody types. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tidb-client imports show -H 127.0.0.1:1 -u root --no-password ",
                "tidb-client imports show -H 127.0.0.1:1 -u root ",
                "tidb-client imports show -H 127.0.0.1:1 -u root --password-stdin ",
                "tidb-client imports show -u root --no-password ",
                "tidb-client imports wait --config /nonexistent ",
                "tidb-client --config /nonexistent --profile ",
                "tidb-client --profile ",
                "tidb-client --profil ",
                "tidb-client nonsense ",
                "'",
                ""
            })
    void without_anything_to_offer_it_is_silent(String line) {
        assertThat(Tool.command("complete").withInput(line).run(Tool.LIMIT)).isEqualTo(new ToolRun(0, "", ""));
    }

    @Test
    void a_server_that_does_not_answer_is_not_waited_for() throws IOException {
        try (SandboxServer server = SandboxServer.start(SandboxOptions.defaults())) {
            server.faults().arm(FaultText.parse("silent"));
            long start = System.nanoTime();
            ToolRun run = Tool.command("complete")
                    .withInput("tidb-client imports show -H " + Tool.address(server) + " -u root --no-password ")
                    .run(Tool.LIMIT);

            assertThat(run).isEqualTo(new ToolRun(0, "", ""));
            // Of the read timeout's 30 s; a busy machine starts a JVM in some.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void another_shell_is_a_mistake() {
        ToolRun run = Tool.run("completion", "csh");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).startsWith("tidb-client: 'csh' is not a supported shell; give bash, zsh or fish.\n");
    }

    /** The shells that there are scripts for, each asked what it would offer at the end of a line. */
    enum Shell {
        BASH {
            @Override
            List<String> offered(Path folder, String line) {
                return lines(run(folder, "bash", "--norc", "-c", BASH_LIKE.formatted("", " = "), "bash", line));
            }
        },
        ZSH {
            @Override
            List<String> offered(Path folder, String line) {
                String setUp =
                        "autoload -U compinit bashcompinit; compinit -u -D; bashcompinit; setopt shwordsplit ksharrays";
                return lines(run(folder, "zsh", "-f", "-c", BASH_LIKE.formatted(setUp, "="), "zsh", line));
            }
        },
        FISH {
            @Override
            List<String> offered(Path folder, String line) {
                String script = "tidb-client completion fish | source; complete -C $argv[1]";
                return lines(run(folder, "fish", "--no-config", "-c", script, line)).stream()
                        .map(offered -> offered.split("\t", 2)[0])
                        .toList();
            }
        };

        /** Calls the function that is registered, as the shell does, with the words as it makes them: bash ends one at '='. */
        private static final String BASH_LIKE = """
                %s
                eval "$(tidb-client completion bash)"
                COMP_LINE=$1
                COMP_POINT=${#COMP_LINE}
                COMP_WORDS=(${COMP_LINE//=/%s})
                case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _tidb-client_all
                [ ${#COMPREPLY[@]} -eq 0 ] || printf '%%s\n' "${COMPREPLY[@]}"
                """;

        abstract List<String> offered(Path folder, String line);

        void assumeInstalled() {
            String name = name().toLowerCase(Locale.ROOT);
            boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
            assumeTrue(found, name + " is not installed");
        }

        /** What is offered at the end of this line, with the tool on the path and nothing configured. */
        List<String> complete(Path folder, String line) throws IOException {
            ToolCommand built = Tool.command();
            Path tool = folder.resolve("tidb-client");
            if (Files.notExists(tool)) {
                Files.writeString(tool, "#!/bin/sh\nexec " + String.join(" ", built.program()) + " \"$@\"\n");
                assertThat(tool.toFile().setExecutable(true)).isTrue();
            }
            return offered(folder, line);
        }

        private static ToolRun run(Path folder, String... command) {
            ToolRun run = ToolCommand.of(List.of(command))
                    .with("PATH", folder + File.pathSeparator + System.getenv("PATH"))
                    .with("XDG_CONFIG_HOME", folder.resolve("config").toString())
                    .with("HOME", folder.toString())
                    .run(Tool.LIMIT);
            // bash complains when picocli's script is called where nothing is being completed.
            assertThat(run.stderr().lines().filter(line -> !line.contains("compopt: not currently")))
                    .isEmpty();
            return run;
        }

        private static List<String> lines(ToolRun run) {
            return run.stdout().lines().toList();
        }
    }
}
