package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.text.LinePrinter;

import java.time.ZoneId;
import java.util.function.IntSupplier;

/** The summary of a check for people, at its end. */
public final class SummaryRenderer implements RunRenderer<CheckSnapshot> {
    private final LinePrinter results;
    private final Verbosity verbosity;
    private final IntSupplier width;
    private final ExitCodes exitCodes;
    private final ZoneId zone;
    private final JobFold jobFold = JobFold.usual();
    private volatile JobBoard board = JobBoard.NONE;

    /**
     * @param results standard output
     * @param verbosity with {@link Verbosity#QUIET} the verdict is all that is printed
     * @param width how many columns a line may take
     * @param exitCodes the numbers that the verdict names
     * @param zone the reader's, for times of day
     */
    public SummaryRenderer(
            LinePrinter results, Verbosity verbosity, IntSupplier width, ExitCodes exitCodes, ZoneId zone) {
        this.results = results;
        this.verbosity = verbosity;
        this.width = width;
        this.exitCodes = exitCodes;
        this.zone = zone;
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        // The rest is in the last snapshot.
        board = jobFold.after(board, event, after);
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        Summary summary = new Summary(width.getAsInt(), exitCodes);
        results.lines(
                verbosity == Verbosity.QUIET
                        ? summary.result(last, verdict)
                        : summary.lines(last, verdict, board, zone));
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
