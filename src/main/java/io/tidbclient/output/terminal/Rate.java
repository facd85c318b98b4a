package io.tidbclient.output.terminal;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets something through at growing intervals: the given pause at first, later a sixth of the time so far, at most five minutes.
 * The time is a parameter, so it needs no clock. A time of day that was set back makes no gap: what comes then is let through.
 */
public final class Rate {
    private static final int SHARE = 6;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Duration pause;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MAX;

    /** @param pause the shortest after each that was let through; at most five minutes */
    public Rate(Duration pause) {
        this.pause = pause;
    }

    /** Whether it is time again. */
    public boolean allows(Instant now) {
        if (now.isBefore(last)) {
            first = now;
        } else if (now.isBefore(last.plus(pauseAt(last)))) {
            return false;
        }
        last = now;
        return true;
    }

    private Duration pauseAt(Instant time) {
        Duration share = Duration.between(first, time).dividedBy(SHARE);
        if (share.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        return share.compareTo(pause) > 0 ? share : pause;
    }
}
