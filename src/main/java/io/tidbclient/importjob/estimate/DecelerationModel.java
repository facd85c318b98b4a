package io.tidbclient.importjob.estimate;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Models decelerating work: how long the rest takes if the trend continues. Whether it does is unknown; the criterion
 * is whether the same assumption would have been right before. Times are seconds.
 *
 * @param speed by the second, now
 * @param falls by how much the speed falls in a second
 */
record DecelerationModel(double speed, double falls) {
    /** The part of the time so far over which a saying of before is judged. */
    private static final double JUDGED = 0.25;

    /** The slowing of the second half of the time from {@code begin} to {@code now}; empty when it did not slow down. */
    static Optional<DecelerationModel> of(Counter work, double begin, double now) {
        double length = now - begin;
        OptionalDouble atBegin = work.valueAt(begin + length / 2);
        OptionalDouble between = work.valueAt(begin + length * 3 / 4);
        OptionalDouble atEnd = work.valueAt(now);
        if (atBegin.isEmpty() || between.isEmpty() || atEnd.isEmpty() || !(length > 0)) {
            return Optional.empty();
        }
        double quarter = length / 4;
        double first = (between.getAsDouble() - atBegin.getAsDouble()) / quarter;
        double second = (atEnd.getAsDouble() - between.getAsDouble()) / quarter;
        double falls = (first - second) / quarter;
        // The speed of a quarter is the one in its middle.
        double speed = second - falls * quarter / 2;
        return falls > 0 && speed > 0 ? Optional.of(new DecelerationModel(speed, falls)) : Optional.empty();
    }

    /** How long the rest takes; when the speed does not last for it, the time until nothing moves any more. */
    double seconds(double rest) {
        double lasts = speed * speed - 2 * falls * rest;
        return lasts > 0 ? 2 * rest / (speed + Math.sqrt(lasts)) : speed / falls;
    }

    /**
     * How long at most; when the speed does not last for the rest, it is unknown, and twice the time it lasts is taken.
     */
    double most(double rest) {
        return speed * speed > 2 * falls * rest ? seconds(rest) : 2 * speed / falls;
    }

    /** How much gets done in some time. */
    private double done(double seconds) {
        double moving = Math.min(seconds, speed / falls);
        return speed * moving - falls * moving * moving / 2;
    }

    /**
     * How far to believe in it, from 0 to 1: how much better it would have predicted the recent progress than a
     * constant speed.
     *
     * @param begin since when there are changes to measure by
     */
    static double trust(Counter work, double begin, double now) {
        double seconds = JUDGED * (now - begin);
        double then = now - seconds;
        Optional<DecelerationModel> before = of(work, begin, then);
        if (before.isEmpty()) {
            return 0;
        }
        double done = work.valueAt(now).orElseThrow() - work.valueAt(then).orElseThrow();
        double off = Math.abs(before.get().done(seconds) - done);
        double offSteady = Math.abs(before.get().speed * seconds - done);
        return off + offSteady > 0 ? offSteady / (off + offSteady) : 0;
    }
}
