package io.tidbclient.cli;

import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Recorded histories, and what is refused before any server is asked. */
@Thorough
class HistoryIT {
    /** Two sessions that each read what the other one appended to afterwards. */
    private static final String WRITE_SKEW = """
            {:type :invoke, :f :txn, :process 0, :value [[:append 1 1] [:append 2 1]]}
            {:type :ok, :f :txn, :process 0, :value [[:append 1 1] [:append 2 1]]}
            {:type :invoke, :f :txn, :process 1, :value [[:r 1 nil] [:append 2 2]]}
            {:type :invoke, :f :txn, :process 2, :value [[:r 2 nil] [:append 1 2]]}
            {:type :ok, :f :txn, :process 1, :value [[:r 1 [1]] [:append 2 2]]}
            {:type :ok, :f :txn, :process 2, :value [[:r 2 [1]] [:append 1 2]]}
            {:type :invoke, :f :txn, :process 0, :value [[:r 1 nil] [:r 2 nil]]}
            {:type :ok, :f :txn, :process 0, :value [[:r 1 [1 2]] [:r 2 [1 2]]]}
            """;

    private final ScratchFolder folder = ScratchFolder.create("history");

    @AfterEach
    void remove_folder() {
        folder.close();
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.path().resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void jepsens_history_is_checked_against_the_strictest_model_unless_one_is_asked_for() throws IOException {
        String edn = file("history.edn", WRITE_SKEW);

        ToolRun strict = Tool.run("history", "check", edn);
        assertThat(strict.exitCode()).as("%s", strict).isEqualTo(1);
        assertThat(strict.stdout())
                .contains("G2-item: write skew")
                .endsWith("FAILED (exit 1)  strict serializable is violated: G2-item (1)\n");

        ToolRun snapshot = Tool.run("history", "check", edn, "--expect", "snapshot-isolation", "-q");
        assertThat(snapshot.exitCode()).as("%s", snapshot).isZero();
        assertThat(snapshot.stdout())
                .isEqualTo("OK  no anomaly found in 4 transactions that rules out snapshot isolation\n");
    }

    @Test
    void a_history_converts_to_both_formats_and_back() throws IOException {
        String edn = file("history.edn", WRITE_SKEW);
        String ndjson = folder.path().resolve("history.ndjson").toString();

        ToolRun there = Tool.run("history", "convert", edn, ndjson, "--to", "ndjson");
        assertThat(there.exitCode()).as("%s", there).isZero();
        assertThat(Files.readString(Path.of(ndjson)))
                .contains(
                        "{\"id\":1,\"session\":1,\"outcome\":\"committed\",\"start\":2,\"end\":4,\"ops\":[[\"r\",1,[1]],[\"append\",2,2]]}\n");
        ToolRun back = Tool.run("history", "convert", ndjson);
        assertThat(back.stdout())
                .contains("{:index 4, :type :ok, :f :txn, :value [[:r 1 [1]] [:append 2 2]], :process 1, :time 4}\n");
        ToolRun fromInput = Tool.command("history", "check", "-", "-q")
                .withInput(back.stdout())
                .run(Tool.LIMIT);
        assertThat(fromInput.exitCode()).as("%s", fromInput).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{:type :invoke | FILE:1: the file ends within a value; give Jepsen's history.edn: one operation a line, or one vector of them.",
                "{:type :invoke, :process 1, :f :read} | FILE:1: the operation is :read, not :txn; other workloads than list-append cannot be checked; give Jepsen's history.edn: one operation a line, or one vector of them.",
                "{\"format\":\"tidb-client/history/1\"}%n{\"id\":1 | FILE:2: this is not JSON, or it is truncated; give a file that --history or 'history convert' wrote, or Jepsen's EDN.",
                "{\"scenario\":\"s\",\"step\":1} | FILE has no history of lists; run a scenario whose workload has 'append-list' with --history.",
                "{\"scenario\":\"s\",\"lists\":{\"id\":1,\"session\":0,\"outcome\":\"unknown\",\"start\":0,\"ops\":[]}} | FILE: the history of scenario 's' is not complete, since the run ended before all lists were read; run it again.",
                "{\"format\":\"tidb-client/history/1\"} | FILE: no committed transaction has an answered read, so that the history proves nothing; give one of list-append transactions with reads.",
            })
    void what_is_no_history_is_refused_with_its_place(String text, String message) throws IOException {
        String name = file("wrong", text.formatted());

        ToolRun run = Tool.run("history", "check", name);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).isEqualTo("tidb-client: " + message.replace("FILE", "'" + name + "'") + "\n");
    }

