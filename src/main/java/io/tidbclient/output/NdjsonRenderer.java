package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.json.EventJson;
import io.tidbclient.output.json.ReportJson;

import java.io.PrintStream;

/** A JSON object a line as things happen, one for each connection that has ended; the last line is the whole report. */
public final class NdjsonRenderer implements RunRenderer<CheckSnapshot> {
    private final PrintStream out;
    private final ReportJson report;
    private final EndedConnections ended;

    /**
     * @param out where the lines go; stays open
     * @param report writes those of connections and the last one
     * @param pooled whether each connection is a pool
     */
    public NdjsonRenderer(PrintStream out, ReportJson report, boolean pooled) {
        this.out = out;
        this.report = report;
        this.ended = new EndedConnections(pooled);
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        EventJson.write(out, event, after);
        ended.after(event, after).ifPresent(view -> report.writeConnection(out, after.at(), view));
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        ended.rest(last).forEach(view -> report.writeConnection(out, last.at(), view));
        report.writeLine(out, last, verdict);
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
