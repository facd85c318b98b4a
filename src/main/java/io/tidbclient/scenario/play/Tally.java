package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Step;
import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What clients of a workload did. A client's own is handed over when it is done, and not touched by its maker afterwards. */
final class Tally {
    private final Histogram latency = new Histogram(3);
    private final Histogram service = new Histogram(3);
    private final Map<String, Long> failed = new TreeMap<>();
    private final Map<String, Long> retried = new TreeMap<>();
    private final Set<String> appended = new HashSet<>();
    private final Set<String> maybeAppended = new HashSet<>();
    private final ListsRead reads = new ListsRead();
    private Optional<Fault> fault = Optional.empty();
    private long committed;
    private long unknown;
    private long notBegun;
    private long begun = Long.MAX_VALUE;
    private long ended = Long.MIN_VALUE;

    /**
     * Why a transaction was given up.
     *
     * @param at its statement
     * @param mismatch what was expected of it and what came
     * @param nanos when, by the clock that only counts
     */
    record Fault(Step at, Verifier.Mismatch mismatch, long nanos) {}

    void add(Tally other) {
        latency.add(other.latency);
        service.add(other.service);
        other.failed.forEach((error, count) -> failed.merge(error, count, Long::sum));
        other.retried.forEach((error, count) -> retried.merge(error, count, Long::sum));
        appended.addAll(other.appended);
        maybeAppended.addAll(other.maybeAppended);
        reads.add(other.reads);
        other.fault.ifPresent(this::keepFirst);
        committed += other.committed;
        unknown += other.unknown;
        notBegun += other.notBegun;
        begun = Math.min(begun, other.begun);
        ended = Math.max(ended, other.ended);
    }

    /** A transaction that was due at a time began and ended, by the clock that only counts. */
    void took(long due, long begin, long end) {
        begun = Math.min(begun, begin);
        ended = Math.max(ended, end);
        service.recordValue(Math.max(0, (end - begin) / 1000));
        // From when it was due: a server that stalls also delays those that were to come meanwhile.
        latency.recordValue(Math.max(0, (end - due) / 1000));
    }

    /** So many that were due were not begun when it was over, each as late as this: they would have taken longer still. */
    void notBegun(long count, long lateNanos) {
        notBegun += count;
        latency.recordValueWithCount(Math.max(0, lateNanos / 1000), count);
    }

    void committed() {
        committed++;
    }

    void unknown() {
        unknown++;
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

    /** A transaction that ended well appended this, after it had read a list. */
    void appended(String element, String read) {
        appended.add(element);
        reads.add(read);
    }

    /** Nobody knows whether this was appended. */
    void maybeAppended(String element) {
        maybeAppended.add(element);
    }

    Set<String> appended() {
        return appended;
    }

    Set<String> maybeAppended() {
        return maybeAppended;
    }

    ListsRead reads() {
        return reads;
    }

    WorkReport report(int clients) {
        return new WorkReport(
                clients,
                committed,
                unknown,
                notBegun,
                failed,
                retried,
                ended < begun ? Duration.ZERO : Duration.ofNanos(ended - begun),
                summary(latency),
                summary(service));
    }

    private static WorkReport.Latency summary(Histogram micros) {
        return new WorkReport.Latency(
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
