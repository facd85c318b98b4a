package io.tidbclient.serve.health;

import io.tidbclient.time.NanoClock;

import java.time.Duration;

/** Shows that the scheduler runs: one of its own jobs beats, and a scheduler that is stuck beats no more. */
public final class Heartbeat {
    /** How often it is to beat. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Duration LONGEST_SILENCE = EVERY.multipliedBy(6);

    private final NanoClock clock;
    private volatile long last;

    /** One that has just beaten. */
    public Heartbeat(NanoClock clock) {
        this.clock = clock;
        beat();
    }

    /** The scheduler is alive. */
    public void beat() {
        last = clock.nanos();
    }

    /** How long ago it beat. */
    public Duration silence() {
        return Duration.ofNanos(clock.nanos() - last);
    }

    /** Whether it beat within half a minute. */
    public boolean alive() {
        return silence().compareTo(LONGEST_SILENCE) <= 0;
    }
}
