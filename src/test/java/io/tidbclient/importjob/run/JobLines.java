package io.tidbclient.importjob.run;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.estimate.JobEstimate;

import java.util.Optional;
import java.util.OptionalDouble;

/** Followed jobs for tests, without estimates. */
final class JobLines {
    static final ServerAddress SERVER = new ServerAddress("db", 4000);

    private JobLines() {}

    /** A listed job in a status. */
    static JobLine line(long id, String status) {
        return line(JobBuilder.job(id).status(status).build());
    }

    static JobLine line(ImportJob job) {
        return line(job, false);
    }

    /** A job that is no longer listed, though it was running. */
    static JobLine vanished(long id) {
        return vanished(id, "running");
    }

    /** A job that is no longer listed, and had this status. */
    static JobLine vanished(long id, String status) {
        return line(JobBuilder.job(id).status(status).build(), true);
    }

    private static JobLine line(ImportJob job, boolean vanished) {
        return new JobLine(SERVER, watched(job, vanished), JobEstimate.NOTHING);
    }

    static WatchedJob watched(ImportJob job, boolean vanished) {
        return new WatchedJob(job, Optional.empty(), OptionalDouble.empty(), vanished);
    }
}
