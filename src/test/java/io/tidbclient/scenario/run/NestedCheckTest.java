package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.StateContext;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** A step that checks the connection: what it checks, and that nothing of it stays. */
class NestedCheckTest {
    private static final String CHECK = """
            scenario: s
            sessions: [a]
            steps:
              - check: a
                until: GettingVersion
            """;

    private final ScenarioRuns runs = new ScenarioRuns();
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void stop() {
        ended.countDown();
        runs.close();
    }

    @Test
    void the_connection_of_a_check_is_let_go_of() {
        assertThat(runs.run(CHECK).status()).isEqualTo(Status.PASSED);

        assertThat(runs.sessions().forgotten()).containsOnlyOnce("check of a");
    }

    @Test
    void a_check_that_is_under_way_when_the_scenario_is_stopped_is_ended() {
        AtomicInteger identified = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        runs.sessions().when("SELECT VERSION()", () -> {
            if (identified.incrementAndGet() == 2) {
                stopped.set(isInterrupted());
                FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
            }
        });
        ScenarioRun run = runs.prepare(CHECK);
        CompletableFuture<ScenarioOutcome> running = runs.begin(run);
        Awaitility.await().atMost(ScenarioRuns.PATIENCE).until(() -> identified.get() == 2);

        run.interrupt(2);

        assertThat(ScenarioRuns.ended(running).results())
                .extracting(ScenarioResult::status)
                .containsExactly(Status.STOPPED);
        Awaitility.await()
                .atMost(ScenarioRuns.PATIENCE)
                .untilAsserted(() -> assertThat(runs.log()).contains("close check of a"));
        Awaitility.await().atMost(ScenarioRuns.PATIENCE).untilTrue(stopped);
    }

    /** Whether the thread is interrupted before the test is over. */
    private boolean isInterrupted() {
        try {
            boolean unused = ended.await(20, TimeUnit.SECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** The databases that a check up to a state is asked for. */
    private static List<String> databases(String state) {
        FakeSessions sessions = new FakeSessions();
        ScenarioContext scenarioContext = ScenarioContexts.of(
                TestScripts.steps("- check: a", "  until: " + state), sessions, new ManualTimer(), new ManualTimer());
        List<ConnectionSettings> checked = new ArrayList<>();
        StepHandler.Tools tools = new StepHandler.Tools(
                scenarioContext.tools().blocking(),
                scenarioContext.tools().failures(),
                (settings, last) -> {
                    checked.add(settings);
                    return Uni.createFrom().item(Optional.empty());
                },
                scenarioContext.tools().time());
        StateContext context = new StateContext("a", new ScenarioContexts.ImmediateStarter(), event -> {});
        context.put(SessionProtocol.CONNECTION, new SessionConnection(scenarioContext, "a"));
        var done = new StepHandler(scenarioContext.schedule().invocations().getFirst(), tools)
                .execute(context)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(done.why()).isEqualTo("done");
        return checked.getFirst().databases();
    }

    @Test
    void a_check_that_verifies_a_database_verifies_that_of_the_scenario() {
        assertThat(databases("VerifyingDatabase")).containsExactly("tidb_client_1");
        assertThat(databases("GettingVersion")).isEmpty();
    }
}
