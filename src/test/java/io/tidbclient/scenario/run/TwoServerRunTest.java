package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Outcome;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole runs on two servers of a cluster. */
class TwoServerRunTest {
    private static final String CLIENTS = """
            scenario: s
            sessions: {client: {count: 2, server: 2}}
            workload:
              session: client
              transactions: 2
              transaction: [SELECT 5]
            """;

    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    /** Runs a statement in each transaction and at the end that names the server, and asks each other server for its work. */
    private static final class Program implements ClientProgram {
        @Override
        public void prepare(Session admin) {
            admin.execute("CREATE TABLE lists (id INT)");
        }

        @Override
        public boolean isVisible(Session other) {
            other.execute("SELECT 'visible'");
            return true;
        }

        @Override
        public End transaction(ProgramSession session) {
            assertThat(session.run("SELECT 'on " + session.server() + "'", List.of())
                            .affected())
                    .isZero();
            return End.COMMITTED;
        }

        @Override
        public void conclude(Session session, int server) {
            session.execute("SELECT 'the end of " + server + "'");
        }
    }

    private ScenarioOutcome program() {
        return runs.onTwoServers(CLIENTS, Optional.of(new Program()));
    }

    @Test
    void sessions_begin_when_the_other_server_has_the_database() {
        ScenarioOutcome outcome = runs.onTwoServers("""
                scenario: s
                sessions: {a: , b: {server: 2}}
                steps:
                  - b: SELECT 5
                """, Optional.empty());

        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(runs.log())
                .containsSubsequence(
                        "CREATE DATABASE `DB`",
                        "open (witness 2)",
                        "USE `DB`",
                        "close (witness 2)",
                        "open b",
                        "SELECT 5")
                .contains("open c1")
                .doesNotContain("open c2");
    }

    @Test
    void a_program_begins_when_the_other_server_has_its_work_and_concludes_on_both() {
        ScenarioOutcome outcome = program();

        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(outcome.results().getFirst().workload().orElseThrow().committed())
                .isEqualTo(2);
        assertThat(runs.log())
                .contains("open c1", "open c2")
                .containsSubsequence(
                        "CREATE TABLE lists (id INT)",
                        "SELECT 'visible'",
                        "SELECT 'on 1'",
                        "SELECT 'the end of 0'",
                        "SELECT 'the end of 1'");
        assertThat(runs.log()).filteredOn("SELECT 'on 1'"::equals).hasSize(2);
    }

    @Test
    void a_program_that_cannot_conclude_on_the_other_server_breaks_its_scenario() {
        runs.sessions().when("SELECT 'the end of 1'", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1105));

        ScenarioResult result = program().results().getFirst();

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.why()).isEqualTo("it failed");
        assertThat(runs.log()).contains("SELECT 'the end of 0'");
    }

    @Test
    void servers_of_different_releases_are_sent_no_scenario() {
        AtomicInteger asked = new AtomicInteger();
        runs.sessions()
                .answer(
                        "SELECT TIDB_VERSION()",
                        () -> FakeSessions.row(Map.of(
                                "version",
                                asked.getAndIncrement() == 0 ? "Release Version: v8.5.4" : "Release Version: v7.5.0")));

        ScenarioOutcome outcome = program();

        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(outcome.verdict().sentence())
                .startsWith("no scenario was run: 127.0.0.1:4000 is TiDB v")
                .endsWith("; give servers of one cluster with the same release");
        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.version()).isEmpty();
        assertThat(runs.log()).doesNotContain("CREATE DATABASE `DB`");
    }
}
