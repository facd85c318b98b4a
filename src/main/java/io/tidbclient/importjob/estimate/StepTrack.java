package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ByteSize;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.StepProgress;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One step of a job, from when it was first seen: its work, and how fast that gets done. Times are seconds. */
final class StepTrack {
    /** A speed over less says more of the network than of the import. */
    private static final double LEAST_WINDOW = 10;
    /** By how much a speed has to differ from another one before that counts as a trend. */
    private static final double CLEARLY = 1.08;
    /** No trend is believed beyond this many times the likeliest. */
    private static final double WORST = 4;

    private final String phase;
    private final String step;
    private final double begin;
    private final boolean fromBegin;
    private final Counter work = new Counter();
    private OptionalDouble total = OptionalDouble.empty();
    private Unit unit = Unit.NONE;

    /** What the work is counted in. */
    enum Unit {
        /** Nothing is reported. */
        NONE,
        /** Bytes of the step's data. */
        BYTES,
        /** Hundredths of the step. */
        PERCENT,
        /** Rows of the whole job. */
        ROWS
    }

    /**
     * What remains, in seconds.
     *
     * @param left the likeliest
     * @param least by the highest speed seen lately
     * @param most by the lowest, and if a deceleration continues
     */
    record Remaining(double left, double least, double most) {}

    StepTrack(ImportJob job, double begin, boolean fromBegin) {
        this.phase = job.phase();
        this.step = job.step().map(StepProgress::step).orElse("");
        this.begin = begin;
        this.fromBegin = fromBegin;
    }

    boolean isOf(ImportJob job) {
        return phase.equals(job.phase())
                && step.equals(job.step().map(StepProgress::step).orElse(""));
    }

    /** Takes in a poll; true when its work has moved. */
    boolean observe(double now, ImportJob job, OptionalDouble expectedRows) {
        Optional<StepProgress> reported = job.step();
        OptionalLong done = reported.map(s -> ByteSize.parse(s.processed())).orElse(OptionalLong.empty());
        OptionalLong all = reported.map(s -> ByteSize.parse(s.total())).orElse(OptionalLong.empty());
        if (done.isPresent() && all.isPresent() && all.getAsLong() > 0 && known(Unit.BYTES)) {
            return observe(now, Unit.BYTES, (double) done.getAsLong(), (double) all.getAsLong());
        }
        if (reported.isPresent() && reported.get().percent().isPresent() && known(Unit.PERCENT)) {
            return observe(now, Unit.PERCENT, reported.get().percent().getAsInt(), 100);
        }
        if (job.importedRows().isPresent() && expectedRows.isPresent() && known(Unit.ROWS)) {
            return observe(now, Unit.ROWS, (double) job.importedRows().getAsLong(), expectedRows.getAsDouble());
        }
        if (job.importedRows().isPresent() && unit == Unit.ROWS) {
            total = OptionalDouble.empty();
            return work.observe(now, (double) job.importedRows().getAsLong());
        }
        return false;
    }

    /** A step keeps the unit it began with: what was counted in another one cannot be compared. */
    private boolean known(Unit wanted) {
        return unit == Unit.NONE || unit == wanted;
    }

    private boolean observe(double now, Unit counted, double done, double all) {
        unit = counted;
        total = OptionalDouble.of(all);
        return work.observe(now, done);
    }

    Unit unit() {
        return unit;
    }

    Counter work() {
        return work;
    }

    RemainingSteps remainingSteps() {
        return RemainingSteps.after(step, phase);
    }

    /** How long this job has been in this step at least. */
    double seconds(double now) {
        return now - begin;
    }

    /** How long the step takes as a whole, if {@code left} seconds of it remain. */
    double whole(double now, double left) {
        double share =
                total.isPresent() && work.value().isPresent() ? work.value().getAsDouble() / total.getAsDouble() : 0;
        double byShare = share < 1 ? left / (1 - share) : left;
        return fromBegin ? Math.max(seconds(now) + left, left) : Math.max(byShare, seconds(now) + left);
    }

    /** What remains of the step at the speed of late; empty while there is nothing to measure. */
    Optional<Remaining> remaining(double now) {
        double measured = work.measured(now);
        double half = Math.max(LEAST_WINDOW, measured / 2);
        OptionalDouble speed = work.rate(now, half);
        if (total.isEmpty() || speed.isEmpty() || !(speed.getAsDouble() > 0)) {
            return Optional.empty();
        }
        double rate = speed.getAsDouble();
        double rest = Math.max(0, total.getAsDouble() - work.value().orElse(0) - work.sinceChange(now, rate));
        double all = work.rate(now, Double.MAX_VALUE).orElse(rate);
        double late = work.rate(now, Math.max(LEAST_WINDOW, measured / 8)).orElse(rate);
        double fastest = Math.max(rate, Math.max(all, late));
        double slowest = Math.min(rate, Math.min(all, late));
        double doubt = 1.05 + 1.0 / work.changes();
        double left = rest / rate;
        double most = rest / Math.max(slowest, rate / 10);
        double begin = now - measured;
        double until = work.measuredUntil(now);
        Optional<DecelerationModel> deceleration = DecelerationModel.of(work, begin, until);
        if (deceleration.isPresent()) {
            double longest = deceleration.get().most(rest);
            if (all > rate * CLEARLY && rate > late * CLEARLY) {
                double goesOn = Math.max(0, deceleration.get().seconds(rest) - left);
                left += DecelerationModel.trust(work, begin, until) * goesOn;
                longest *= 1.1;
            }
            most = Math.max(Math.max(most, left * 1.1), Math.min(longest, WORST * left));
        }
        return Optional.of(new Remaining(left, rest / fastest / doubt, most * doubt));
    }

    PhaseTime time(double now, boolean over) {
        return new PhaseTime(phase, step, Duration.ofMillis(Math.round(seconds(now) * 1e3)), fromBegin, over);
    }
}
