package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.StopCause;
import io.tidbclient.output.Runs;
import io.tidbclient.scenario.run.ScenarioOrder;
import io.tidbclient.scenario.run.ScenarioOutcome;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.ScenarioRun;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.Scenarios;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetView.Condition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioMonitorTest {
    private final StatusBoard board = new StatusBoard(Runs.START);
    private final List<FakeRun> runs = new ArrayList<>();
    private final OngoingScenarios ongoing = new OngoingScenarios();
    private final Turns turns = new Turns(2);
    private Instant now = Runs.START;
    private Optional<RuntimeException> prevented = Optional.empty();
    private final ScenarioMonitor monitor = monitor("p4");

    ScenarioMonitorTest() {
        board.add(new ServerEvent.TargetsConfigured(List.of("shop")));
        board.add(new ServerEvent.ScenariosScheduled(
                "shop",
                List.of(
                        new ServerEvent.Due("p4", Optional.of(now.plusSeconds(3))),
                        new ServerEvent.Due("g0", Optional.empty()))));
    }

    @Test
    void a_run_is_shown_from_its_beginning_to_its_verdict() {
        Watched end = watch(monitor.execute());
        assertThat(view("p4").running()).contains(Runs.START);
        assertThat(view("p4").next()).contains(Runs.START.plusSeconds(3));
        assertThat(view("p4").status()).isEmpty();

        now = now.plusSeconds(2);
        runs.getFirst().end(Scenarios.outcome(Scenarios.failed()));

        assertThat(end.done).isTrue();
        assertThat(view("p4").running()).isEmpty();
        assertThat(view("p4").status()).contains(Status.FAILED);
        assertThat(view("p4").last().orElseThrow().took()).isEqualTo(Duration.ofSeconds(2));
        assertThat(view("p4").since()).contains(Runs.START.plusSeconds(2));
        assertThat(view("p4").next()).contains(Instant.EPOCH);
        assertThat(board.latest().target("shop").orElseThrow().condition())
                .as("a scenario that fails is no check that fails")
                .isEqualTo(Condition.UNKNOWN);
    }

    @Test
    void each_run_has_a_connection_and_a_number_of_its_own() {
        runs(Scenarios.outcome(Scenarios.passed()), Scenarios.outcome(Scenarios.passed()));

        assertThat(runs).extracting(run -> run.order.base().name()).containsExactly("p4/1", "p4/2");
        assertThat(view("p4").runs()).isEqualTo(2);
        assertThat(view("p4").since()).as("the first of both").contains(Runs.START.plusSeconds(1));
    }

    @Test
    void a_run_that_hangs_holds_up_another_scenario_of_its_target_and_none_of_another() {
        ScenarioMonitor other = monitor("g0");
        Watched unused = watch(monitor.execute());
        Watched unusedToo = watch(other.execute());
        Watched elsewhere = watch(turns.take("crm", () -> Uni.createFrom().voidItem()));

        assertThat(runs).hasSize(1);
        assertThat(elsewhere.done).isTrue();

        runs.getFirst().end(Scenarios.outcome(Scenarios.passed()));
        assertThat(runs).hasSize(2);
        assertThat(view("g0").running()).isPresent();
    }

    @Test
    void a_run_that_cannot_begin_or_breaks_down_could_not_be_run() {
        prevented = Optional.of(new IllegalStateException("the CA cannot be read"));
        assertThat(watch(monitor.execute()).done).isTrue();
        assertThat(view("p4").status()).contains(Status.ERROR);
        assertThat(view("p4").last().orElseThrow().sentence()).isEqualTo("no scenario was run: the CA cannot be read");

        prevented = Optional.empty();
        Watched end = watch(monitor.execute());
        runs.getFirst().result.fail(new IllegalStateException("a defect"));
        assertThat(end.done).isTrue();
        assertThat(view("p4").runs()).isEqualTo(2);
        assertThat(view("p4").status()).contains(Status.ERROR);
        assertThat(view("p4").running()).isEmpty();
    }

    @Test
    void what_is_stopped_is_waited_for_and_proves_nothing() {
        runs(Scenarios.outcome(Scenarios.passed()));
        Watched unused = watch(monitor.execute());
        assertThat(ongoing.unfinished()).containsExactly("database tidb_client_1 on target shop");

        Watched stopped = watch(monitor.stop());
        assertThat(runs.getLast().interruptedBy).contains(new StopCause.Interrupted(15));
        assertThat(stopped.done).as("its clean-up is waited for").isFalse();

        runs.getLast().end(Scenarios.outcome(Scenarios.stopped()));
        assertThat(stopped.done).isTrue();
        assertThat(ongoing.unfinished()).isEmpty();
        assertThat(view("p4").status()).contains(Status.PASSED);
        assertThat(view("p4").running()).isEmpty();

        assertThat(watch(monitor.execute()).done).as("no other one begins").isTrue();
        assertThat(runs).hasSize(2);
    }

    @Test
    void one_that_waits_for_its_turn_when_it_is_stopped_never_begins() {
        ScenarioMonitor other = monitor("g0");
        Watched unused = watch(monitor.execute());
        Watched waiting = watch(other.execute());

        assertThat(watch(other.stop()).done).isTrue();
        runs.getFirst().end(Scenarios.outcome(Scenarios.passed()));

        assertThat(waiting.done).isTrue();
        assertThat(runs).hasSize(1);
        assertThat(view("g0").running()).isEmpty();
    }

    private void runs(ScenarioOutcome... outcomes) {
        for (ScenarioOutcome outcome : outcomes) {
            Watched unused = watch(monitor.execute());
            now = now.plusSeconds(1);
            runs.getLast().end(outcome);
        }
    }

    private ScenarioMonitor monitor(String scenario) {
        ScenarioHost host = new ScenarioHost(this::prepare, turns, ongoing, board, () -> now, new Random(1));
        return new ScenarioMonitor(
                "shop", scenario, number -> order(scenario + "/" + number), () -> Optional.of(Instant.EPOCH), host);
    }

    private ScenarioRun prepare(ScenarioOrder order) {
        prevented.ifPresent(why -> {
            throw why;
        });
        FakeRun run = new FakeRun(order);
        runs.add(run);
        return run;
    }

    private static ScenarioOrder order(String connection) {
        return new ScenarioOrder(
                List.of(TestScripts.steps("- a: SELECT 1", "  rows: [[1]]")),
                ScenarioOrder.Pace.ONCE,
                1,
                List.of(ConnectionSettings.of(
                        connection, new ServerAddress("127.0.0.1", 4000), "root", Secret.of(""), "shop")),
                Optional.empty(),
                false);
    }

    private ScenarioView view(String scenario) {
        return board.latest()
                .target("shop")
                .orElseThrow()
                .scenarios()
                .find(scenario)
                .orElseThrow();
    }

    private static Watched watch(Uni<Void> end) {
        Watched watched = new Watched();
        var unused = end.subscribe().with(done -> watched.done = true);
        return watched;
    }

    private static final class Watched {
        private boolean done;
    }

    /** A run that ends when the test says. */
    private static final class FakeRun implements ScenarioRun {
        private final ScenarioOrder order;
        private UniEmitter<? super ScenarioOutcome> result;
        private Optional<StopCause> interruptedBy = Optional.empty();

        private FakeRun(ScenarioOrder order) {
            this.order = order;
        }

        private void end(ScenarioOutcome outcome) {
            result.complete(outcome);
        }

        @Override
        public Uni<ScenarioOutcome> start(Listener listener) {
            return Uni.createFrom().emitter(emitter -> result = emitter);
        }

        @Override
        public void interrupt(int signal) {
            interruptedBy = Optional.of(new StopCause.Interrupted(signal));
        }

        @Override
        public void outputFailed(Throwable thrown) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public Optional<StopCause> stopped() {
            return interruptedBy;
        }

        @Override
        public List<String> unfinished() {
            return List.of("database tidb_client_1");
        }
    }
}
