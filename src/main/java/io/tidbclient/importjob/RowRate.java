package io.tidbclient.importjob;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How fast a job's row count grows, from the last two polls that reported one.
 *
 * @param rows the last count reported
 * @param atNanos when, by the local monotonic clock
 * @param perSecond 0 or more; empty when this poll reported none, after the first count, and when the count fell
 */
record RowRate(OptionalLong rows, long atNanos, OptionalDouble perSecond) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Before any count. */
    static final RowRate UNKNOWN = new RowRate(OptionalLong.empty(), 0, OptionalDouble.empty());

    /** After a poll that reported {@code count}. */
    RowRate next(OptionalLong count, long nanos) {
        if (count.isEmpty()) {
            return new RowRate(rows, atNanos, OptionalDouble.empty());
        }
        return new RowRate(count, nanos, rate(count.getAsLong(), nanos));
    }

    /** A count that fell means that the server began a step again: no speed follows from it. */
    private OptionalDouble rate(long count, long nanos) {
        long interval = nanos - atNanos;
        if (rows.isEmpty() || interval <= 0 || count < rows.getAsLong()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(((double) count - rows.getAsLong()) * NANOS_PER_SECOND / interval);
    }
}
