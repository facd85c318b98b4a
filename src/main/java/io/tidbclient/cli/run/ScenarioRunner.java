package io.tidbclient.cli.run;

import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.CheckWorkflow;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.Launcher;
import io.tidbclient.cli.OutputEnd;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.OutputQueue;
import io.tidbclient.output.scenario.ScenarioReport;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ParallelExecutor;
import io.tidbclient.scenario.run.ScenarioExecutor;
import io.tidbclient.scenario.run.ScenarioPlan;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioVerdict;
import io.tidbclient.time.TimeSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs scenarios from the order to the printed result. */
@ApplicationScoped
class ScenarioRunner {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Launcher launcher;
    private final TimeSource time;
    private final Interrupts interrupts;
    private final OutputEnd outputEnd;
    private final ScenarioOutput output;
    private final ScenarioExecutor executor;

    /**
     * What is to be run.
     *
     * @param scenarios in order
     * @param repeat repetitions of each
     * @param atOnce how many at the same time
     * @param seed the random seed
     * @param history the file for every operation
     * @param junit the file for a JUnit report
     */
    record RunRequest(
            List<Scenario> scenarios,
            int repeat,
            int atOnce,
            OptionalLong seed,
            Optional<Path> history,
            Optional<Path> junit) {}

    ScenarioRunner(
            Launcher launcher,
            ScenarioExecutor executor,
            Interrupts interrupts,
            ScenarioOutput output,
            OutputEnd outputEnd,
            TimeSource time) {
        this.launcher = launcher;
        this.executor = executor;
        this.interrupts = interrupts;
        this.output = output;
        this.outputEnd = outputEnd;
        this.time = time;
    }

    /** Runs all of it; the exit code. */
    int run(RunRequest request, ConnectionPlan plan, ResolvedSettings settings) {
        launcher.readTlsFiles(List.of(plan.first()));
        Instant startedAt = time.instant();
        long seed = request.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1_000_000_000));
        try (ScenarioOutput.OpenOutput opened = output.open(settings, request.history(), request.junit());
                ParallelExecutor parallel = new ParallelExecutor(request.atOnce(), settings.get(RunOptions.FAIL_FAST));
                OutputQueue queue = new OutputQueue(parallel::outputFailed)) {
            CompletableFuture<Integer> signalled = new CompletableFuture<>();
            interrupts.listen(signal -> {
                parallel.interrupt(signal);
                boolean unused = signalled.complete(signal);
            });
            interrupts.reportUnfinished(parallel::unfinished);
            RunResult<CheckSnapshot> probe = probe(plan.first(), parallel);
            Optional<ServerVersion> version =
                    probe.last().connections().getFirst().version();
            List<ScenarioResult> results = new ArrayList<>();
            RunVerdict verdict = probe.verdict();
            if (probe.verdict().isSuccess() && version.isPresent()) {
                ScenarioPlan scenarioPlan = new ScenarioPlan(
                        version.get().product(),
                        plan.first(),
                        settings.find(RunOptions.TIMEOUT),
                        (title, event) -> queue.add(() -> opened.happened(title, event)),
                        opened.keepsHistory());
                List<ParallelExecutor.Item> items =
                        scenarioPlan.of(request.scenarios(), request.repeat(), seed, time.instant());
                String server = plan.first().target() + "  "
                        + version.get().product().label() + " " + version.get().release();
                queue.add(() -> opened.begins(server, items.size()));
                RefreshTimer.Ticking ticking = RefreshTimer.onThread().every(TICK, () -> queue.add(opened::tick));
                try {
                    results = parallel.run(items, executor, result -> queue.add(() -> opened.ended(result)));
                } finally {
                    ticking.close();
                }
                verdict = ScenarioVerdict.of(results, parallel.interruptedBy());
            } else {
                verdict = ScenarioVerdict.notReached(probe);
            }
            Duration took = Duration.between(startedAt, time.instant());
            List<ScenarioResult> ended = results;
            RunVerdict ofScenarios = verdict;
            OutputEnd.Ending ending = new OutputEnd.Ending(
                    verdict.outcome(), parallel.interruptedBy().isPresent(), signalled, () -> {});
            return outputEnd.await(
                    queue,
                    ending,
                    () -> ExitCode.of(opened.finished(new ScenarioReport(
                                    plan.first().target().toString(),
                                    version,
                                    startedAt,
                                    took,
                                    ended,
                                    OutputEnd.verdict(ofScenarios, queue)))
                            .outcome()));
        }
    }

    /** Asks the server what it is, with the check's own states. */
    private RunResult<CheckSnapshot> probe(ConnectionSettings connection, ParallelExecutor parallel) {
        ResilientCalls resilientCalls = launcher.once();
        CheckRun check = new CheckRun(number -> connection, WatchLimits.NONE, resilientCalls, time.monotonic());
        Duration limit =
                connection.timeouts().connect().plus(connection.timeouts().read());
        RunPlan plan = new RunPlan(
                CheckWorkflow.upTo("GettingVersion", limit),
                List.of(new Participant(connection.name(), context -> check.prepare(context, 0))),
                1,
                false,
                Optional.empty());
        Run<CheckSnapshot> run =
                launcher.prepare(plan, CheckFold.of(List.of(connection))).start();
        return parallel.during(run, run.result());
    }
}
