package io.tidbclient.cli.check;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.LongRunHeap;
import io.tidbclient.cli.OutputEnd;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.Repetition;
import io.tidbclient.config.ResolvedSettings;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.StopCause;
import io.tidbclient.output.OutputQueue;
import io.tidbclient.output.SeriesRenderer;
import io.tidbclient.schedule.JobScheduler;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jakarta.enterprise.context.ApplicationScoped;

/** Repeats a check by plan, from the request to the printed result. */
@ApplicationScoped
class RepeatedCheck {
    private static final String JOB = "check";

    private final CheckRunner runner;
    private final Rendering rendering;
    private final JobScheduler scheduler;
    private final Interrupts interrupts;
    private final OutputEnd outputEnd;
    private final ScheduledExecutorService timer;

    RepeatedCheck(
            CheckRunner runner,
            Rendering rendering,
            JobScheduler scheduler,
            Interrupts interrupts,
            OutputEnd outputEnd,
            ScheduledExecutorService timer) {
        this.runner = runner;
        this.rendering = rendering;
        this.scheduler = scheduler;
        this.interrupts = interrupts;
        this.outputEnd = outputEnd;
        this.timer = timer;
    }

    /** Repeats the check of {@code request} until its count, its time limit or a signal ends it; the exit code. */
    int run(CheckRequest request, Repetition repetition, ResolvedSettings settings) {
        SeriesRenderer renderer = rendering.forSeries(settings);
        // Refuses what is wrong, and reads the TLS files, so that no run reads them on the event loop that starts it.
        Run<CheckSnapshot> unused = runner.prepare(request.withoutLimit(), settings);
        CompletableFuture<Throwable> outputFailed = new CompletableFuture<>();
        try (OutputQueue queue = new OutputQueue(outputFailed::complete)) {
            LongRunHeap.use();
            CheckSeries series = new CheckSeries(
                    repetition,
                    () -> runner.prepare(request.withoutLimit(), settings),
                    (number, result) -> queue.add(() -> renderer.run(number, result)));
            CompletableFuture<Void> unusedStop =
                    outputFailed.thenAccept(thrown -> series.stop(new StopCause.Broken(thrown.toString())));
            return run(request, series, queue, renderer);
        }
    }

    private int run(CheckRequest request, CheckSeries series, OutputQueue queue, SeriesRenderer renderer) {
        CompletableFuture<Integer> signalled = new CompletableFuture<>();
        interrupts.listen(signal -> {
            series.stop(new StopCause.Interrupted(signal));
            boolean unused = signalled.complete(signal);
        });
        outputEnd.onLoss(series::stop);
        Optional<Future<?>> timeout = request.timeout().map(limit -> stopAfter(limit, series));
        scheduler.schedule(JOB, series.plan(), series::next);
        series.end().await().indefinitely();
        scheduler.unschedule(JOB);
        timeout.ifPresent(pending -> pending.cancel(false));
        int skipped = scheduler.skipped(JOB);
        if (series.endedByLoss()) {
            outputEnd.endedByLoss();
        }
        RunVerdict ofRuns = series.verdict(skipped);
        OutputEnd.Ending ending = new OutputEnd.Ending(ofRuns.outcome(), series.wasStopped(), signalled, () -> {});
        return outputEnd.await(queue, ending, () -> {
            RunVerdict verdict = OutputEnd.verdict(ofRuns, queue);
            renderer.finished(series.soFar(), skipped, verdict);
            return ExitCode.of(verdict.outcome());
        });
    }

    private Future<?> stopAfter(Duration limit, CheckSeries series) {
        return timer.schedule(() -> series.stop(new StopCause.OutOfTime(limit)), limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
