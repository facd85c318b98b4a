package io.tidbclient.cli.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.report.RunSeries;
import io.tidbclient.config.Plan;
import io.tidbclient.config.Repetition;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.StopCause;
import io.tidbclient.output.text.Units;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The runs of a repeated check: starts the next one when it is due, keeps what came of them, and ends. A run that is stopped
 * before its end proves nothing, so it does not count.
 */
final class CheckSeries {
    private final Repetition repetition;
    private final Supplier<Run<CheckSnapshot>> prepare;
    private final BiConsumer<Integer, RunResult<CheckSnapshot>> printer;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private RunSeries series = RunSeries.EMPTY;
    private Optional<Run<CheckSnapshot>> running = Optional.empty();
    private Optional<StopCause> stopped = Optional.empty();
    private Optional<RunVerdict> broken = Optional.empty();

    /**
     * @param prepare makes a run, not yet started
     * @param printer prints each run that counts, with its number from 1; returns at once
     */
    CheckSeries(
            Repetition repetition,
            Supplier<Run<CheckSnapshot>> prepare,
            BiConsumer<Integer, RunResult<CheckSnapshot>> printer) {
        this.repetition = repetition;
        this.prepare = prepare;
        this.printer = printer;
    }

    /** Whether something other than its count ended it. */
    synchronized boolean wasStopped() {
        return stopped.isPresent();
    }

    /** Whether it ended early because its output was lost; not when its count was reached meanwhile. */
    synchronized boolean endedByLoss() {
        return !isLast()
                && stopped.filter(StopCause.OutputLost.class::isInstance).isPresent();
    }

    /** When its runs are due. */
    Plan plan() {
        return repetition.plan();
    }

    /** Starts a run; completes when it has ended and is printed. Does nothing once the series has ended. */
    synchronized Uni<Void> next() {
        if (stopped.isPresent() || running.isPresent() || end.isDone()) {
            return Uni.createFrom().voidItem();
        }
        Run<CheckSnapshot> run = prepare.get();
        running = Optional.of(run);
        return run.start()
                .result()
                .onItem()
                .invoke(this::ended)
                .onFailure()
                .invoke(end::completeExceptionally)
                .replaceWithVoid();
    }

    /** Ends the series: now, or when the run that is under way has been stopped. Returns at once. */
    synchronized void stop(StopCause cause) {
        if (stopped.isPresent()) {
            return;
        }
        stopped = Optional.of(cause);
        running.ifPresentOrElse(run -> run.stop(cause), () -> end.complete(null));
    }

    /** Completes when the last run has ended. */
    Uni<Void> end() {
        return Uni.createFrom().completionStage(end);
    }

    /** What came of the runs so far. */
    synchronized RunSeries soFar() {
        return series;
    }

    /**
     * What came of the series, once it has ended.
     *
     * @param skipped runs that were due while another was under way
     */
    synchronized RunVerdict verdict(int skipped) {
        if (broken.isPresent()) {
            return broken.get();
        }
        String counts = counts(skipped);
        return stopped.map(cause -> ofStopped(cause, counts)).orElseGet(() -> ofRuns(counts));
    }

    private void ended(RunResult<CheckSnapshot> result) {
        if (keep(result)) {
            printer.accept(soFar().runs(), result);
        }
        synchronized (this) {
            running = Optional.empty();
            if (stopped.isPresent() || broken.isPresent() || isLast()) {
                end.complete(null);
            }
        }
    }

    /** Whether the run counts. */
    private synchronized boolean keep(RunResult<CheckSnapshot> result) {
        if (result.verdict().outcome() == Outcome.INTERNAL_ERROR) {
            broken = Optional.of(result.verdict());
            return false;
        }
        if (stopped.isPresent() && result.run().stopping().isPresent()) {
            return false;
        }
        series = series.with(result.verdict());
        return true;
    }

    private boolean isLast() {
        return repetition.count().isPresent()
                && series.runs() >= repetition.count().getAsInt();
    }

    private RunVerdict ofStopped(StopCause cause, String counts) {
        return switch (cause) {
            case StopCause.Interrupted interrupted ->
                new RunVerdict(Outcome.ofSignal(interrupted.signal()), interrupted.reason() + "; " + counts);
            case StopCause.OutOfTime late ->
                series.runs() == 0
                        ? new RunVerdict(Outcome.TIMED_OUT, "gave up: " + late.reason() + "; " + counts)
                        : ofRuns(counts);
            case StopCause.FailFast first -> ofRuns(counts);
            case StopCause.OutputLost lost ->
                endedByLoss() ? new RunVerdict(Outcome.FAILED, lost.reason() + "; " + counts) : ofRuns(counts);
            case StopCause.Broken defect -> new RunVerdict(Outcome.INTERNAL_ERROR, defect.reason());
        };
    }

    private RunVerdict ofRuns(String counts) {
        Optional<RunVerdict> decisive = repetition.last() ? series.last() : series.worst();
        return new RunVerdict(decisive.map(RunVerdict::outcome).orElse(Outcome.FAILED), counts);
    }

    private String counts(int skipped) {
        if (series.runs() == 0) {
            return "no run has ended";
        }
        String failed = series.failed() == 0 ? "all succeeded" : Units.count(series.failed()) + " failed";
        String left = skipped == 0 ? "" : ", " + Units.count(skipped) + " skipped because a run was still in progress";
        return Units.count(series.runs(), "run", "runs") + ", " + failed + left;
    }
}
