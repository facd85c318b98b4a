package io.tidbclient.output.json;

import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.estimate.JobEstimate;
import io.tidbclient.output.digest.KnownJob;

import java.util.Optional;

/**
 * An import job in a report or an event.
 *
 * @param known the job as last seen
 * @param estimate what is known beyond the server's words; empty where nothing is estimated, as in the check
 */
public record ReportedJob(KnownJob known, Optional<JobEstimate> estimate) {
    static ReportedJob of(KnownJob known) {
        return new ReportedJob(known, Optional.empty());
    }

    static ReportedJob of(WatchedJob watched) {
        return of(new KnownJob(watched.job(), Optional.of(watched)));
    }

    /** One with an estimate. */
    public static ReportedJob of(WatchedJob watched, JobEstimate estimate) {
        return new ReportedJob(new KnownJob(watched.job(), Optional.of(watched)), Optional.of(estimate));
    }
}
