package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.Fold;
import io.tidbclient.engine.RunEvent;

import java.time.Instant;
import java.util.List;

/** Folds what the connections of a command about import jobs do and learn into its snapshot. For one run. */
public final class ImportFold implements Fold<ImportSnapshot> {
    private final CheckFold check;
    private final JobFold jobs;

    /**
     * For one run.
     *
     * @param check folds the connections
     * @param jobs folds the polls; used by this fold alone
     */
    public ImportFold(CheckFold check, JobFold jobs) {
        this.check = check;
        this.jobs = jobs;
    }

    @Override
    public ImportSnapshot first(List<String> participants, Instant startedAt) {
        return new ImportSnapshot(check.first(participants, startedAt), JobBoard.NONE);
    }

    @Override
    public ImportSnapshot after(ImportSnapshot before, RunEvent event, Instant at) {
        CheckSnapshot after = check.after(before.check(), event, at);
        return new ImportSnapshot(after, jobs.after(before.jobs(), event, after));
    }
}
