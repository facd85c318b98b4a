package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Workload;

import java.time.Duration;

/**
 * The arrival schedule of one workload client. All times are by the monotonic clock. The clients begin one after
 * another over the ramp-up, and each one's schedule begins when it does: nothing was due before.
 */
final class ArrivalSchedule {
    /** More of them make no difference to percentiles. */
    private static final long MOST_STEPS = 100_000;

    private final Workload.Pace pace;
    private final int number;
    private final int clients;
    private final long first;
    private final long end;

    /**
     * @param number the client's, from 0
     * @param clients how many there are
     * @param start when the workload begins
     */
    ArrivalSchedule(Workload.Pace pace, int number, int clients, long start) {
        this.pace = pace;
        this.number = number;
        this.clients = clients;
        this.first = start + pace.rampUp().toNanos() * number / clients;
        this.end = start + pace.duration().map(Duration::toNanos).orElse(0L);
    }

    /** The number of a turn's transaction among those of all clients, from 0. */
    long transaction(long turn) {
        return turn * clients + number;
    }

    /** When a turn is due; without a rate, as soon as the client is free. */
    long due(long turn, long now) {
        return pace.rate() == 0 ? Math.max(first, now) : first + Math.round(transaction(turn) * 1e9 / pace.rate());
    }

    /** Whether this turn is not to be taken any more. */
    boolean isOver(long turn, long now) {
        boolean shareDone = pace.transactions() > 0 && transaction(turn) >= pace.transactions();
        return shareDone || (pace.duration().isPresent() && Math.max(now, due(turn, now)) - end >= 0);
    }

    /**
     * Counts those from this turn on that were due before the end and are not begun, as late as they are by then: a client
     * that gives up does so before the end.
     */
    void late(long turn, long now, WorkloadStats stats) {
        if (pace.rate() == 0 || pace.duration().isEmpty() || due(turn, now) - end >= 0) {
            return;
        }
        double interval = clients * 1e9 / pace.rate();
        long count = 1 + (long) ((end - 1 - due(turn, now)) / interval);
        long stride = Math.ceilDiv(count, MOST_STEPS);
        for (long next = 0; next < count; next += stride) {
            stats.notStarted(Math.min(stride, count - next), Math.max(now, end) - due(turn + next, now));
        }
    }
}
