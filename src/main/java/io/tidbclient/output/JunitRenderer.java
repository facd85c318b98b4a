package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;

import java.io.PrintStream;

/** One complete JUnit report at the end, whatever the end was. */
final class JunitRenderer implements RunRenderer<CheckSnapshot> {
    private final PrintStream out;

    /** @param out where the report goes; stays open */
    JunitRenderer(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        // All of it is in the last snapshot.
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        out.print(new CheckJunit(last, verdict).report().xml());
        out.flush();
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
