package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.StopCause;
import io.tidbclient.scenario.run.ScenarioOrder.Pace;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.script.TestScripts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Several scenarios in a run: which of them begin, and what stops those that have. */
class ScenarioStopTest {
    /** The first does not end by itself. */
    private static final String STUCK = """
            scenario: stuck
            sessions: [a]
            steps:
              - {a: SELECT SLEEP(9), limit: 2h}
            ---
            scenario: next
            sessions: [b]
            steps:
              - b: SELECT 1 FROM t
            """;

    private final ScenarioRuns runs = new ScenarioRuns();
    private final CountDownLatch aborted = new CountDownLatch(1);

    @AfterEach
    void stop() {
        aborted.countDown();
        runs.close();
    }

    private CompletableFuture<ScenarioOutcome> stuck(ScenarioRun run) {
        runs.sessions().whenAborted(aborted::countDown).when("SELECT SLEEP", () -> {
            await(aborted);
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });
        CompletableFuture<ScenarioOutcome> running = runs.begin(run);
        Awaitility.await().atMost(ScenarioRuns.PATIENCE).until(() -> runs.log().contains("SELECT SLEEP(9)"));
        return running;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            // The connection of an interrupted thread is closed, and the thread stays interrupted.
            Thread.currentThread().interrupt();
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        }
    }

    @Test
    void an_interrupt_stops_the_scenario_removes_what_it_made_and_begins_no_other() {
        ScenarioRun run = runs.prepare(STUCK);
        CompletableFuture<ScenarioOutcome> running = stuck(run);
        assertThat(run.unfinished()).singleElement().asString().startsWith("database tidb_client_");
        assertThat(run.stopped()).isEmpty();

        run.interrupt(15);

        ScenarioOutcome outcome = ScenarioRuns.ended(running);
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.TERMINATED);
        assertThat(outcome.verdict().sentence())
                .isEqualTo("interrupted; 0 of 2 scenarios passed, 1 stopped, 1 not started");
        assertThat(outcome.results()).extracting(ScenarioResult::status).containsExactly(Status.STOPPED);
        assertThat(run.stopped()).contains(new StopCause.Interrupted(15));
        assertThat(run.unfinished()).isEmpty();
        assertThat(outcome.results().getFirst().leftOvers()).isEmpty();
        assertThat(runs.log())
                .contains("KILL QUERY 77", "DROP DATABASE IF EXISTS `DB`")
                .doesNotContain("SELECT 1 FROM t");
    }

    @Test
    void output_that_cannot_be_written_stops_the_scenario_as_an_internal_error() {
        ScenarioRun run = runs.prepare(STUCK);
        CompletableFuture<ScenarioOutcome> running = stuck(run);

        run.outputFailed(new IllegalStateException("disk full"));

        ScenarioOutcome outcome = ScenarioRuns.ended(running);
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
        assertThat(outcome.results()).hasSize(1);
        assertThat(run.stopped()).contains(new StopCause.Broken("java.lang.IllegalStateException: disk full"));
        run.interrupt(2);
        assertThat(run.stopped().orElseThrow()).isInstanceOf(StopCause.Broken.class);
    }

    @Test
    void the_time_limit_stops_a_scenario_and_the_next_one_still_runs() {
        CompletableFuture<ScenarioOutcome> running = stuck(runs.prepare(STUCK));

        runs.timer().advance(Duration.ofHours(1));

        ScenarioOutcome outcome = ScenarioRuns.ended(running);
        assertThat(outcome.results())
                .extracting(ScenarioResult::title, ScenarioResult::status)
                .containsExactly(tuple("stuck", Status.STOPPED), tuple("next", Status.PASSED));
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void an_interrupt_while_the_server_is_identified_begins_no_scenario() {
        AtomicReference<ScenarioRun> run = new AtomicReference<>();
        runs.sessions().when("SELECT VERSION()", () -> run.get().interrupt(2));
        run.set(runs.prepare(STUCK));

        ScenarioOutcome outcome = runs.outcome(run.get());

        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(runs.log()).doesNotContain("CREATE DATABASE `DB`");
    }

    private List<String> notes(Runnable kill) {
        runs.sessions().when("KILL QUERY", kill);
        ScenarioRun run = runs.prepare(STUCK);
        CompletableFuture<ScenarioOutcome> running = stuck(run);
        run.interrupt(2);
        return ScenarioRuns.ended(running).results().getFirst().notes();
    }

    @Test
    void a_statement_that_the_server_does_not_end_is_noted() {
        assertThat(notes(FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1095)))
                .containsExactly("KILL QUERY 77: it failed");
    }

    @Test
    void a_statement_whose_session_has_gone_is_not_noted() {
        assertThat(notes(FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1094)))
                .isEmpty();
        assertThat(runs.log()).contains("KILL QUERY 77");
    }

    @Test
    void the_users_of_a_scenario_that_runs_are_among_what_would_stay_on_the_server() {
        ScenarioRun run = runs.prepare(STUCK.replaceFirst("sessions:", "users: {app: }\nsessions:"));
        CompletableFuture<ScenarioOutcome> running = stuck(run);

        assertThat(run.unfinished())
                .hasSize(2)
                .anySatisfy(what -> assertThat(what).matches("database tidb_client_[0-9a-f]{8}"))
                .anySatisfy(what -> assertThat(what).matches("user tc_[0-9a-f]{8}_app"));

        run.interrupt(2);
        assertThat(ScenarioRuns.ended(running).results()).hasSize(1);
    }

    @Test
    void a_run_that_is_interrupted_before_it_begins_does_not_wait_for_the_server() {
        ScenarioRun run = runs.prepare(STUCK);
        runs.sessions().when("SELECT VERSION()", () -> await(aborted));
        run.interrupt(2);

        ScenarioOutcome outcome = runs.outcome(run);

        assertThat(outcome.verdict().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(outcome.version()).isEmpty();
        assertThat(outcome.results()).isEmpty();
    }

    @Test
    void a_run_that_is_no_longer_listened_to_is_stopped_and_removes_what_it_made() {
        CompletableFuture<ScenarioOutcome> running = stuck(runs.prepare(STUCK));

        assertThat(running.cancel(true)).isTrue();

        Awaitility.await()
                .atMost(ScenarioRuns.PATIENCE)
                .untilAsserted(() -> assertThat(runs.log()).contains("close a", "DROP DATABASE IF EXISTS `DB`"));
    }

    private static final String BAD_AND_GOOD = """
            scenario: bad
            sessions: [a]
            steps:
              - a: SELECT 1 FROM t
                row-count: 9
            ---
            scenario: elsewhere
            only-on: mariadb
            sessions: [a]
            steps:
              - a: SELECT 2 FROM t
            ---
            scenario: good
            sessions: [a]
            steps:
              - a: SELECT 3 FROM t
            """;

    @Test
    void the_first_failure_is_the_end_only_when_that_was_asked_for() {
        ScenarioOutcome all =
                runs.outcome(runs.prepare(TestScripts.all(BAD_AND_GOOD), new Pace(1, 1, false, OptionalInt.empty())));
        ScenarioOutcome first =
                runs.outcome(runs.prepare(TestScripts.all(BAD_AND_GOOD), new Pace(1, 1, true, OptionalInt.empty())));

        assertThat(all.results())
                .extracting(ScenarioResult::status)
                .containsExactly(Status.FAILED, Status.SKIPPED, Status.PASSED);
        assertThat(first.results()).extracting(ScenarioResult::status).containsExactly(Status.FAILED, Status.SKIPPED);
        assertThat(runs.log()).containsOnlyOnce("SELECT 3 FROM t");
    }

    @Test
    void as_many_run_at_the_same_time_as_asked_for() {
        CyclicBarrier three = new CyclicBarrier(3);
        runs.sessions().when("SELECT 3", () -> meet(three));
        Pace pace = new Pace(6, 3, false, OptionalInt.empty());

        ScenarioOutcome outcome = runs.outcome(
                runs.prepare(TestScripts.all(BAD_AND_GOOD.substring(BAD_AND_GOOD.indexOf("scenario: good"))), pace));

        assertThat(outcome.results())
                .hasSize(6)
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(Status.PASSED));
        assertThat(runs.recorder().beginnings()).containsExactly("6 on TiDB");
        assertThat(runs.recorder().ended()).hasSize(6);
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
