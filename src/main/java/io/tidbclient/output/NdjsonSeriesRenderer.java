package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.report.RunSeries;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.json.ReportJson;

import java.io.PrintStream;
import java.time.InstantSource;

/** One JSON object per run, its whole report, and one about all of them at the end. */
public final class NdjsonSeriesRenderer implements SeriesRenderer {
    private final PrintStream out;
    private final ReportJson report;
    private final InstantSource clock;

    /**
     * @param out where the lines go; stays open
     * @param report writes them
     * @param clock stamps the last one
     */
    public NdjsonSeriesRenderer(PrintStream out, ReportJson report, InstantSource clock) {
        this.out = out;
        this.report = report;
        this.clock = clock;
    }

    @Override
    public void run(int number, RunResult<CheckSnapshot> result) {
        report.writeRun(out, number, result);
        out.flush();
    }

    @Override
    public void finished(RunSeries series, int skipped, RunVerdict verdict) {
        report.writeSeries(out, clock.instant(), series, skipped, verdict);
        out.flush();
    }
}
