package io.tidbclient.output.terminal;

import java.time.Duration;
import java.time.Instant;

/** Lets something through, then nothing until a pause has passed. The time is a parameter, so it needs no clock. */
public final class Rate {
    private final Duration pause;
    private Instant next = Instant.MIN;

    /** @param pause after each that was let through */
    public Rate(Duration pause) {
        this.pause = pause;
    }

    /** Whether it is time again. */
    public boolean allows(Instant now) {
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(pause);
        return true;
    }
}
