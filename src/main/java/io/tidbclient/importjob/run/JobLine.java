package io.tidbclient.importjob.run;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.estimate.JobEstimate;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A job as it is shown.
 *
 * @param target the server it was listed by
 * @param watched the job as last seen
 * @param estimate what is known beyond the server's words
 */
public record JobLine(ServerAddress target, WatchedJob watched, JobEstimate estimate) {
    /** Those at work first, then those that wait, those that failed, and the others that ended; the latest first. */
    public static final Comparator<JobLine> ORDER = Comparator.comparing(
                    (JobLine line) -> line.watched().over())
            .thenComparing(line -> line.watched().over() && !line.failed())
            .thenComparing(line -> line.job().status() == JobStatus.PENDING)
            .thenComparing(line -> line.job().created().orElse(LocalDateTime.MIN), Comparator.reverseOrder())
            .thenComparing(line -> line.job().id(), Comparator.reverseOrder());

    /** One that was only counted, not followed. */
    static JobLine counted(ServerAddress target, ImportJob job) {
        return new JobLine(
                target, new WatchedJob(job, Optional.empty(), OptionalDouble.empty(), false), JobEstimate.NOTHING);
    }

    /** The job as last reported by the server. */
    public ImportJob job() {
        return watched.job();
    }

    /** Whether it failed. */
    public boolean failed() {
        return job().status() == JobStatus.FAILED;
    }

    /** Whether it stands still until a decision about an error or conflicts is made. */
    public boolean awaitsResolution() {
        return !watched.over() && job().status() == JobStatus.AWAITING_RESOLUTION;
    }

    /** Whether it is at work. */
    public boolean running() {
        return !watched.over() && job().status() == JobStatus.RUNNING;
    }
}
