package io.tidbclient.time;

import java.time.Duration;

/**
 * Monotonic time, for limits and for how long something takes. Unlike the time of day it is never set, so a limit holds
 * whatever happens to the system's clock.
 */
@FunctionalInterface
public interface NanoClock {
    /** The system's; the only use of {@code System.nanoTime()} in the tool. */
    NanoClock SYSTEM = System::nanoTime;

    /** Nanoseconds since an arbitrary origin. Only the difference of two of them has a meaning; it may overflow. */
    long nanos();

    /** How long ago {@code begin} was, a value of {@link #nanos()}. */
    default Duration since(long begin) {
        return Duration.ofNanos(nanos() - begin);
    }
}
