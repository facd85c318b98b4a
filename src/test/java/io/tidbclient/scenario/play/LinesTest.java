package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Scripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

class LinesTest {
    private static final Scenario SCENARIO = Scripts.one("""
            scenario: s
            sessions: [a, b]
            steps: [{a: SELECT 1}]
            """);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeSessions sessions = new FakeSessions();
    private final Production production =
            Productions.of(SCENARIO, sessions, new Privileges(sessions), threads, new ManualTimer());
    private final Lines lines = new Lines();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void all_that_are_open_are_closed() {
        lines.add(opened("a"));
        lines.add(opened("b"));

        assertThat(lines.end()).isEmpty();

        assertThat(sessions.log()).contains("close a", "close b");
    }

    @Test
    void one_that_comes_after_the_end_is_closed_at_once() {
        assertThat(lines.end()).isEmpty();

        lines.add(opened("a"));

        assertThat(sessions.log()).contains("close a");
    }

    @Test
    void one_that_is_closed_while_it_is_prepared_is_cut() {
        Line line = new Line(production, "a");
        lines.add(line);
        sessions.when("USE", lines::end);

        try {
            line.open();
        } catch (RuntimeException closed) {
            // Whatever the rest of the opening makes of it.
        }

        assertThat(sessions.log()).contains("abort a");
    }

    private Line opened(String session) {
        Line line = new Line(production, session);
        line.open();
        return line;
    }
}
