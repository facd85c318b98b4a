package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ByteSize;
import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private static final int MOST_PHASES = 40;
    /** What a speed for people is taken over. */
    private static final double RECENT = 20;

    /** How many times the limit nothing is said while no two subtasks were seen to end: how long one takes is not known. */
    private static final double BEFORE_ANY_GAP = 4;
    /** How many times the longest wait for a change has to pass where changes are rare. */
    private static final double USUAL_GAPS = 2;

    private static final String IMPORTING = "importing";

    private final double stallSeconds;
    private final OptionalLong rowsExpected;
    private final Counter rows = new Counter();
    private final EtaSmoother smoother = new EtaSmoother();
    private final Deque<Double> rates = new ArrayDeque<>();
    private final List<PhaseTime> phasesOver = new ArrayList<>();
    private Optional<StepTrack> step = Optional.empty();
    private Optional<EstimateSource> lastSource = Optional.empty();
    private JobEstimate last = JobEstimate.NOTHING;
    private JobStatus status = JobStatus.OTHER;
    private double movedAt;
    private double shareSoFar;
    private boolean seenBefore;

    /**
     * @param stallLimit how long nothing may move before that is a stall
     * @param rowsTold how many rows the user expects, if anybody said
     */
    public JobEstimator(Duration stallLimit, OptionalLong rowsTold) {
        this.stallSeconds = stallLimit.toMillis() / 1e3;
        this.rowsExpected = rowsTold;
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
        closeStep(now);
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
                phasesOver);
    }

    private static OptionalDouble average(OptionalLong amount, OptionalDouble seconds) {
        return amount.isPresent() && seconds.isPresent() && seconds.getAsDouble() > 0
                ? OptionalDouble.of((double) amount.getAsLong() / seconds.getAsDouble())
                : OptionalDouble.empty();
    }

    private JobEstimate active(WatchedJob watched, double now) {
        ImportJob job = watched.job();
        OptionalDouble expected = expectedRows(watched);
        boolean moved = !seenBefore || status != job.status();
        moved |= enter(job, now);
        moved |= step.map(track -> track.observe(now, job, expected)).orElse(false);
        if (job.importedRows().isPresent()) {
            moved |= rows.observe(now, (double) job.importedRows().getAsLong());
        }
        if (moved) {
            movedAt = now;
        }
        boolean running = job.status() == JobStatus.RUNNING;
        Optional<Duration> stalled = running ? stalled(job, now) : Optional.empty();
        Optional<Projection> projection = running && stalled.isEmpty() ? project(watched, now) : Optional.empty();
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
                phases(now));
    }

    /** True when the job is in another step than before. */
    private boolean enter(ImportJob job, double now) {
        if (step.isPresent() && step.get().isOf(job)) {
            return false;
        }
        closeStep(now);
        if (job.status() != JobStatus.PENDING) {
            step = Optional.of(new StepTrack(job, now, seenBefore));
        }
        return seenBefore;
    }

    private void closeStep(double now) {
        step.ifPresent(track -> phasesOver.add(track.time(now, true)));
        if (phasesOver.size() > MOST_PHASES) {
            phasesOver.removeFirst();
        }
        step = Optional.empty();
    }

    private List<PhaseTime> phases(double now) {
        List<PhaseTime> all = new ArrayList<>(phasesOver);
        step.ifPresent(track -> all.add(track.time(now, false)));
        return all;
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

    private Optional<Duration> stalled(ImportJob job, double now) {
        boolean toldSteps = job.step()
                .filter(reported ->
                        reported.percent().isPresent() || !reported.processed().isEmpty())
                .isPresent();
        // Without them only the rows can move, and only while rows are written.
        boolean couldMove =
                toldSteps || (job.importedRows().isPresent() && (job.phase().equals(IMPORTING) || rows.changes() > 0));
        double still = now - movedAt;
        return couldMove && still >= (toldSteps ? stallSeconds : rowsStallSeconds())
                ? Optional.of(Duration.ofMillis(Math.round(still * 1e3)))
                : Optional.empty();
    }

    /** Rows come in jumps, one for each subtask: silence is normal for as long as a subtask takes. */
    private double rowsStallSeconds() {
        return rows.changes() < 2
                ? stallSeconds * BEFORE_ANY_GAP
                : Math.max(stallSeconds, rows.longestGap() * USUAL_GAPS);
    }

    /** What remains of the whole job, in seconds, before smoothing. */
    private record Projection(EstimateSource source, double left, double least, double most) {}

    private Optional<Projection> project(WatchedJob watched, double now) {
        Optional<Projection> bySteps = step.flatMap(track -> byStep(track, watched, now));
        boolean guessed = bySteps.filter(found -> found.source() == EstimateSource.STEP_AND_LATER)
                .isPresent();
        if (bySteps.isPresent() && !guessed) {
            return bySteps;
        }
        return byPast(watched).or(() -> bySteps).or(() -> byServer(watched));
    }

    private Optional<Projection> byStep(StepTrack track, WatchedJob watched, double now) {
        RemainingSteps remainingSteps = track.remainingSteps();
        return track.remaining(now).map(rest -> {
            double whole = track.whole(now, rest.left());
            double rowsLeast = 1;
            double rowsMost = 1;
            EstimateSource source = remainingSteps.matter() ? EstimateSource.STEP_AND_LATER : EstimateSource.STEP;
            if (track.unit() == StepTrack.Unit.ROWS) {
                source = rowsExpected.isPresent() ? EstimateSource.ROWS_TOLD : EstimateSource.ROWS_PAST;
                ImportHistory history = watched.history().orElse(null);
                if (rowsExpected.isEmpty() && history != null) {
                    rowsLeast = history.leastRowsPerByte() / history.rowsPerByte();
                    rowsMost = history.mostRowsPerByte() / history.rowsPerByte();
                }
            }
            return new Projection(
                    source,
                    rest.left() + remainingSteps.likely() * whole,
                    rest.least() * rowsLeast + remainingSteps.least() * whole,
                    rest.most() * rowsMost + remainingSteps.most() * whole);
        });
    }

    private static Optional<Projection> byPast(WatchedJob watched) {
        OptionalLong size = ByteSize.parse(watched.job().sourceSize());
        if (watched.history().isEmpty() || size.isEmpty() || watched.elapsed().isEmpty()) {
            return Optional.empty();
        }
        ImportHistory history = watched.history().get();
        double elapsed = watched.elapsed().get().toMillis() / 1e3;
        double left = history.secondsPerByte() * size.getAsLong() - elapsed;
        // Longer than those before: they say nothing any more.
        return left <= 0
                ? Optional.empty()
                : Optional.of(new Projection(
                        EstimateSource.PAST,
                        left,
                        Math.max(0, history.leastSecondsPerByte() * size.getAsLong() * 0.8 - elapsed),
                        history.mostSecondsPerByte() * size.getAsLong() * 1.25 - elapsed));
    }

    private Optional<Projection> byServer(WatchedJob watched) {
        return watched.job()
                .step()
                .flatMap(reported -> StepEta.parse(reported.eta()))
                .flatMap(left -> step.map(track -> {
                    RemainingSteps remainingSteps = track.remainingSteps();
                    double seconds = left.toSeconds();
                    double elapsed = watched.elapsed().map(Duration::toSeconds).orElse(0L);
                    double whole = seconds + elapsed;
                    return new Projection(
                            EstimateSource.SERVER,
                            seconds + remainingSteps.likely() * whole,
                            seconds / 2 + remainingSteps.least() * whole,
                            seconds * 2 + remainingSteps.most() * whole);
                }));
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
        Optional<StepTrack> counted = step.filter(track -> track.unit() == StepTrack.Unit.BYTES);
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
