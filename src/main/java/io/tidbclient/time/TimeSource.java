package io.tidbclient.time;

import java.time.Clock;
import java.time.Instant;

/**
 * Both kinds of time, for what shows when something happened and limits how long it may take.
 *
 * @param wall the time of day, for timestamps
 * @param monotonic for limits and for how long something takes
 */
public record TimeSource(Clock wall, NanoClock monotonic) {
    /** The time of day. */
    public Instant instant() {
        return wall.instant();
    }

    /** A value of {@link NanoClock#nanos()}. */
    public long nanos() {
        return monotonic.nanos();
    }
}
