package io.tidbclient.importjob;

import java.util.Locale;

/** A job's status. It alone decides whether the job has ended: a cancelled job has no end time (seen on v8.5.4). */
public enum JobStatus {
    /** Waits for its turn. */
    PENDING,
    /** At work. */
    RUNNING,
    /** Stands where {@code running} stood while a decision about conflicts is pending. */
    AWAITING_RESOLUTION,
    /** Done. */
    FINISHED,
    /** Ended with an error. */
    FAILED,
    /** Cancelled; TiDB's source writes {@code cancelled}, its documentation {@code canceled}. */
    CANCELLED,
    /** A word this tool does not know; the job is shown with it and counts as active. */
    OTHER;

    /**
     * What a server's word for a status means.
     *
     * @param text in any case, with {@code canceled} spelled either way
     * @return {@link #OTHER} for a word this tool does not know, and for none
     */
    public static JobStatus parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "pending" -> PENDING;
            case "running" -> RUNNING;
            case "awaiting-resolution" -> AWAITING_RESOLUTION;
            case "finished" -> FINISHED;
            case "failed" -> FAILED;
            case "cancelled", "canceled" -> CANCELLED;
            default -> OTHER;
        };
    }

    /** Its name in reports: {@code awaiting-resolution} for example. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the job has ended, whatever its end time says. */
    public boolean ended() {
        return switch (this) {
            case FINISHED, FAILED, CANCELLED -> true;
            case PENDING, RUNNING, AWAITING_RESOLUTION, OTHER -> false;
        };
    }
}
