package io.tidbclient.sandbox.job;

import java.time.Duration;

/**
 * When a job does what.
 *
 * @param createdAfter when it is created, after the script's start; negative for one that was there before
 * @param startDelay how long it is pending then; 0 or more
 * @param duration how long it runs until its ending; more than 0
 */
public record JobTiming(Duration createdAfter, Duration startDelay, Duration duration) {
    public JobTiming {
        if (startDelay.isNegative()) {
            throw new IllegalArgumentException("an import job's start delay is negative");
        }
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("an import job's duration is not more than 0");
        }
    }
}
