package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client of a program meets when its server fails, and when the run is stopped. */
class ConnectedSessionTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();
    private final ProgramSession session = session();

    @AfterEach
    void end_threads() {
        boolean unused = Thread.interrupted();
        threads.shutdownNow();
    }

    private ProgramSession session() {
        ManualTimer timer = new ManualTimer();
        ScenarioContext context = ScenarioContexts.of(
                TestScripts.one("scenario: s\nsessions: {a: }\nsteps: [{a: SELECT 1}]\n"), sessions, threads, timer);
        SessionConnection connection = new SessionConnection(context, "a");
        long unused = connection.open();
        return new ConnectedSession(
                0, 0, connection, timer, timer::nanoTime, new SessionKiller(context, unreported -> {}));
    }

    /** Fails as a call does whose thread is interrupted by the stop, which closes the socket. */
    private static void stopped() {
        Thread.currentThread().interrupt();
        FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
    }

    @Test
    void a_connection_that_the_server_closed_is_a_failure() {
        sessions.when("COMMIT", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));

        assertThatThrownBy(() -> session.run("COMMIT", List.of())).isInstanceOf(FailureException.class);
    }

    @Test
    void a_statement_that_the_stop_broke_off_is_no_failure_of_the_server() {
        sessions.when("COMMIT", ConnectedSessionTest::stopped);

        assertThatThrownBy(() -> session.run("COMMIT", List.of())).isInstanceOf(CancellationException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void a_connection_that_cannot_be_opened_is_a_failure_unless_the_stop_broke_it_off() {
        sessions.whenOpened(FakeSessions.failing(FailureKind.CONNECTION_REFUSED, 0));
        assertThatThrownBy(session::reconnect).isInstanceOf(FailureException.class);

        sessions.whenOpened(ConnectedSessionTest::stopped);
        assertThatThrownBy(session::reconnect).isInstanceOf(CancellationException.class);
    }
}
