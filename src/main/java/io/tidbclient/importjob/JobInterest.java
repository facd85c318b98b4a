package io.tidbclient.importjob;

/** Which jobs a watch follows. */
@FunctionalInterface
public interface JobInterest {
    /** Those that are active when the watch begins, or become so later. */
    JobInterest ACTIVE = (job, active) -> active;

    /**
     * Whether to follow a job that is listed and not followed yet. Asked in each round, so it must not take long.
     *
     * @param job as listed
     * @param active whether it has not ended, or came and went between two rounds
     */
    boolean follows(ImportJob job, boolean active);
}
