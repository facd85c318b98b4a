package io.tidbclient.importjob.run;

import java.util.List;
import java.util.Map;

/** What a hook's environment has of a job. It has none of this tool's passwords. */
final class HookFacts {
    /** Variables that hold secrets of this tool's; a command has no need of them. */
    private static final List<String> SECRET = List.of("TIDB_PASSWORD", "TIDB_URL", "DATABASE_URL");

    private HookFacts() {}

    /** Puts the facts into an environment, and removes the secrets from it. */
    static void putInto(Map<String, String> environment, JobLine line) {
        SECRET.forEach(environment::remove);
        environment.putAll(of(line));
    }

    private static Map<String, String> of(JobLine line) {
        return Map.of(
                "TIDB_JOB_ID", "" + line.job().id(),
                "TIDB_JOB_SERVER", line.target().toString(),
                "TIDB_JOB_TABLE", clean(line.job().targetTable()),
                "TIDB_JOB_STATUS",
                        line.watched().vanished()
                                ? "vanished"
                                : clean(line.job().statusText()),
                "TIDB_JOB_GROUP", clean(line.job().groupKey().orElse("")),
                "TIDB_JOB_ROWS",
                        line.job().importedRows().isPresent()
                                ? "" + line.job().importedRows().getAsLong()
                                : "",
                "TIDB_JOB_ELAPSED_SECONDS",
                        line.watched()
                                .elapsed()
                                .map(elapsed -> "" + elapsed.toSeconds())
                                .orElse(""),
                "TIDB_JOB_MESSAGE", clean(line.job().resultMessage()));
    }

    /** A variable cannot hold NUL. */
    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}
