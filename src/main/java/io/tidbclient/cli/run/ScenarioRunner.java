package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.Launcher;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.Settings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.coordination.Run;
import io.tidbclient.coordination.RunPlan;
import io.tidbclient.coordination.RunPlan.Participant;
import io.tidbclient.coordination.RunResult;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.output.scenario.ScenarioReport;
import io.tidbclient.resilience.GuardedCalls;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.play.ConnectionCheck;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.Player;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.handler.CheckRun;
import io.tidbclient.state.handler.CheckRun.WatchLimits;
import io.tidbclient.state.handler.CheckWorkflow;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import jakarta.enterprise.context.ApplicationScoped;

/** Plays scenarios from the order to the printed result. */
@ApplicationScoped
class ScenarioRunner {
    private final Launcher launcher;
    private final Clock clock;
    private final Interrupts interrupts;
    private final ScenarioOutput output;
    private final Player player;

    /**
     * What is to be played.
     *
     * @param scenarios in order
     * @param repeat each so many times
     * @param atOnce how many at the same time
     * @param seed what chance begins with
     * @param history the file for every operation
     * @param junit the file for a JUnit report
     */
    record Order(
            List<Scenario> scenarios,
            int repeat,
            int atOnce,
            OptionalLong seed,
            Optional<Path> history,
            Optional<Path> junit) {}

    ScenarioRunner(
            Launcher launcher,
            SessionFactory sessions,
            FailureClassifier failures,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            Clock clock,
            Interrupts interrupts,
            ConnectionCheck check,
            ScenarioOutput output) {
        this.launcher = launcher;
        this.clock = clock;
        this.interrupts = interrupts;
        this.output = output;
        this.player = new Player(new Player.Environment(sessions, failures, blocking, timer, clock, check));
    }

    /** Plays all of it; the exit code. */
    int run(Order order, ConnectionPlan plan, ResolvedSettings settings) {
        launcher.readTlsFiles(List.of(plan.first()));
        Instant startedAt = clock.instant();
        long seed = order.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000_000));
        try (ScenarioOutput.Shown shown = output.open(settings, order.history(), order.junit());
                Ensemble ensemble = new Ensemble(order.atOnce(), settings.get(Settings.FAIL_FAST))) {
            interrupts.listen(ensemble::interrupt);
            RunResult probe = probe(plan.first(), ensemble);
            Optional<ServerVersion> version =
                    probe.last().connections().getFirst().version();
            List<Performance> performances = new ArrayList<>();
            RunVerdict verdict = probe.verdict();
            if (probe.verdict().isSuccess() && version.isPresent()) {
                Programme programme = new Programme(
                        version.get().product(),
                        plan.first(),
                        settings.find(Settings.TIMEOUT),
                        shown::happened,
                        shown.keepsHistory());
                performances = ensemble.play(
                        programme.of(order.scenarios(), order.repeat(), seed, clock.instant()), player, shown::ended);
                verdict = ScenarioVerdict.of(performances, ensemble.interruptedBy());
            } else {
                verdict = ScenarioVerdict.notReached(probe);
            }
            ScenarioReport report = new ScenarioReport(
                    plan.first().target().toString(),
                    version,
                    startedAt,
                    Duration.between(startedAt, clock.instant()),
                    performances,
                    verdict);
            return ExitCode.of(shown.finished(report).outcome());
        }
    }

    /** Asks the server what it is, with the check's own states. */
    private RunResult probe(ConnectionSettings connection, Ensemble ensemble) {
        GuardedCalls guarded = launcher.once();
        CheckRun check = new CheckRun(number -> connection, WatchLimits.NONE, guarded, clock);
        Duration limit =
                connection.timeouts().connect().plus(connection.timeouts().read());
        RunPlan plan = new RunPlan(
                CheckWorkflow.upTo("GettingVersion", limit),
                List.of(new Participant("c1", connection.target(), context -> check.prepare(context, 0))),
                1,
                false,
                Optional.empty());
        Run run = launcher.prepare(plan, (event, after) -> {}).start();
        return ensemble.during(run, run.result());
    }
}
