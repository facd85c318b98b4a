package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.ToolCommand;
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

/** What {@code run} says before anything is connected. */
class RunIT {
    private static final String[] NOWHERE = {"-H", "127.0.0.1:1", "-u", "root", "--no-password"};

    private static ToolRun run(String... arguments) {
        String[] all = new String[arguments.length + NOWHERE.length + 1];
        all[0] = "run";
        System.arraycopy(NOWHERE, 0, all, 1, NOWHERE.length);
        System.arraycopy(arguments, 0, all, NOWHERE.length + 1, arguments.length);
        return Tool.run(all);
    }

    @Test
    void list_names_what_is_built_in() {
        ToolRun run = Tool.run("run", "--list");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.stdout())
                .contains("isolation/p4              P4 lost update, repeatable read, optimistic\n")
                .contains("locks/deadlock            a deadlock of three ends the one that closes the circle\n");
    }

    @Test
    void new_writes_a_scenario_once() throws Exception {
        try (ScratchFolder folder = ScratchFolder.create("new")) {
            String name = folder.path().resolve("mine").toString();

            ToolRun first = Tool.run("run", "--new", name);
            assertThat(first.exitCode()).as(first.toString()).isZero();
            assertThat(first.stdout()).isEqualTo("Wrote " + name + ".yaml.\n");
            assertThat(Files.readString(Path.of(name + ".yaml")))
                    .contains("scenario: two withdrawals from one account");

            ToolRun second = Tool.run("run", "--new", name);
            assertThat(second.exitCode()).as(second.toString()).isEqualTo(2);
            assertThat(second.stderr()).contains("already exists and was not changed; give another name.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            isolaton      | tidb-client: 'isolaton' is neither a file nor a built-in scenario; did you mean 'isolation'?
            /             | tidb-client: '/' is a folder without *.yaml files; name a folder of scripts, or a script.
            ./no.yaml     | does not exist; check the path.
            """)
    void a_script_that_is_not_there_is_a_mistake(String name, String message) {
        ToolRun run = run(name);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr()).contains(message);
    }

    @Test
    void a_failure_on_the_sandbox_says_what_it_lacks_and_is_annotated_in_github_actions() throws IOException {
        try (SandboxServer sandbox = SandboxServer.start(SandboxOptions.defaults());
                ScratchFolder folder = ScratchFolder.create("annotated")) {
            Path script = folder.path().resolve("m11.yaml");
            Files.writeString(script, """
                    scenario: needs a table
                    setup: CREATE TABLE t (id INT)
                    sessions: [a]
                    steps: [{a: SELECT 1}]
                    """);

            ToolRun run = ToolCommand.built(
                            "run",
                            "-H",
                            Tool.address(sandbox),
                            "-u",
                            "root",
                            "--no-password",
                            script.toString(),
                            "-o",
                            "junit",
                            "--progress",
                            "none")
                    .with("GITHUB_ACTIONS", "true")
                    .with("GITHUB_WORKSPACE", folder.path().toString())
                    .run(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(run.stdout())
                    .contains("<testcase classname=\"scenarios.m11\" name=\"needs a table\"")
                    .contains(" file=\"" + script + "\" line=\"1\">")
                    .contains("<error type=\"Error\" message=\"");
            assertThat(run.stderr())
                    .startsWith("::error file=m11.yaml,line=1,col=1,title=needs a table::")
                    .endsWith("tidb-client: the server is the sandbox, which has no tables and knows few statements;"
                            + " run scenarios on a TiDB, MySQL or MariaDB.\n");
        }
    }

    @Test
    void nothing_to_run_is_a_mistake() {
        ToolRun run = run();

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stderr())
                .isEqualTo("tidb-client: No scenario given; name a file, a folder or a built-in scenario"
                        + " ('tidb-client scenarios list').\n");
    }

    @Test
    void a_script_of_ten_megabytes_is_refused() {
        try (ScratchFolder folder = ScratchFolder.create("large")) {
            Path file = folder.file("large.yaml", "# x\n".repeat(2_600_000));

            ToolRun run = run(file.toString());

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.stderr()).contains("is larger than 4 MiB; check that it is the right one.");
        }
    }

    @Test
    void a_mistake_is_reported_with_its_place_and_nothing_is_connected() {
        try (ScratchFolder folder = ScratchFolder.create("wrong")) {
            Path file = folder.file("wrong.yaml", "scenario: s\nsessions: [a]\nsteps:\n  - c: SELECT 1\n");

            ToolRun run = run(file.toString());

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.stderr())
                    .isEqualTo("tidb-client: " + file
                            + ":4:5: 'c' is neither a session nor a key of a step; did you mean 'a'?\n");
        }
    }

    @Test
    void the_scripts_of_a_folder_are_run_in_the_order_of_their_names() throws IOException {
        try (SandboxServer sandbox = SandboxServer.start(SandboxOptions.defaults());
                ScratchFolder folder = ScratchFolder.create("several")) {
            for (String name : List.of("b.yml", "a.yaml", "notes.txt")) {
                Path unused = folder.file(name, "scenario: from " + name + "\nsessions: [s]\nsteps: [{s: SELECT 1}]\n");
            }

            ToolRun run = Tool.run(
                    "run",
                    "-H",
                    Tool.address(sandbox),
                    "-u",
                    "root",
                    "--no-password",
                    folder.path().toString());

            assertThat(run.stdout()).as(run.toString()).containsSubsequence("from a.yaml", "from b.yml");
            assertThat(run.stdout()).doesNotContain("notes").contains("of 2 scenarios");
        }
    }

    @Test
    void the_mistakes_of_all_scripts_are_reported() {
        try (ScratchFolder folder = ScratchFolder.create("wrong")) {
            Path one = folder.file("1.yaml", "scenario: s\nsessions: [a]\nsteps:\n  - c: SELECT 1\n");
            Path two = folder.file("2.yaml", "scenario: s\nsesions: [a]\n");

            ToolRun run = run(folder.path().toString());

            assertThat(run).isEqualTo(new ToolRun(2, "", """
                            tidb-client: %s:4:5: 'c' is neither a session nor a key of a step; did you mean 'a'?
                            tidb-client: %s:2:1: the scenario has no key 'sesions'; did you mean 'sessions'?
                            """.formatted(one, two)));
        }
    }

    @Test
    void a_server_that_is_not_there_is_no_failed_scenario() {
        ToolRun run = run("isolation/p4", "-o", "junit");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.stdout()).contains("tests=\"1\" failures=\"0\" errors=\"1\"");
        assertThat(run.stderr()).contains("no scenario was run: Nothing listens at 127.0.0.1:1");
    }

    @Test
    void a_file_that_cannot_be_written_in_full_is_reported() {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");

        ToolRun run = run("isolation/p4", "--junit", "/dev/full");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.stderr())
                .isEqualTo("tidb-client: --junit: '/dev/full' is not complete (No space left on device); make room, or"
                        + " name another file, and run it again.\n");
    }

    @Test
    void events_are_also_written_to_a_file_as_ndjson_has_them() throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("events")) {
            Path events = folder.path().resolve("events.ndjson");

            ToolRun run = run("isolation/p4", "--events", events.toString());

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
            assertThat(Files.readAllLines(events))
                    .singleElement()
                    .asString()
                    .startsWith("{\"event\":\"result\"")
                    .contains("\"exitCode\":3");
        }
    }

    @Test
    void no_file_is_replaced_while_another_cannot_be_written() throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("kept")) {
            Path history = folder.file("history.ndjson", "of the last run\n");
            Path junit = folder.path().resolve("no-such-folder/junit.xml");

            ToolRun run = run("isolation/p4", "--history", history.toString(), "--junit", junit.toString());

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.stderr())
                    .isEqualTo("tidb-client: --junit: '" + junit + "' cannot be written to; name another file.\n");
            assertThat(Files.readString(history)).isEqualTo("of the last run\n");
        }
    }

    @Test
    void an_alias_without_an_end_is_a_mistake_with_its_place() {
        try (ScratchFolder folder = ScratchFolder.create("endless")) {
            Path file = folder.file(
                    "endless.yaml", "scenario: s\nsessions: [a]\nsteps: &x\n  - repeat: 2\n    steps: *x\n");

            ToolRun run = run(file.toString());

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.stderr())
                    .isEqualTo("tidb-client: " + file + ":5:12: the alias '*x' refers to itself; write out what is"
                            + " meant.\n");
        }
    }
}
