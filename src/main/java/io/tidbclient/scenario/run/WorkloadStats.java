package io.tidbclient.scenario.run;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Statistics of workload clients. A client hands its own over when it has completed and does not touch it afterwards.
 */
final class WorkloadStats {
    private final Histogram latency = new Histogram(3);
    private final Map<String, OfShape> shapes = new TreeMap<>();
    private final LongAdder cuts = new LongAdder();
    private final Map<String, Long> failed = new TreeMap<>();
    private final Map<String, Long> retried = new TreeMap<>();
    private Optional<Fault> fault = Optional.empty();
    private long aborted;
    private long pauses;
    private long notStarted;
    private long started = Long.MAX_VALUE;
    private long ended = Long.MIN_VALUE;

    /**
     * Why a transaction was given up.
     *
     * @param why what its statement did not meet
     * @param nanos when, by the monotonic clock
     */
    record Fault(ExpectationFailure why, long nanos) {}

    /** Statistics of one kind of transaction. */
    private static final class OfShape {
        private final Histogram service = new Histogram(3);
        private long committed;
        private long rolledBack;
        private long unknown;

        void add(OfShape other) {
            service.add(other.service);
            committed += other.committed;
            rolledBack += other.rolledBack;
            unknown += other.unknown;
        }

        WorkloadResult.ShapeResult result(String name) {
            return new WorkloadResult.ShapeResult(name, committed, rolledBack, unknown, summary(service));
        }
    }

    void add(WorkloadStats other) {
        latency.add(other.latency);
        other.shapes.forEach((name, stats) -> shape(name).add(stats));
        other.failed.forEach((error, count) -> failed.merge(error, count, Long::sum));
        other.retried.forEach((error, count) -> retried.merge(error, count, Long::sum));
        other.fault.ifPresent(this::keepFirst);
        aborted += other.aborted;
        cuts.add(other.cuts.sum());
        pauses += other.pauses;
        notStarted += other.notStarted;
        started = Math.min(started, other.started);
        ended = Math.max(ended, other.ended);
    }

    /** A transaction of a kind that was due at a time began and ended, by the monotonic clock. */
    void took(String shape, long due, long begin, long end) {
        started = Math.min(started, begin);
        ended = Math.max(ended, end);
        shape(shape).service.recordValue(Math.max(0, (end - begin) / 1000));
        // From when it was due: a server that stalls also delays those that were to come meanwhile.
        latency.recordValue(Math.max(0, (end - due) / 1000));
    }

    private OfShape shape(String name) {
        return shapes.computeIfAbsent(name, unknown -> new OfShape());
    }

    /**
     * Transactions that were due but not started when it ended, each as late as this: they would have taken even
     * longer.
     */
    void notStarted(long count, long lateNanos) {
        notStarted += count;
        latency.recordValueWithCount(Math.max(0, lateNanos / 1000), count);
    }

    void committed(String shape) {
        shape(shape).committed++;
    }

    void rolledBack(String shape) {
        shape(shape).rolledBack++;
    }

    void unknown(String shape) {
        shape(shape).unknown++;
    }

    /** A transaction certainly has no effect, since its connection was ended on purpose. */
    void aborted() {
        aborted++;
    }

    /** The client closed its connection on purpose; called by any thread. */
    void cut() {
        cuts.increment();
    }

    /** The client paused on purpose. */
    void paused() {
        pauses++;
    }

    void retried(String error) {
        retried.merge(error, 1L, Long::sum);
    }

    void failed(String error, Fault why) {
        failed.merge(error, 1L, Long::sum);
        keepFirst(why);
    }

    private void keepFirst(Fault other) {
        if (fault.isEmpty() || other.nanos() - fault.get().nanos() < 0) {
            fault = Optional.of(other);
        }
    }

    /** The first reason for which a transaction was given up. */
    Optional<Fault> fault() {
        return fault;
    }

    /**
     * What they add up to.
     *
     * @param kills sessions that were killed
     */
    WorkloadResult result(int clients, long kills) {
        OfShape all = new OfShape();
        shapes.values().forEach(all::add);
        return new WorkloadResult(
                clients,
                all.committed,
                all.rolledBack,
                all.unknown,
                notStarted,
                failed,
                retried,
                ended < started ? Duration.ZERO : Duration.ofNanos(ended - started),
                summary(latency),
                summary(all.service),
                shapes.size() <= 1
                        ? List.of()
                        : shapes.entrySet().stream()
                                .map(shape -> shape.getValue().result(shape.getKey()))
                                .toList(),
                new WorkloadResult.FaultCounts(kills, cuts.sum(), pauses, aborted),
                Optional.empty());
    }

    private static WorkloadResult.Latency summary(Histogram micros) {
        return new WorkloadResult.Latency(
                micros.getTotalCount(),
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 99.9),
                Duration.ofNanos(micros.getMaxValue() * 1000));
    }

    private static Duration at(Histogram micros, double percentile) {
        return Duration.ofNanos(micros.getValueAtPercentile(percentile) * 1000);
    }
}
