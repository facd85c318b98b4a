package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.StepProgress;

import java.time.Duration;
import java.util.Optional;

/** Sees when a job that could move no longer does. */
final class StallDetector {
    private static final String IMPORTING = "importing";

    /** How many times the limit nothing is said while no two subtasks were seen to end: how long one takes is not known. */
    private static final double BEFORE_ANY_GAP = 4;
    /** How many times the longest wait for a change has to pass where changes are rare. */
    private static final double USUAL_GAPS = 2;

    private final double stallSeconds;
    private double movedAt;

    StallDetector(Duration limit) {
        this.stallSeconds = limit.toMillis() / 1e3;
    }

    /** Something changed. */
    void moved(double now) {
        movedAt = now;
    }

    /**
     * For how long it has not moved; empty while that is normal.
     *
     * @param rows the job's row count so far
     */
    Optional<Duration> stalled(ImportJob job, Counter rows, double now) {
        boolean reportsSteps = job.step().filter(StepProgress::reportsProgress).isPresent();
        // Without them only the rows can move, and only while rows are written.
        boolean couldMove = reportsSteps
                || (job.importedRows().isPresent() && (job.phase().equals(IMPORTING) || rows.changes() > 0));
        double still = now - movedAt;
        return couldMove && still >= (reportsSteps ? stallSeconds : rowsStallSeconds(rows))
                ? Optional.of(Duration.ofMillis(Math.round(still * 1e3)))
                : Optional.empty();
    }

    /** Rows come in jumps, one for each subtask: silence is normal for as long as a subtask takes. */
    private double rowsStallSeconds(Counter rows) {
        return rows.changes() < 2
                ? stallSeconds * BEFORE_ANY_GAP
                : Math.max(stallSeconds, rows.longestGap() * USUAL_GAPS);
    }
}
