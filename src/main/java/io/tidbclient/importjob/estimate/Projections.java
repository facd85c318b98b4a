package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ByteSize;
import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.WatchedJob;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Projects what remains of a job: from the steps' progress, else from imports that have ended, else from the server's own words. */
final class Projections {
    private final boolean rowsGiven;

    /** @param rowsGiven whether the user said how many rows there will be */
    Projections(boolean rowsGiven) {
        this.rowsGiven = rowsGiven;
    }

    /**
     * The best of what is known.
     *
     * @param step the job's current one
     * @param now in seconds, by a monotonic clock
     * @return empty when nothing says how long it will take
     */
    Optional<Projection> of(WatchedJob watched, Optional<StepTrack> step, double now) {
        Optional<Projection> bySteps = step.flatMap(track -> byStep(track, watched, now));
        boolean guessed = bySteps.filter(found -> found.source() == EstimateSource.STEP_AND_LATER)
                .isPresent();
        if (bySteps.isPresent() && !guessed) {
            return bySteps;
        }
        return byPast(watched).or(() -> bySteps).or(() -> byServer(watched, step));
    }

    private Optional<Projection> byStep(StepTrack track, WatchedJob watched, double now) {
        RemainingSteps remainingSteps = track.remainingSteps();
        return track.remaining(now).map(rest -> {
            double whole = track.whole(now, rest.left());
            double rowsLeast = 1;
            double rowsMost = 1;
            EstimateSource source = remainingSteps.matter() ? EstimateSource.STEP_AND_LATER : EstimateSource.STEP;
            if (track.unit() == StepTrack.Unit.ROWS) {
                source = rowsGiven ? EstimateSource.ROWS_EXPECTED : EstimateSource.ROWS_PAST;
                ImportHistory history = watched.history().orElse(null);
                if (!rowsGiven && history != null) {
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

    private static Optional<Projection> byServer(WatchedJob watched, Optional<StepTrack> step) {
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
}
