package io.tidbclient.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test advances. */
public final class MutableClock extends Clock {
    /** Where it stands at first: noon of a day in June, UTC. */
    public static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    /** Lets time pass. */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("another zone is not needed here");
    }
}
