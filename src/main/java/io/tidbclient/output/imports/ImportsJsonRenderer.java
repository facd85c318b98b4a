package io.tidbclient.output.imports;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.RunRenderer;

import java.io.PrintStream;

/** One JSON document at the end, whatever the end was; or a line for each job, then one for the rest of it. */
final class ImportsJsonRenderer implements RunRenderer<ImportSnapshot> {
    private final PrintStream out;
    private final ImportsJson report;
    private final boolean oneLine;

    ImportsJsonRenderer(PrintStream out, ImportsJson report, boolean oneLine) {
        this.out = out;
        this.report = report;
        this.oneLine = oneLine;
    }

    @Override
    public void on(RunEvent event, ImportSnapshot after) {
        // Polls are written by who hears of them; all else is in the last snapshot.
    }

    @Override
    public void finished(ImportSnapshot last, RunVerdict verdict) {
        if (oneLine) {
            report.writeLines(out, last, verdict);
        } else {
            report.write(out, last, verdict);
        }
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
