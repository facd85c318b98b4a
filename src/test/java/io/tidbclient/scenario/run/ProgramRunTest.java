package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Outcome;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import static org.assertj.core.api.Assertions.assertThat;

/** A workload whose clients do what a program says instead of a script's statements. */
class ProgramRunTest {
    private static final String CLIENTS = """
            scenario: s
            sessions: {client: {count: 2}}
            workload:
              session: client
              transactions: 6
              transaction: [SELECT 5]
            """;

    private final ScenarioRuns runs = new ScenarioRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    /** Runs a statement in each transaction; the first of a client commits, the second is aborted, others are unknown. */
    private static class Program implements ClientProgram {
        private final Map<Integer, Integer> turns = new ConcurrentHashMap<>();

        @Override
        public void prepare(Session admin) {
            admin.execute("CREATE TABLE lists (id INT)");
        }

        @Override
        public boolean isVisible(Session other) {
            return true;
        }

        @Override
        public End transaction(ProgramSession session) {
            int turn = turns.merge(session.number(), 1, Integer::sum);
            assertThat(session.server()).isZero();
            assertThat(session.run("SELECT " + session.number() + ", " + turn, List.of())
                            .affected())
                    .isZero();
            return switch (turn) {
                case 1 -> End.COMMITTED;
                case 2 -> End.ABORTED;
                default -> End.UNKNOWN;
            };
        }

        @Override
        public void conclude(Session session, int server) {
            session.execute("SELECT 'the end of " + server + "'");
        }
    }

    @Test
    void its_clients_share_the_transactions_and_it_concludes_when_all_are_done() {
        ScenarioOutcome outcome = runs.outcome(CLIENTS, new Program());

        ScenarioResult result = outcome.results().getFirst();
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        WorkloadResult workload = result.workload().orElseThrow();
        assertThat(workload.committed()).isEqualTo(2);
        assertThat(workload.rolledBack()).isEqualTo(2);
        assertThat(workload.unknown()).isEqualTo(2);
        assertThat(workload.service().count()).isEqualTo(6);
        assertThat(runs.log())
                .containsSubsequence("CREATE TABLE lists (id INT)", "SELECT 0, 3", "SELECT 1", "SELECT 'the end of 0'")
                .contains("SELECT 0, 1", "SELECT 0, 2", "SELECT 1, 1", "SELECT 1, 2", "SELECT 1, 3")
                .doesNotContain("SELECT 5");
    }

