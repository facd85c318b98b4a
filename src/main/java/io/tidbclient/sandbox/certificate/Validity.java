package io.tidbclient.sandbox.certificate;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when a certificate holds, in whole seconds.
 *
 * @param from the first instant
 * @param to the last, after the first
 */
public record Validity(Instant from, Instant to) {
    public Validity {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a certificate's validity ends before it begins");
        }
    }

    /** From a day before, for clocks that differ, to the given time after. */
    public static Validity around(Instant now, Duration length) {
        return new Validity(now.minus(Duration.ofDays(1)), now.plus(length));
    }

    /** One that is over: it ended an hour ago. */
    public static Validity expiredAt(Instant now) {
        return new Validity(now.minus(Duration.ofDays(30)), now.minus(Duration.ofHours(1)));
    }

    /** One that has not begun: it will tomorrow. */
    public static Validity notYetAt(Instant now) {
        return new Validity(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
    }
}
