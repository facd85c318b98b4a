package io.tidbclient.isolation.run;

import java.time.Duration;

/** The times in which a client could not reach the server; those of several clients at the same time count once. */
final class Outages {
    private int waiting;
    private long since;
    private long count;
    private long nanos;

    /** A client does not reach the server any more. */
    synchronized void begin(long now) {
        if (waiting == 0) {
            since = now;
            count++;
        }
        waiting++;
    }

    /** A client reaches it again, or the run ends. */
    synchronized void end(long now) {
        waiting--;
        if (waiting == 0) {
            nanos += now - since;
        }
    }

    /** How many there were. */
    synchronized long count() {
        return count;
    }

    /** How long all that have ended took together. */
    synchronized Duration total() {
        return Duration.ofNanos(nanos);
    }
}
