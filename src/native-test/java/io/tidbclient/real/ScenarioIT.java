package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbProcess;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a scenario's run prints, keeps, and cleans up. */
@RealTidb
class ScenarioIT {
    private static final String WAITING = """
            scenario: two in a queue
            setup:
              - CREATE TABLE t (id INT PRIMARY KEY, v INT)
              - INSERT INTO t VALUES (1, 10)
            sessions: {ann: , bob: }
            steps:
              - ann: BEGIN
              - ann: UPDATE t SET v = 11 WHERE id = 1
                affected: 1
              - bob: BEGIN
              - bob: UPDATE t SET v = 12 WHERE id = 1
                blocks: ann
                affected: 1
            """;

    private ScratchFolder folder;
    private Inventory before;

    @BeforeEach
    void make_a_folder(TidbServer tidb) throws SQLException {
        folder = ScratchFolder.create("scenario");
        before = Inventory.of(tidb);
    }

    @AfterEach
    void remove_it(TidbServer tidb) throws SQLException {
        folder.close();
        assertThat(Inventory.of(tidb)).isEqualTo(before);
    }

    @Test
    void texts_are_right_in_each_character_set_that_tidb_has(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "charsets.yaml", """
                scenario: texts
                setup:
                  - CREATE TABLE t (g VARCHAR(9) CHARACTER SET gbk, l VARCHAR(9) CHARACTER SET latin1, u VARCHAR(9))
                sessions: {ann: }
                steps:
                  - ann: INSERT INTO t VALUES ('中文', 'Az', 'é中😀')
                    affected: 1
                  - ann: SELECT g, l, u, HEX(g) FROM t
                    rows: [['中文', Az, 'é中😀', D6D0CEC4]]
                """);

        ToolRun run = ScenarioRuns.command(tidb.address(), tidb.password(), script, "-q")
                .run(Checked.LIMIT);

