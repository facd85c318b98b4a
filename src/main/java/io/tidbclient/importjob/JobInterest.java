package io.tidbclient.importjob;

import java.time.Duration;
import java.util.Optional;

/** Which jobs a watch follows. */
@FunctionalInterface
public interface JobInterest {
    /** All that are listed. */
    JobInterest ANY = (job, active, age) -> true;

    /** Those that are active when the watch begins, or become so later. */
    JobInterest ACTIVE = (job, active, age) -> active;

    /**
     * Whether to follow a job that is listed and not followed yet. Asked in each poll, so it must not take long.
     *
     * @param job as listed
     * @param active whether it has not ended, or came and went between two polls
     * @param age since it was created, by the server's clock; empty when the server does not report it
     */
    boolean follows(ImportJob job, boolean active, Optional<Duration> age);
}