    @Test
    void a_report_that_cannot_be_written_is_refused_before_a_history_is_read() {
        String page = folder.path().resolve("none/report.html").toString();

        ToolRun run = Tool.run("history", "check", "none.edn", "--report", page);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.stderr())
                .isEqualTo("tidb-client: --report: '" + page + "' cannot be written to; name another file.\n");
    }

    @Test
    void the_name_of_a_file_is_shown_without_control_characters() {
        ToolRun run = Tool.run("history", "check", "none\u001b[31m.edn");

        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.stderr()).isEqualTo("tidb-client: 'none?[31m.edn' does not exist; check the path.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--expect linearizable | --expect: 'linearizable' is not known; give read-uncommitted, read-committed, repeatable-read, snapshot-isolation, strong-snapshot-isolation, serializable, strict-serializable.",
                "--isolation chaos | --isolation: 'chaos' is not known; give read-uncommitted, read-committed, repeatable-read, serializable.",
                "--transactions lazy | --transactions: 'lazy' is not known; give pessimistic, optimistic.",
                "--keys 100001 | --keys: '100001' is out of range; give 1 to 100000.",
                "-n 1 | -n/--connections: 1 is out of range; give 2 to 1000 sessions: isolation is between sessions.",
                "--for 1s --count 5 | --for and --count exclude each other; give one of them.",
                "--reads 1 | --reads: '1' is out of range; give more than 0 and less than 1.",
                "--cut-connections 2 | --cut-connections: '2' is out of range; give 0 to 1.",
                "--cut-connections 0.6 --kill-connections 0.6 | --cut-connections and --kill-connections together are more than all transactions; give fractions that add up to 1 at most.",
                "-n 2 -H 127.0.0.2:9,127.0.0.3:9 | -n/--connections: 2 connections cannot reach 3 hosts; give at least as many as there are hosts.",
            })
    void a_wrong_option_of_verify_isolation_is_refused_before_a_connection_is_opened(String options, String message) {
        String[] more = options.split(" ", -1);
        String[] arguments = new String[more.length + 6];
        System.arraycopy(
                new String[] {"verify-isolation", "-H", "127.0.0.1:9", "-u", "root", "--no-password"},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);

        ToolRun run = Tool.run(arguments);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.stderr()).isEqualTo("tidb-client: " + message + "\n");
    }

    @Test
    void a_wrong_variable_of_verify_isolation_is_refused_before_a_connection_is_opened() {
        ToolRun run = Tool.command("verify-isolation", "-H", "127.0.0.1:9", "-u", "root", "--no-password")
                .with("TIDB_ISOLATION", "chaos")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.stderr())
                .isEqualTo("tidb-client: TIDB_ISOLATION: 'chaos' is not known; give read-uncommitted, read-committed,"
                        + " repeatable-read, serializable.\n");
    }

    @Test
    void a_server_that_is_not_there_is_no_success() {
        ToolRun run = Tool.run("verify-isolation", "-H", "127.0.0.1:9", "-u", "root", "--no-password", "-o", "json");

        assertThat(run.exitCode()).as("%s", run).isEqualTo(3);
        assertThat(run.stdout())
                .contains(
                        "\"sentence\" : \"no transaction was run: Nothing listens at 127.0.0.1:9: connection refused.");
    }

    @Test
    void a_report_does_not_replace_a_history_that_is_to_be_checked() throws IOException {
        String edn = file("history.edn", WRITE_SKEW);

        ToolRun run = Tool.run("history", "check", edn, "--report", edn);

        assertThat(run)
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: --report: '%s' is a history that is to be checked; give another file.\n"
                                .formatted(edn)));
        assertThat(Files.readString(Path.of(edn))).isEqualTo(WRITE_SKEW);
    }
}
