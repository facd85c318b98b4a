package io.tidbclient.importjob.run;

import io.tidbclient.importjob.TargetTable;

import java.util.Map;
import java.util.Optional;

/** What a hook's environment has of a job. */
public final class HookFacts {
    private HookFacts() {}

    /**
     * The facts, by variable. The table stands as {@code shop.orders}, without backquotes unless its name needs them, and
     * apart as schema and name, which are empty where what the server wrote cannot be taken apart.
     */
    public static Map<String, String> of(JobLine line) {
        Optional<TargetTable> target = line.job().target();
        return Map.of(
                "TIDB_JOB_ID", "" + line.job().id(),
                "TIDB_JOB_SERVER", line.target().toString(),
                "TIDB_JOB_TABLE", line.job().tableName(),
                "TIDB_JOB_SCHEMA", target.map(TargetTable::schema).orElse(""),
                "TIDB_JOB_TABLE_NAME", target.map(TargetTable::table).orElse(""),
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
