package io.tidbclient.output;

import io.tidbclient.coordination.RunEvent;
import io.tidbclient.coordination.RunSnapshot;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.output.json.ReportJson;

import java.io.PrintStream;

/** One complete JSON document at the end, whatever the end was. */
public final class JsonRenderer implements RunRenderer {
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
    public void on(RunEvent event, RunSnapshot after) {
        // All of it is in the last snapshot.
    }

    @Override
    public void finished(RunSnapshot last, RunVerdict verdict) {
        report.write(out, last, verdict);
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
