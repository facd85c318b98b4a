package io.tidbclient.cli.run;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.OutputEnd;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.config.RunOptions;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.output.OutputQueue;
import io.tidbclient.output.scenario.ScenarioReport;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioFactory;
import io.tidbclient.scenario.run.ScenarioOrder;
import io.tidbclient.scenario.run.ScenarioOutcome;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioRun;
import io.tidbclient.time.Durations;
import io.tidbclient.time.TimeSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs scenarios from the order to the printed result. */
@ApplicationScoped
class ScenarioRunner {
    private final ScenarioFactory scenarios;
    private final TimeSource time;
    private final Interrupts interrupts;
    private final OutputEnd outputEnd;
    private final ScenarioOutput output;

    /**
     * What is to be run.
     *
     * @param scenarios in order
     * @param pace how often each, which orders of its steps, and how many at the same time
     * @param seed the random seed
     * @param form how text shows the steps
     * @param history the file for every operation
     * @param junit the file for a JUnit report
     * @param report the file for a page about the histories of workloads
     */
    record RunRequest(
            List<Scenario> scenarios,
            ScenarioOrder.Pace pace,
            long seed,
            StepsForm form,
            Optional<Path> history,
            Optional<Path> junit,
            Optional<Path> report) {}

    ScenarioRunner(
            ScenarioFactory scenarios,
            Interrupts interrupts,
            ScenarioOutput output,
            OutputEnd outputEnd,
            TimeSource time) {
        this.scenarios = scenarios;
        this.interrupts = interrupts;
        this.output = output;
        this.outputEnd = outputEnd;
        this.time = time;
    }

    /** Runs all of it; the exit code. */
    int run(RunRequest request, ConnectionPlan plan, ResolvedSettings settings) {
        ScenarioRun run = scenarios.prepare(order(request, plan, settings));
        Instant startedAt = time.instant();
        try (ScenarioOutput.OpenOutput opened = output.open(settings, request);
                OutputQueue queue = new OutputQueue(run::outputFailed)) {
            CompletableFuture<Integer> signalled = new CompletableFuture<>();
            interrupts.listen(signal -> {
                run.interrupt(signal);
                boolean unused = signalled.complete(signal);
            });
            interrupts.reportUnfinished(run::unfinished);
            ScenarioOutcome outcome;
            try (Shown shown = new Shown(plan.first().target().toString(), opened, queue)) {
                outcome = run.start(shown).await().indefinitely();
            }
            Duration took = Durations.between(startedAt, time.instant());
            OutputEnd.Ending ending = new OutputEnd.Ending(
                    outcome.verdict().outcome(), run.stopped().isPresent(), signalled, () -> {});
            return outputEnd.await(
                    queue,
                    ending,
                    () -> ExitCode.of(opened.finished(new ScenarioReport(
                                    plan.first().target().toString(),
                                    outcome.version(),
                                    startedAt,
                                    took,
                                    outcome.results(),
                                    OutputEnd.verdict(outcome.verdict(), queue)))
                            .outcome()));
        }
    }

    private static ScenarioOrder order(RunRequest request, ConnectionPlan plan, ResolvedSettings settings) {
        request.scenarios().forEach(scenario -> scenario.requireServers(plan.size()));
        return new ScenarioOrder(
                request.scenarios(),
                request.pace(),
                request.seed(),
                plan.connections(),
                settings.find(RunOptions.TIMEOUT),
                request.history().isPresent());
    }

    /** Writes the progress and the results of a run to the output. */
    private static final class Shown implements ScenarioRun.Listener, AutoCloseable {
        private final String target;
        private final ScenarioOutput.OpenOutput opened;
        private final OutputQueue queue;
        private final AtomicReference<RefreshTimer.Ticking> ticking = new AtomicReference<>();

        Shown(String target, ScenarioOutput.OpenOutput opened, OutputQueue queue) {
            this.target = target;
            this.opened = opened;
            this.queue = queue;
        }

        @Override
        public void begins(ServerVersion server, int count) {
            queue.add(() -> opened.begins(target, server, count));
            ticking.set(RefreshTimer.onThread().every(opened.period(), () -> queue.add(opened::tick)));
        }

        @Override
        public void happened(String title, ScenarioEvent event) {
            queue.add(() -> opened.happened(title, event));
        }

        @Override
        public void ended(ScenarioResult result) {
            queue.add(() -> opened.ended(result));
        }

        /** Ends the periodic progress. */
        @Override
        public void close() {
            RefreshTimer.Ticking started = ticking.getAndSet(null);
            if (started != null) {
                started.close();
            }
        }
    }
}
