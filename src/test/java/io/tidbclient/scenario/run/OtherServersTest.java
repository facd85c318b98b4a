package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is made on the first server has to be visible on the others. */
class OtherServersTest {
    private static final List<ConnectionSettings> THREE = List.of(
            ScenarioContexts.settings("c1", 4000),
            ScenarioContexts.settings("c2", 4001),
            ScenarioContexts.settings("c3", 4002));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();
    private final ManualTimer timer = ManualTimer.passing();

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private OtherServers servers(Scenario scenario, List<ConnectionSettings> settings) {
        return new OtherServers(
                ScenarioContexts.withServers(ScenarioContexts.of(scenario, sessions, threads, timer), settings));
    }

    /** The next statements that begin so fail, as a server reports it. */
    private void failing(String beginning, int times, FailureKind kind, int code) {
        AtomicInteger left = new AtomicInteger(times);
        sessions.when(beginning, () -> {
            if (left.getAndDecrement() > 0) {
                FakeSessions.failing(kind, code).run();
            }
        });
    }

    @Test
    void a_server_that_learns_of_the_database_later_is_waited_for() throws InterruptedException {
        failing("USE `tidb_client_1`", 3, FailureKind.UNKNOWN_DATABASE, 1049);

        servers(InTurnScenario.of(4), THREE.subList(0, 2)).awaitDatabase();

        assertThat(sessions.log()).filteredOn("USE `tidb_client_1`"::equals).hasSize(4);
        assertThat(sessions.opened())
                .extracting(settings -> settings.target().port())
                .containsExactly(4001);
        assertThat(timer.nanoTime()).isEqualTo(Duration.ofMillis(300).toNanos());
    }

    @Test
    void a_server_without_the_database_is_refused_with_the_remedy() {
        failing("USE", Integer.MAX_VALUE, FailureKind.UNKNOWN_DATABASE, 1049);

        assertThatThrownBy(
                        () -> servers(InTurnScenario.of(4), THREE.subList(0, 2)).awaitDatabase())
                .isInstanceOfSatisfying(FailureException.class, thrown -> {
                    assertThat(thrown.failure().sentence())
                            .isEqualTo("127.0.0.1:4001 does not have the database tidb_client_1 10s after"
                                    + " 127.0.0.1:4000 has.");
                    assertThat(thrown.failure().hint()).isEqualTo("Give servers of one cluster.");
                });
        assertThat(timer.nanoTime()).isEqualTo(OtherServers.LONGEST_DELAY.toNanos());
    }

    @Test
    void a_server_with_another_error_is_waited_for_and_refused_with_its_last_error() {
        failing("USE", Integer.MAX_VALUE, FailureKind.STATEMENT_REFUSED, 1235);

        assertThatThrownBy(
                        () -> servers(InTurnScenario.of(4), THREE.subList(0, 2)).awaitDatabase())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(1235));
        assertThat(timer.nanoTime()).isEqualTo(OtherServers.LONGEST_DELAY.toNanos());
    }

    @Test
    void a_table_that_stays_unknown_is_one_that_the_server_does_not_have() {
        failing("USE", Integer.MAX_VALUE, FailureKind.STATEMENT_REFUSED, 1146);

        assertThatThrownBy(
                        () -> servers(InTurnScenario.of(4), THREE.subList(0, 2)).awaitPrepared(new Concluded(0)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().sentence())
                                .isEqualTo(
                                        "127.0.0.1:4001 does not have all rows of the database tidb_client_1 10s after"
                                                + " 127.0.0.1:4000 has."));
    }

    @Test
    void a_server_that_is_not_reached_or_refuses_the_user_is_not_waited_for() {
        for (FailureKind kind : List.of(FailureKind.CONNECTION_LOST, FailureKind.NO_PRIVILEGE)) {
            failing("USE", 1, kind, kind == FailureKind.NO_PRIVILEGE ? 1044 : 0);

            assertThatThrownBy(() ->
                            servers(InTurnScenario.of(2), THREE.subList(0, 2)).awaitDatabase())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            thrown -> assertThat(thrown.failure().kind()).isEqualTo(kind));
        }
    }

    @Test
    void a_server_without_sessions_at_the_beginning_is_not_asked() throws InterruptedException {
        Scenario scenario = TestScripts.one("""
                scenario: s
                sessions: {a: , b: {server: 3, connect: later}}
                steps: [{a: SELECT 1}, {connect: b}]
                """);

        servers(scenario, THREE).awaitDatabase();

        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void one_server_waits_for_nothing() throws InterruptedException {
        OtherServers none = servers(InTurnScenario.of(3), THREE.subList(0, 1));

        none.awaitDatabase();

        assertThat(none.conclude(new Concluded(0))).isEmpty();
        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void what_a_program_made_is_waited_for_on_each_server() throws InterruptedException {
        Concluded program = new Concluded(2);

        servers(InTurnScenario.of(3), THREE).awaitPrepared(program);

        assertThat(program.questions).isEqualTo(4);
    }

    @Test
    void the_others_are_still_read_when_a_server_fails_at_the_end() {
        AtomicInteger opened = new AtomicInteger();
        sessions.whenOpened(() -> {
            if (opened.getAndIncrement() == 0) {
                FakeSessions.failing(FailureKind.CONNECTION_REFUSED, 0).run();
            }
        });
        Concluded program = new Concluded(0);

        assertThat(servers(InTurnScenario.of(3), THREE).conclude(program))
                .hasValueSatisfying(
                        thrown -> assertThat(thrown.failure().kind()).isEqualTo(FailureKind.CONNECTION_REFUSED));

        assertThat(program.servers).containsExactly(2);
        assertThat(sessions.log())
                .containsExactly(
                        "open (reader 2)",
                        "open (reader 3)",
                        "SET SESSION autocommit = 1",
                        "USE `tidb_client_1`",
                        "close (reader 3)");
    }

    /** A program whose work is visible after some questions, and which notes where it concludes. */
    private static final class Concluded implements ClientProgram {
        private final List<Integer> servers = new ArrayList<>();
        private int invisible;
        private int questions;

        Concluded(int invisible) {
            this.invisible = invisible;
        }

        @Override
        public void prepare(Session admin) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isVisible(Session other) {
            questions++;
            return invisible-- <= 0;
        }

        @Override
        public End transaction(ProgramSession session) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void conclude(Session session, int server) {
            servers.add(server);
        }
    }
}
