package io.tidbclient.importjob.estimate;

import java.time.Duration;

/**
 * How long a job will still take.
 *
 * @param left the likeliest
 * @param least if all goes well; at most {@code left}
 * @param most if it does not; at least {@code left}
 */
public record Eta(Duration left, Duration least, Duration most) {
    public Eta {
        if (least.isNegative() || left.compareTo(least) < 0 || most.compareTo(left) < 0) {
            throw new IllegalArgumentException("an estimate lies between its bounds");
        }
    }
}
