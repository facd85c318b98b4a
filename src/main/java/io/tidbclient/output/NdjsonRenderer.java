package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.json.EventJson;
import io.tidbclient.output.json.ReportJson;

import java.io.PrintStream;

/** A JSON object a line as things happen; the last line is the whole report. */
public final class NdjsonRenderer implements RunRenderer {
    private final PrintStream out;
    private final ReportJson report;

    /**
     * @param out where the lines go; stays open
     * @param report writes the last one
     */
    public NdjsonRenderer(PrintStream out, ReportJson report) {
        this.out = out;
        this.report = report;
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        EventJson.write(out, event, after);
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        report.writeLine(out, last, verdict);
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