        assertThat(run).isEqualTo(new ToolRun(0, "OK  1 of 1 scenario passed\n", ""));
    }

    @Test
    void users_are_dropped_after_a_failure_too(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "users.yaml", """
                scenario: users
                users: {app: {privileges: [SELECT]}}
                sessions: {a: {user: app}}
                steps:
                  - a: SELECT 1
                    rows: [[2]]
                """);

        ToolRun run =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
    }

    @Test
    void report_has_the_value_that_differs_in_full_and_rows_with_their_types(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(
                folder,
                "typed.yaml",
                """
                scenario: typed
                sessions: {a: }
                setup:
                  - CREATE TABLE t (id INT PRIMARY KEY, big BIGINT UNSIGNED, price DECIMAL(10,2), word VARCHAR(200))
                  - INSERT INTO t SELECT n, 18446744073709551615, 1.5, CONCAT(REPEAT('a', 99), n) FROM
                    (SELECT 1 n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7
                    UNION SELECT 8 UNION SELECT 9) numbers
                  - UPDATE t SET price = NULL WHERE id = 2
                steps:
                  - a: SELECT id, big, price, word FROM t WHERE id < 3 ORDER BY id
                  - a: SELECT id, word FROM t ORDER BY id
                    rows:
                """
                        + LongStream.rangeClosed(1, 9)
                                .mapToObj(i -> "      - [" + i + ", " + "a".repeat(99) + (i == 9 ? "x" : i) + "]\n")
                                .collect(Collectors.joining()));

        Checked report = ScenarioRuns.report(tidb, script);

        String a = "a".repeat(99);
        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.at("/scenarios/0/steps/0/result/types"))
                .hasToString("[\"number\",\"number\",\"number\",\"text\"]");
        assertThat(report.at("/scenarios/0/steps/0/result/rows"))
                .hasToString("[[1,\"18446744073709551615\",\"1.50\",\"" + a + "1\"],"
                        + "[2,\"18446744073709551615\",null,\"" + a + "2\"]]");
        assertThat(report.at("/scenarios/0/difference/first"))
                .hasToString("{\"row\":9,\"column\":\"word\",\"expected\":\"" + a + "x\",\"got\":\"" + a + "9\"}");
    }

    @Test
    void timeline_shows_sessions_side_by_side_and_a_bar_where_one_waits(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(
                folder, "queue.yaml", WAITING + "  - ann: COMMIT\n    unblocks: bob\n  - bob: COMMIT\n");

        ToolRun run = ScenarioRuns.command(tidb.address(), tidb.password(), script, "--verbose")
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.stdout().replaceAll("\\d+(\\.\\d+)? m?s\\b", "N ms")).isEqualTo("""
                passed    two in a queue  N ms

                       ann                                           bob
                    1  BEGIN
                       → ok
                    2  UPDATE t SET v = 11 WHERE id = 1
                       → 1 row
                    3                                                BEGIN
                                                                     → ok
                    4                                                UPDATE t SET v = 12 WHERE id = 1
                                                                     ┌ waits for ann (deduced)
                    5  COMMIT                                        │
                       → ok                                          │
                                                                     └ 1 row (N ms)
                    6                                                COMMIT
                                                                     → ok

                  note: step 4, bob: the server did not name whom it waited for, ann is deduced as the only one that could hold the lock
                OK  1 of 1 scenario passed
                """);
    }

    @Test
    void a_scenario_that_is_stuck_ends_and_says_who_waits_for_whom(TidbServer tidb) throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "stuck.yaml", WAITING + "step-limit: 1s\n");

        ToolRun run =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.stdout())
                .contains("step 4, bob: UPDATE t SET v = 12 WHERE id = 1")
                .contains("got       no end, waiting for ann (deduced from TIDB_TRX)");
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void a_schema_change_waits_for_those_alone_who_use_its_table(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "ddl.yaml", """
                scenario: two schema changes
                setup: [CREATE TABLE t (id INT), CREATE TABLE u (id INT)]
                sessions: [a, b, c, d]
                steps:
                  - a: BEGIN
                  - a: SELECT id FROM t
                  - b: BEGIN
                  - b: SELECT id FROM u
                  - c: ALTER TABLE t ADD COLUMN v INT
                    blocks: a
                  - d: ALTER TABLE u ADD COLUMN v INT
                    blocks: b
                  - a: COMMIT
                    unblocks: c
                  - b: COMMIT
                    unblocks: d
                """);

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isZero();
        for (int step : List.of(4, 5)) {
            assertThat(report.text("/scenarios/0/steps/" + step + "/waited/seenIn"))
                    .isEqualTo("mysql.tidb_mdl_view");
        }
    }

    /** A terminal that closes sends its hangup twice, and a wrapper passes Ctrl-C on: each signal arrives twice here. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void signal_ends_what_waits_and_drops_the_database(Signal signal, int exitCode, TidbServer tidb)
            throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "long.yaml", WAITING + "step-limit: 1h\n");
        try (ToolProcess tool =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).start()) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ScenarioRuns.someoneWaits(tidb));

            tool.signal(signal);
            tool.signal(signal);
            ToolRun run = tool.await(Duration.ofSeconds(20));

            assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
            assertThat(run.stdout()).endsWith("interrupted; 0 of 1 scenario passed, 1 stopped\n");
        }
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void ctrl_c_again_names_what_stays_on_a_server_that_does_not_answer(TidbLauncher launcher) throws IOException {
        try (TidbProcess tidb = launcher.start(TidbOptions.PLAIN)) {
            String script = ScenarioRuns.script(folder, "long.yaml", WAITING + "step-limit: 1h\n");
            try (ToolProcess tool = ScenarioRuns.command(
                            tidb.server().address(), tidb.server().password(), script)
                    .start()) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ScenarioRuns.someoneWaits(tidb.server()));
                tidb.pause();

                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                    tool.signal(Signal.INT);
                    return !tool.alive();
                });
                ToolRun run = tool.await(Duration.ofSeconds(20));

                assertThat(run.exitCode()).as("%s", run).isEqualTo(130);
                assertThat(run.stderr())
                        .as("%s", run)
                        .matches(
                                "(?: +\\d+\\.\\d{3}s  .*\n)*tidb-client: interrupted again; ended before the clean-up was complete;"
                                        + " still on the server: database tidb_client_[0-9a-f]{8}\\.\n");
            }
        }
    }

    @Test
    void teardown_runs_after_a_failure_too(TidbServer tidb) throws IOException, SQLException {
        String database = tidb.newDatabase();
        tidb.execute("CREATE TABLE " + database + ".log (what VARCHAR(20))");
        String script = ScenarioRuns.script(folder, "teardown.yaml", """
                scenario: teardown
                sessions: [a]
                steps:
                  - a: SELECT 1
                    rows: [[2]]
                teardown: INSERT INTO %s.log VALUES ('torn down')
                """.formatted(database));

        ToolRun run =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        try (var connection = tidb.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT what FROM log")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("torn down");
        }
        tidb.execute("DROP DATABASE " + database);
    }

    @Test
    void a_setup_that_fails_is_reported_as_such(TidbServer tidb) throws IOException, SQLException {
        String script = ScenarioRuns.script(
                folder, "setup.yaml", "scenario: s\nsetup: CREATE NONSENSE\nsessions: [a]\nsteps: [{a: SELECT 1}]\n");

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/status")).isEqualTo("broken");
        assertThat(report.text("/scenarios/0/why")).contains("refused the statement");
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void junit_has_a_case_for_each_and_history_every_operation(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "two.yaml", """
                scenario: good
                sessions: [a]
                steps: [{a: SELECT 1}]
                ---
                scenario: bad <&>
                sessions: [a]
                steps: [{a: SELECT 1, rows: [[2]]}]
                """);
        Path history = folder.path().resolve("history.ndjson");

        ToolRun run = ScenarioRuns.command(
                        tidb.address(), tidb.password(), script, "-o", "junit", "--history", history.toString())
                .run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.stdout())
                .contains("<testsuites name=\"tidb-client\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\"")
                .contains("name=\"bad &lt;&amp;&gt;\"")
                .contains("expected (2), got (1); row 1, column 1: expected 2, got 1\">");
        assertThat(Files.readAllLines(history))
                .hasSize(2)
                .allMatch(line -> line.contains("\"sql\":\"SELECT 1\",\"values\":{},\"outcome\":\"ok\""));
    }

    @Test
    void a_mistake_in_a_workload_is_reported_with_its_place(TidbServer tidb) throws IOException {
        String workload = """
                scenario: %s
                setup:
                  - CREATE TABLE t (id INT PRIMARY KEY, l TEXT)
                  - INSERT INTO t VALUES (1, '')
                sessions: {g: {count: 2}}
                workload:
                  session: g
                  transactions: 4
                  transaction:
                    - BEGIN
                    - {sql: SELECT l FROM t WHERE id = 1 FOR UPDATE, save: seen}
                    - UPDATE %s SET l = CONCAT_WS(',', NULLIF(l, ''), :transaction) WHERE id = 1
                    - COMMIT
                  append-list: {appended: transaction, read: seen, last: SELECT l FROM %s}
                """;
        String script = ScenarioRuns.script(
                folder,
                "mistakes.yaml",
                workload.formatted("no table", "nowhere", "t") + "---\n"
                        + workload.formatted("no list", "t", "nowhere"));

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/difference/what")).startsWith("workload: UPDATE nowhere SET");
        assertThat(report.text("/scenarios/0/difference/line")).isEqualTo("12");
        assertThat(report.text("/scenarios/0/difference/got"))
                .startsWith("error 1146 ER_NO_SUCH_TABLE: Table '")
                .endsWith("(in all 4 × 1146 ER_NO_SUCH_TABLE)");
        assertThat(report.text("/scenarios/1/difference/what")).isEqualTo("append-list: SELECT l FROM nowhere");
        assertThat(report.text("/scenarios/1/difference/line")).isEqualTo("29");
        assertThat(report.text("/scenarios/1/difference/got")).startsWith("error 1146 ER_NO_SUCH_TABLE");
    }

    @Test
    void a_statement_of_a_workload_that_does_not_end_in_time_fails_and_is_ended(TidbServer tidb)
            throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "slow.yaml", """
                scenario: slow
                sessions: {g: {count: 2}}
                workload:
                  session: g
                  transactions: 4
                  transaction: {sql: SELECT SLEEP(60), limit: 500ms}
                """);
        Path history = folder.path().resolve("history.ndjson");

        Checked report = ScenarioRuns.report(tidb, script, "--history", history.toString());

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/difference/expected")).isEqualTo("an end within 500 ms");
        assertThat(report.at("/scenarios/0/durationMs").asLong()).isLessThan(20_000);
        assertThat(Files.readAllLines(history)).hasSize(2).allMatch(line -> line.contains("\"outcome\":\"unknown\""));
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void a_disk_that_is_full_makes_a_run_fail_that_passed(TidbServer tidb) throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        String script =
                ScenarioRuns.script(folder, "good.yaml", "scenario: s\nsessions: [a]\nsteps: [{a: SELECT 1}]\n");

        for (String option : List.of("--history", "--junit")) {
            ToolRun run = ScenarioRuns.command(tidb.address(), tidb.password(), script, option, "/dev/full", "-q")
                    .run(Checked.LIMIT);

            assertThat(run)
                    .isEqualTo(new ToolRun(
                            1,
                            "FAILED (exit 1)  1 of 1 scenario passed; a requested file is not complete\n",
                            "tidb-client: " + option + ": '/dev/full' is not complete (No space left on device); make"
                                    + " room, or name another file, and run it again.\n"));
        }
    }

    @Test
    void seed_makes_a_run_repeatable(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "seed.yaml", """
                scenario: seed
                values: {x: {between: [1, 1000000]}}
                sessions: [a]
                steps: [{a: SELECT :x}]
                """);

        List<String> drawn = List.of("7", "7", "8").stream()
                .map(seed ->
                        ScenarioRuns.report(tidb, script, "--seed", seed).text("/scenarios/0/steps/0/result/rows/0/0"))
                .toList();

        assertThat(drawn.get(0)).isEqualTo(drawn.get(1)).isNotEqualTo(drawn.get(2));
    }

    @Test
    void sessions_end_before_the_database_is_dropped_when_a_check_fails(TidbServer tidb)
            throws IOException, SQLException {
        String script = ScenarioRuns.script(folder, "check.yaml", """
                scenario: a failed check
                setup: CREATE TABLE t (id INT)
                sessions: [a]
                steps: [{a: BEGIN}, {a: INSERT INTO t VALUES (1)}]
                checks: [{sql: SELECT 1, rows: [[2]]}]
                """);

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(report.text("/scenarios/0/status")).isEqualTo("failed");
        assertThat(report.at("/scenarios/0/leftBehind")).isEmpty();
        assertThat(report.at("/scenarios/0/durationMs").asLong()).isLessThan(20_000);
        assertThat(ScenarioRuns.leftBehind(tidb)).isEmpty();
    }

    @Test
    void a_check_up_to_VerifyingDatabase_verifies_the_private_one(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "verify.yaml", """
                scenario: rights in the database
                users: {reader: {privileges: [SELECT]}, nobody: }
                sessions: {right: {user: reader}, wrong: {user: nobody}}
                steps:
                  - check: right
                    until: VerifyingDatabase
                  - check: wrong
                    until: VerifyingDatabase
                    error: ER_DBACCESS_DENIED_ERROR
                  - check: wrong
                """);

        ToolRun run =
                ScenarioRuns.command(tidb.address(), tidb.password(), script).run(Checked.LIMIT);

        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void permutations_begin_with_the_written_order_and_its_expectations(TidbServer tidb) throws IOException {
        String script = ScenarioRuns.script(folder, "orders.yaml", """
                scenario: orders
                sessions: [a, b]
                steps: [{a: SELECT 1, rows: [[2]]}, {b: SELECT 1}]
                permutations: {sample: 1}
                checks: [{sql: SELECT 1, rows: [[1]]}]
                """);

        Checked report = ScenarioRuns.report(tidb, script);

        assertThat(report.exitCode()).as("%s", report).isEqualTo(1);
        assertThat(ScenarioRuns.scenarios(report))
                .extracting(scenario -> scenario.get("title").asText() + " "
                        + scenario.get("status").asText())
                .containsExactly("orders (order 1 of 2) failed", "orders (order 2 of 2) passed");
    }
}
