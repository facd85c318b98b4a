package io.tidbclient.importjob.estimate;

import java.util.OptionalDouble;

/**
 * Smooths an ETA: follows the value computed at each poll, but moves by at most a fraction of the remaining time, so
 * that consecutive readings agree. Times are seconds.
 */
final class EtaSmoother {
    /** By how much of the remaining time it may move from one poll to the next. */
    static final double STRIDE = 0.25;

    /** How quickly it follows. */
    private static final double FOLLOWS = 0.5;

    private OptionalDouble at = OptionalDouble.empty();

    /** Follows an estimate of {@code left} seconds from {@code now}; what is left by the line. */
    double follow(double now, double left) {
        double computed = now + left;
        if (at.isEmpty()) {
            at = OptionalDouble.of(computed);
            return left;
        }
        double before = at.getAsDouble();
        double stride = Math.max(1, STRIDE * Math.max(0, before - now));
        double moved = before + Math.clamp(FOLLOWS * (computed - before), -stride, stride);
        at = OptionalDouble.of(Math.max(now, moved));
        return at.getAsDouble() - now;
    }

    /** Forgets it: the next estimate is a first one. */
    void forget() {
        at = OptionalDouble.empty();
    }
}
