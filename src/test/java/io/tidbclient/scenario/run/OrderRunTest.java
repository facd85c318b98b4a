package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.run.ScenarioOrder.Pace;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.script.TestScripts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole runs in which a statement waits for a lock, as TiDB lists it. */
class OrderRunTest {
    private static final String STEPS = """
            scenario: s
            sessions: [a, b]
            steps:
              - {name: x, a: UPDATE t SET v = 1}
              - {name: y, a: COMMIT}
              - {name: z, b: UPDATE t SET v = 2}
              - {name: w, b: ROLLBACK}
            checks: [{sql: SELECT MAX(v) FROM t, row-count: 0}]
            permutations: %s
            """;

    private final ScenarioRuns runs = new ScenarioRuns();
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void stop() {
        ended.countDown();
        runs.close();
    }

    /** The second update waits for the first, whose transaction does not end. */
    private void lock() {
        runs.sessions()
                .when("UPDATE t SET v = 2", () -> {
                    await(ended);
                    FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
                })
                .whenAborted(ended::countDown)
                .answer(
                        "SELECT ID AS id, STATE AS state, SESSION_ID AS session, MEM_BUFFER_KEYS",
                        () -> new Answer(
                                List.of("id", "state", "session", "locks", "tables"),
                                List.of(true, false, true, true, false),
                                List.of(
                                        List.of("1", "Idle", id("a"), "1", "7"),
                                        List.of("2", "LockWaiting", id("b"), "0", "7")),
                                -1));
    }

    private String id(String session) {
        return runs.recorder().events().stream()
                .filter(ScenarioEvent.Joined.class::isInstance)
                .map(ScenarioEvent.Joined.class::cast)
                .filter(joined -> joined.session().equals(session))
                .map(joined -> String.valueOf(joined.connectionId()))
                .reduce((first, last) -> last)
                .orElse("0");
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Time passes until it has ended. */
    private ScenarioResult run(String script, int order) {
        CompletableFuture<ScenarioOutcome> running =
                runs.begin(runs.prepare(TestScripts.all(script), new Pace(1, 1, false, OptionalInt.of(order))));
        Awaitility.await().atMost(ScenarioRuns.PATIENCE).until(() -> {
            runs.timer().advance(Duration.ofMillis(20));
            return running.isDone();
        });
        return running.join().results().getFirst();
    }

    private static final String WAITS =
            "s.yaml:7:5: step 3 (w), b: ROLLBACK: expected that it can begin, got b still in"
                    + " step 2 (z), waiting for a (deduced from TIDB_TRX)";

    @Test
    void an_order_that_is_drawn_and_cannot_be_executed_is_skipped() {
        lock();

        ScenarioResult result = run(STEPS.formatted("all"), 3);

        assertThat(result.why()).isEqualTo("this order of the steps cannot be executed: " + WAITS);
        assertThat(result.status()).isEqualTo(Status.SKIPPED);
        assertThat(runs.log())
                .doesNotContain("ROLLBACK", "SELECT MAX(v) FROM t")
                .contains("DROP DATABASE IF EXISTS `DB`");
    }

    @Test
    void an_order_that_the_script_lists_and_that_cannot_be_executed_has_failed() {
        lock();

        ScenarioResult result = run(STEPS.formatted("[[x, z, w, y]]"), 2);

        assertThat(result.why()).isEqualTo(WAITS);
        assertThat(result.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void a_view_that_cannot_be_read_is_noted() {
        CountDownLatch asked = new CountDownLatch(1);
        runs.sessions()
                .answer("SELECT MAX", FakeSessions::rows)
                .when("SELECT ID AS id", () -> {
                    asked.countDown();
                    FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227).run();
                })
                .when("UPDATE t SET v = 1", () -> await(asked));

        ScenarioResult result = run(STEPS.formatted("all"), 1);

        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(result.notes())
                .contains(
                        "cannot read CLUSTER_TIDB_TRX (missing view or privilege); some lock waits may go undetected");
    }
}
