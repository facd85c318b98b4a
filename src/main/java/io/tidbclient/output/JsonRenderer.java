package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.json.ReportJson;

import java.io.PrintStream;

/** One complete JSON document at the end, whatever the end was. */
public final class JsonRenderer implements RunRenderer<CheckSnapshot> {
    private final PrintStream out;
    private final ReportJson report;

    /**
     * @param out where the document goes; stays open
     * @param report writes it
     */
    public JsonRenderer(PrintStream out, ReportJson report) {
        this.out = out;
        this.report = report;
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        // All of it is in the last snapshot.
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        report.write(out, last, verdict);
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
