package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

class OpenConnectionsTest {
    private static final Scenario SCENARIO = TestScripts.one("""
            scenario: s
            sessions: [a, b]
            steps: [{a: SELECT 1}]
            """);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeSessions sessions = new FakeSessions();
    private final ScenarioContext scenarioContext =
            ScenarioContexts.of(SCENARIO, sessions, new GrantLock(sessions), threads, new ManualTimer());
    private final OpenConnections openConnections = new OpenConnections();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void all_that_are_open_are_closed() {
        openConnections.add(opened("a"));
        openConnections.add(opened("b"));

        assertThat(openConnections.end()).isEmpty();

        assertThat(sessions.log()).contains("close a", "close b");
    }

    @Test
    void one_that_comes_after_the_end_is_closed_at_once() {
        assertThat(openConnections.end()).isEmpty();

        openConnections.add(opened("a"));

        assertThat(sessions.log()).contains("close a");
    }

    @Test
    void one_that_is_closed_while_it_is_prepared_is_cut() {
        SessionConnection connection = new SessionConnection(scenarioContext, "a");
        openConnections.add(connection);
        sessions.when("USE", openConnections::end);

        try {
            connection.open();
        } catch (RuntimeException closed) {
            // Whatever the rest of the opening makes of it.
        }

        assertThat(sessions.log()).contains("abort a");
    }

    @Test
    void the_connection_of_one_session_is_cut() {
        openConnections.add(opened("a"));
        openConnections.add(opened("b"));

        openConnections.cut("a");

        assertThat(sessions.log()).contains("abort a").doesNotContain("abort b");
    }

    private SessionConnection opened(String session) {
        SessionConnection connection = new SessionConnection(scenarioContext, session);
        connection.open();
        return connection;
    }
}
