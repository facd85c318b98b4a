package io.tidbclient.scenario.run;

import io.tidbclient.engine.StateContext;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

class JoiningHandlerTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();
    private final ScenarioContexts.ImmediateStarter bus = new ScenarioContexts.ImmediateStarter();

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private String join(String plan, String step) {
        ScenarioContext scenarioContext = ScenarioContexts.of(
                TestScripts.one("scenario: s\nsessions: {a: " + plan + "}\nsteps: [{" + step + "}]\n"),
                sessions,
                threads,
                new ManualTimer());
        return new JoiningHandler(scenarioContext)
                .execute(new StateContext("a", bus, event -> {}))
                .await()
                .atMost(Duration.ofSeconds(10))
                .why();
    }

    @Test
    void a_session_connects_when_the_fixture_is_ready_unless_a_step_connects_it() {
        assertThat(join("{connect: later}", "connect: a")).isEqualTo("connects later");
        assertThat(sessions.log()).isEmpty();

        assertThat(join("", "a: SELECT 1")).isEqualTo("connected");
        assertThat(sessions.log()).startsWith("open a");
        assertThat(bus.heard())
                .containsExactly(new SessionProtocol.SessionReady(0), new SessionProtocol.SessionReady(77));
    }
}
