package io.tidbclient.cli.imports;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.RunRenderer;

/** Prints nothing. */
class SilentRenderer implements RunRenderer<ImportSnapshot> {
    /** Prints nothing but the result, and that only if it is a failure. {@code shown} is closed with it. */
    static SilentRenderer unlessFailed(RunRenderer<ImportSnapshot> shown) {
        return new SilentRenderer() {
            @Override
            public void finished(ImportSnapshot last, RunVerdict verdict) {
                if (!verdict.isSuccess()) {
                    shown.finished(last, verdict);
                }
            }

            @Override
            public void close() {
                shown.close();
            }
        };
    }

    @Override
    public void on(RunEvent event, ImportSnapshot after) {}

    @Override
    public void finished(ImportSnapshot last, RunVerdict verdict) {}

    @Override
    public void close() {}
}
