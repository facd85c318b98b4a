package io.tidbclient.importjob.run;

import java.util.Map;

/** What a hook's environment has of a job. */
public final class HookFacts {
    private HookFacts() {}

    /** The facts, by variable. */
    public static Map<String, String> of(JobLine line) {
        return Map.of(
                "TIDB_JOB_ID", "" + line.job().id(),
                "TIDB_JOB_SERVER", line.target().toString(),
                "TIDB_JOB_TABLE", line.job().targetTable(),
                "TIDB_JOB_STATUS",
                        line.watched().vanished() ? "vanished" : line.job().statusText(),
                "TIDB_JOB_GROUP", line.job().groupKey().orElse(""),
                "TIDB_JOB_ROWS",
                        line.job().importedRows().isPresent()
                                ? "" + line.job().importedRows().getAsLong()
                                : "",
                "TIDB_JOB_ELAPSED_SECONDS",
                        line.watched()
                                .elapsed()
                                .map(elapsed -> "" + elapsed.toSeconds())
                                .orElse(""),
                "TIDB_JOB_MESSAGE", line.job().resultMessage());
    }
}
