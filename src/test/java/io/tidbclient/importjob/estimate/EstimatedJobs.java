package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Job 1 in the phase importing, as a poll shows it. */
final class EstimatedJobs {
    /** 1 row per byte, at most 2. */
    private static final ImportHistory TWICE_AT_MOST = new ImportHistory(3, 1, 0.5, 2, 1, 0.5, 2);

    private EstimatedJobs() {}

    static long nanos(int second) {
        return second * 1_000_000_000L;
    }

    static WatchedJob watched(JobBuilder job) {
        return new WatchedJob(job.build(), Optional.empty(), OptionalDouble.empty(), false);
    }

    static WatchedJob watched(JobBuilder job, int elapsedSeconds) {
        return new WatchedJob(
                job.build(), Optional.of(Duration.ofSeconds(elapsedSeconds)), OptionalDouble.empty(), false);
    }

    /** With a source of 1,000 bytes. */
    static WatchedJob afterImports(long rows) {
        return withHistory(running().size("1000B").rows(rows).build());
    }

    static WatchedJob withHistory(ImportJob job) {
        return new WatchedJob(
                job, Optional.empty(), OptionalDouble.empty(), false, Optional.of(TWICE_AT_MOST), Optional.empty());
    }

    static JobBuilder running() {
        return JobBuilder.job(1).status("running").phase("importing");
    }

    static JobBuilder bytes(long done) {
        return running().step(new StepProgress("import", done + "B", "100000B", OptionalInt.empty(), "", ""));
    }

    static JobBuilder percent(String step, int percent) {
        return running().step(new StepProgress(step, "", "", OptionalInt.of(percent), "", ""));
    }

    /** Estimated by the server. */
    static JobBuilder estimated(String eta) {
        return running().step(new StepProgress("import", "", "", OptionalInt.empty(), "", eta));
    }

    static JobBuilder both(int percent, String eta) {
        return running().step(new StepProgress("import", "", "", OptionalInt.of(percent), "", eta));
    }
}
