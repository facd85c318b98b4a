package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ByteSize;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Follows one job from poll to poll. What it keeps is bounded, however many polls there are. Not for use by two
 * threads at once.
 */
public final class JobEstimator {
    private static final double NANOS = 1e9;
    private static final int MOST_RATES = 120;
    /** The share of the expected rows from which on the expectation no longer holds. */
    private static final double CLEARLY_MORE = 1.05;

    /** What a speed for people is taken over. */
    private static final double RECENT = 20;

    private final StallDetector stall;
    private final Projections projections;
    private final OptionalLong rowsExpected;
    private final Counter rows = new Counter();
    private final EtaSmoother smoother = new EtaSmoother();
    private final Deque<Double> rates = new ArrayDeque<>();
    private final PhaseTimes phases = new PhaseTimes();
    private Optional<EstimateSource> lastSource = Optional.empty();
    private JobEstimate last = JobEstimate.NOTHING;
    private JobStatus status = JobStatus.OTHER;
    private double shareSoFar;
    private boolean surpassed;
    private boolean seenBefore;

    /**
     * @param stallLimit how long nothing may move before that is a stall
     * @param rowsExpected how many rows the user expects; empty when not given
     */
    public JobEstimator(Duration stallLimit, OptionalLong rowsExpected) {
        this.stall = new StallDetector(stallLimit);
        this.projections = new Projections(rowsExpected.isPresent());
        this.rowsExpected = rowsExpected;
    }

    /**
     * Takes in the next poll.
     *
     * @param nanos when it was, by a monotonic clock
     */
    public JobEstimate observe(WatchedJob watched, long nanos) {
        double now = nanos / NANOS;
        last = watched.over() ? ended(watched, now) : active(watched, now);
        status = watched.job().status();
        seenBefore = true;
        return last;
    }

    private JobEstimate ended(WatchedJob watched, double now) {
        phases.close(now);
        OptionalDouble seconds = watched.elapsed()
                .map(elapsed -> OptionalDouble.of(elapsed.toMillis() / 1e3))
                .orElse(OptionalDouble.empty());
        boolean finished = watched.job().status() == JobStatus.FINISHED && !watched.vanished();
        return new JobEstimate(
                finished ? OptionalDouble.of(1) : last.share(),
                EstimateSource.NONE,
                Optional.empty(),
                OptionalDouble.empty(),
                average(watched.job().importedRows(), seconds),
                finished ? average(ByteSize.parse(watched.job().sourceSize()), seconds) : OptionalDouble.empty(),
                List.copyOf(rates),
                Optional.empty(),
                phases.all(now));
    }

    private static OptionalDouble average(OptionalLong amount, OptionalDouble seconds) {
        return amount.isPresent() && seconds.isPresent() && seconds.getAsDouble() > 0
                ? OptionalDouble.of((double) amount.getAsLong() / seconds.getAsDouble())
                : OptionalDouble.empty();
    }

    private JobEstimate active(WatchedJob watched, double now) {
        ImportJob job = watched.job();
        OptionalDouble expected = keptExpectation(watched);
        boolean moved = !seenBefore || status != job.status();
        moved |= phases.enter(job, now, seenBefore);
        Optional<StepTrack> step = phases.current();
        moved |= step.map(track -> track.observe(now, job, expected)).orElse(false);
        if (job.importedRows().isPresent()) {
            moved |= rows.observe(now, (double) job.importedRows().getAsLong());
        }
        if (moved) {
            stall.moved(now);
        }
        boolean running = job.status() == JobStatus.RUNNING;
        Optional<Duration> stalled = running ? stall.stalled(job, rows, now) : Optional.empty();
        Optional<Projection> projection =
                running && stalled.isEmpty() ? projections.of(watched, step, now) : Optional.empty();
        Optional<Eta> eta = projection.map(found -> smooth(found, now));
        if (projection.isEmpty()) {
            smoother.forget();
        }
        OptionalDouble bytes = running ? bytesPerSecond(now) : OptionalDouble.empty();
        OptionalDouble rowRate = running ? rows.rate(now, RECENT) : OptionalDouble.empty();
        note(bytes.isPresent() ? bytes : rowRate);
        lastSource = projection.map(Projection::source);
        return new JobEstimate(
                share(watched, eta),
                lastSource.orElse(EstimateSource.NONE),
                eta,
                expected,
                rowRate,
                bytes,
                List.copyOf(rates),
                stalled,
                phases.all(now));
    }

    /** An expectation that the job has clearly surpassed was wrong, and so is what was made from it. */
    private OptionalDouble keptExpectation(WatchedJob watched) {
        OptionalDouble expected = surpassed ? OptionalDouble.empty() : expectedRows(watched);
        OptionalLong imported = watched.job().importedRows();
        if (expected.isPresent()
                && imported.isPresent()
                && (double) imported.getAsLong() > mostExpected(watched, expected.getAsDouble()) * CLEARLY_MORE) {
            surpassed = true;
            shareSoFar = 0;
            return OptionalDouble.empty();
        }
        return expected;
    }

    /** Earlier imports differ among themselves; the user's number is one. */
    private double mostExpected(WatchedJob watched, double expected) {
        return rowsExpected.isPresent()
                ? expected
                : watched.history()
                        .map(history -> expected * history.mostRowsPerByte() / history.rowsPerByte())
                        .orElse(expected);
    }

    private OptionalDouble expectedRows(WatchedJob watched) {
        if (rowsExpected.isPresent()) {
            return OptionalDouble.of((double) rowsExpected.getAsLong());
        }
        OptionalLong size = ByteSize.parse(watched.job().sourceSize());
        return watched.history().isPresent() && size.isPresent()
                ? OptionalDouble.of(watched.history().get().rowsPerByte() * (double) size.getAsLong())
                : OptionalDouble.empty();
    }

    private Eta smooth(Projection found, double now) {
        // A change of what it is made from is a reason to say something else.
        if (lastSource
                .filter(before -> before == EstimateSource.SERVER && found.source() != before)
                .isPresent()) {
            smoother.forget();
        }
        double left = smoother.follow(now, found.left());
        return new Eta(seconds(left), seconds(Math.min(left, found.least())), seconds(Math.max(left, found.most())));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.clamp(seconds * 1e3, 0.0, 1e15));
    }

    private OptionalDouble share(WatchedJob watched, Optional<Eta> eta) {
        if (watched.elapsed().isEmpty() || eta.isEmpty()) {
            return eta.isEmpty() && shareSoFar > 0 && watched.job().status() == JobStatus.RUNNING
                    ? OptionalDouble.of(shareSoFar)
                    : OptionalDouble.empty();
        }
        double elapsed = watched.elapsed().get().toMillis();
        double whole = elapsed + eta.get().left().toMillis();
        double share = whole > 0 ? elapsed / whole : 0;
        // Nothing but the end is 100 %.
        shareSoFar = Math.max(shareSoFar, Math.min(0.999, share));
        return OptionalDouble.of(shareSoFar);
    }

    private OptionalDouble bytesPerSecond(double now) {
        Optional<StepTrack> counted = phases.current().filter(track -> track.unit() == StepTrack.Unit.BYTES);
        return counted.isPresent() ? counted.get().work().rate(now, RECENT) : OptionalDouble.empty();
    }

    private void note(OptionalDouble rate) {
        if (rate.isPresent() || !rates.isEmpty()) {
            rates.addLast(rate.orElse(0));
        }
        if (rates.size() > MOST_RATES) {
            rates.removeFirst();
        }
    }
}
