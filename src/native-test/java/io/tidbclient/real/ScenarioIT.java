package io.tidbclient.real;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What the parts of a script do on a server: texts, seeds, orders and checks. */
@RealTidb
class ScenarioIT extends ScenarioOnCleanServer {
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
