package io.tidbclient.output;

import io.tidbclient.coordination.RunEvent;
import io.tidbclient.coordination.RunSnapshot;
import io.tidbclient.coordination.RunVerdict;

import java.io.PrintStream;

/** One complete JUnit report at the end, whatever the end was. */
final class JunitRenderer implements RunRenderer {
    private final PrintStream out;

    /** @param out where the report goes; stays open */
    JunitRenderer(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(RunEvent event, RunSnapshot after) {
        // All of it is in the last snapshot.
    }

    @Override
    public void finished(RunSnapshot last, RunVerdict verdict) {
        out.print(new CheckJunit(last, verdict).report().xml());
        out.flush();
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
