package io.tidbclient.cli;

import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands about scenarios that need no server. */
class ScenariosIT {
    @RegisterExtension
    static final UnreachedServer SERVER = new UnreachedServer();

    @Test
    void list_has_a_line_for_each_suite_and_script() {
        ToolRun run = SERVER.run("scenarios", "list", "transactions", "isolation/p4");

        assertThat(run).isEqualTo(new ToolRun(0, """
                transactions              2 scripts, 6 scenarios
                  transactions/conflict   an optimistic transaction that commits second fails (and 3 more)
                  transactions/savepoint  ROLLBACK TO takes back what came after the savepoint (and 1 more)
                isolation                 1 script, 6 scenarios
                  isolation/p4            P4 lost update (6 variants)
                """, ""));
        assertThat(SERVER.run("scenarios", "ls").stdout())
                .contains("\nlocks ", "\n  workloads/bank ")
                .hasLineCount(8 + 24);
    }

    @Test
    void show_prints_scripts_that_validate_accepts() {
        try (ScratchFolder folder = ScratchFolder.create("shown")) {
            ToolRun shown = SERVER.run("scenarios", "show", "isolation/p4");
            Path file = folder.file("p4.yaml", shown.stdout());

            assertThat(SERVER.run("scenarios", "validate", file.toString()))
                    .isEqualTo(new ToolRun(0, "6 scenarios are valid.\n", ""));
        }
    }

    @Test
    void new_prints_or_writes_a_scenario_that_is_valid() throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("new")) {
            Path file = folder.path().resolve("mine.yaml");

            ToolRun printed = SERVER.run("scenarios", "new");
            assertThat(SERVER.run(
                            "scenarios", "new", folder.path().resolve("mine").toString()))
                    .isEqualTo(new ToolRun(0, "Wrote " + file + ".\n", ""));

            assertThat(printed.stdout()).startsWith("# A scenario").isEqualTo(Files.readString(file));
            assertThat(SERVER.run("scenarios", "validate", file.toString()))
                    .isEqualTo(new ToolRun(0, "1 scenario is valid.\n", ""));
            assertThat(SERVER.run("scenarios", "new", file.toString()))
                    .isEqualTo(new ToolRun(
                            2,
                            "",
                            "tidb-client: '" + file + "' already exists and was not changed; give another name.\n"));
        }
    }

    @Test
    void validate_reports_every_mistake_of_every_file() {
        try (ScratchFolder folder = ScratchFolder.create("wrong")) {
            Path one = folder.file("1.yaml", """
                    scenario: s
                    sessions: [ann]
                    steps:
                      - ann: SELECT 1
                        row: []
                      - bob: SELECT 1
                    """);
            Path two = folder.file("2.yaml", "name: s\nsessions: [ann]\n");
            Path three = folder.file("3.yaml", "");

            assertThat(SERVER.run("scenarios", "validate", folder.path().toString(), "isolaton"))
                    .isEqualTo(new ToolRun(2, "", """
                            tidb-client: %s:5:5: 'row' is neither a session nor a key of a step; did you mean 'rows'?
                            tidb-client: %s:6:5: 'bob' is neither a session nor a key of a step; the sessions are ann.
                            tidb-client: %s:1:1: unknown key 'name'; did you mean 'scenario'?
                            tidb-client: %s: there is no scenario in this file; 'tidb-client scenarios new FILE' writes one to begin with.
                            tidb-client: 'isolaton' is neither a file nor a built-in scenario; did you mean 'isolation'?
                            """.formatted(one, one, two, three)));
        }
    }

    @Test
    void a_folder_without_scripts_is_a_mistake() {
        try (ScratchFolder folder = ScratchFolder.create("empty")) {
            UnreachedServer.assertMistake(
                    SERVER.run("scenarios", "validate", folder.path().toString()),
                    "'" + folder.path()
                            + "' is a folder without *.yaml files; name a folder of scripts, or a script.\n",
                    "");
        }
    }

    @Test
    void the_noun_needs_a_verb() {
        UnreachedServer.assertMistake(
                SERVER.run("scenarios"),
                "scenarios needs one of: list, show, new, validate, clean.\n",
                "Try 'tidb-client scenarios --help'.\n");
    }
}
