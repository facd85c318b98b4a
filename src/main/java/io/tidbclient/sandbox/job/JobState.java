package io.tidbclient.sandbox.job;

import java.util.Locale;

/** What a job is at; TiDB's source writes these words. */
public enum JobState {
    /** Created, and waiting. */
    PENDING,
    /** At work. */
    RUNNING,
    /** Done. */
    FINISHED,
    /** Ended by an error. */
    FAILED,
    /** Cancelled. */
    CANCELLED;

    /** As the {@code Status} column has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it will do nothing more. */
    public boolean ended() {
        return switch (this) {
            case PENDING, RUNNING -> false;
            case FINISHED, FAILED, CANCELLED -> true;
        };
    }
}