    @Test
    void a_program_that_committed_nothing_has_been_run_all_the_same() {
        ScenarioResult result = runs.outcome(CLIENTS, new Program() {
                    @Override
                    public End transaction(ProgramSession session) {
                        return End.UNKNOWN;
                    }
                })
                .results()
                .getFirst();

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.workload().orElseThrow().unknown()).isEqualTo(6);
    }

    @Test
    void a_client_that_is_exhausted_begins_no_other_transaction() {
        ScenarioResult result = runs.outcome(CLIENTS, new Program() {
                    @Override
                    public boolean isExhausted(ProgramSession session) {
                        return session.number() == 1;
                    }
                })
                .results()
                .getFirst();

        assertThat(result.workload().orElseThrow().service().count()).isEqualTo(3);
        assertThat(runs.log()).contains("SELECT 0, 3").doesNotContain("SELECT 1, 1");
    }

    @Test
    void a_client_replaces_its_connection_after_it_has_cut_it() {
        ScenarioOutcome outcome = runs.outcome(CLIENTS, new Program() {
            @Override
            public End transaction(ProgramSession session) {
                session.cut();
                session.reconnect();
                assertThat(session.timer()).isSameAs(runs.timer());
                assertThat(session.clock().nanos()).isZero();
                return super.transaction(session);
            }
        });

        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(runs.log()).filteredOn("open client1"::equals).hasSize(4);
        assertThat(runs.log())
                .containsSubsequence("open client1", "abort client1", "close client1", "open client1", "SELECT 0, 1");
    }

    @Test
    void a_client_is_killed_by_its_connections_id() {
        ScenarioOutcome outcome = runs.outcome(CLIENTS.replace("count: 2", "count: 1"), new Program() {
            @Override
            public End transaction(ProgramSession session) {
                session.kill(() -> {});
                Awaitility.await()
                        .atMost(ScenarioRuns.PATIENCE)
                        .until(() -> runs.log().contains("KILL 77"));
                return super.transaction(session);
            }
        });

        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void a_program_that_cannot_be_prepared_begins_no_client() {
        runs.sessions().when("CREATE TABLE", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1142));

        ScenarioResult result = runs.outcome(CLIENTS, new Program()).results().getFirst();

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.why()).isEqualTo("it failed");
        assertThat(runs.log()).doesNotContain("SELECT 0, 1").contains("DROP DATABASE IF EXISTS `DB`");
    }

    @Test
    void a_program_that_cannot_conclude_breaks_its_scenario() {
        runs.sessions().when("SELECT 'the end", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1105));

        ScenarioResult result = runs.outcome(CLIENTS, new Program()).results().getFirst();

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.why()).isEqualTo("it failed");
        assertThat(runs.log()).contains("SELECT 'the end of 0'", "DROP DATABASE IF EXISTS `DB`");
    }

    @Test
    void a_client_that_cannot_continue_ends_the_scenario() {
        runs.sessions().when("SELECT 0, 2", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));

        ScenarioResult result = runs.outcome(CLIENTS, new Program()).results().getFirst();

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(result.workload()).isEmpty();
        assertThat(runs.log()).doesNotContain("SELECT 'the end of 0'");
    }

    private static final String ONE_CLIENT =
            CLIENTS.replace("count: 2", "count: 1").replace("transactions: 6", "transactions: 1");

    @Test
    void a_client_that_cuts_its_connection_has_none_to_continue_on() {
        runs.sessions()
                .whenAborted(() ->
                        runs.sessions().when("SELECT 0, 1", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0)));

        ScenarioResult result = runs.outcome(ONE_CLIENT, new Program() {
                    @Override
                    public End transaction(ProgramSession session) {
                        session.cut();
                        return super.transaction(session);
                    }
                })
                .results()
                .getFirst();

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat(runs.log())
                .containsSubsequence("abort client", "SELECT 0, 1")
                .doesNotContain("SELECT 0, 2");
    }

    @Test
    void a_client_that_reconnects_has_its_connection_before_cut() {
        ScenarioOutcome outcome = runs.outcome(ONE_CLIENT, new Program() {
            @Override
            public End transaction(ProgramSession session) {
                session.reconnect();
                return super.transaction(session);
            }
        });

        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(runs.log())
                .containsSubsequence("open client", "abort client", "close client", "open client", "SELECT 0, 1");
    }

    @Test
    void a_transaction_of_a_client_begins_when_it_is_due() {
        CompletableFuture<ScenarioOutcome> running = runs.begin(runs.prepare(
                ONE_CLIENT.replace("transactions: 1", "transactions: 2\n  rate: 1"),
                List.of(ScenarioContexts.settings("c1")),
                Optional.of(new Program())));
        Awaitility.await()
                .atMost(ScenarioRuns.PATIENCE)
                .until(() -> runs.timer().pendingMillis().contains(1_000L));
        assertThat(runs.log()).contains("SELECT 0, 1").doesNotContain("SELECT 0, 2");

        runs.timer().advance(Duration.ofSeconds(1));

        assertThat(ScenarioRuns.ended(running).verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(runs.log()).contains("SELECT 0, 2");
    }

    @Test
    void transactions_that_were_due_when_the_time_was_over_are_counted_as_not_started() {
        runs.sessions().when("SELECT 0, 1", () -> runs.timer().advance(Duration.ofSeconds(5)));

        ScenarioResult result = runs.outcome(ONE_CLIENT.replace("transactions: 1", "for: 3s\n  rate: 1"), new Program())
                .results()
                .getFirst();

        assertThat(result.workload().orElseThrow().committed()).isEqualTo(1);
        assertThat(result.workload().orElseThrow().notStarted()).isEqualTo(2);
    }
}
