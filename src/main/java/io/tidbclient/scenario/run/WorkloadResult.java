package io.tidbclient.scenario.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The result of a workload.
 *
 * @param clients how many there were
 * @param committed transactions that ended well
 * @param rolledBack transactions whose own statements undid them
 * @param unknown transactions with an unknown outcome, since the connection was lost at their end
 * @param notStarted transactions that were due by the rate, and not begun when the time was over
 * @param failed transactions that were given up, by error
 * @param retried tries that met an error after which a transaction is tried again, by error
 * @param duration from the first beginning to the last end
 * @param latency from when a transaction was due to its end, waiting for its turn included; of those not begun, how
 *     late they were when the time was over
 * @param service from when a transaction was begun to its end
 * @param shapes the kinds of transactions that were run, by name; empty when there is only one
 * @param faults what disturbed the clients on purpose
 * @param lists what the history of the lists shows; empty when it was not checked
 */
public record WorkloadResult(
        int clients,
        long committed,
        long rolledBack,
        long unknown,
        long notStarted,
        Map<String, Long> failed,
        Map<String, Long> retried,
        Duration duration,
        Latency latency,
        Latency service,
        List<ShapeResult> shapes,
        FaultCounts faults,
        Optional<ListVerdict> lists) {
    /**
     * The transactions of one kind.
     *
     * @param name as the script has it
     * @param service from when a transaction was begun to its end
     */
    public record ShapeResult(String name, long committed, long rolledBack, long unknown, Latency service) {}

    /**
     * What disturbed the clients on purpose.
     *
     * @param kills sessions that were ended by KILL
     * @param cuts connections that a client closed
     * @param pauses of clients
     * @param aborted transactions that certainly have no effect, since a fault ended their connection
     */
    public record FaultCounts(long kills, long cuts, long pauses, long aborted) {
        /** Nothing did. */
        public static final FaultCounts NONE = new FaultCounts(0, 0, 0, 0);
    }

    /** How long something took, from a histogram of three significant digits. */
    public record Latency(long count, Duration p50, Duration p90, Duration p99, Duration p999, Duration max) {}

    public WorkloadResult {
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
        shapes = List.copyOf(shapes);
        retried = Collections.unmodifiableMap(new TreeMap<>(retried));
    }

    /** The same with what the history of the lists shows. */
    WorkloadResult with(ListVerdict verdict) {
        return new WorkloadResult(
                clients,
                committed,
                rolledBack,
                unknown,
                notStarted,
                failed,
                retried,
                duration,
                latency,
                service,
                shapes,
                faults,
                Optional.of(verdict));
    }

    /** Transactions a second that ended well. */
    public double perSecond() {
        return duration.isZero() ? 0 : committed * 1e9 / duration.toNanos();
    }
}
