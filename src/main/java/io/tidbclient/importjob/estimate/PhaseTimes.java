package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job's steps, the current one with its progress; of those that ended, how long the latest took. */
final class PhaseTimes {
    private static final int MOST = 40;

    private final List<PhaseTime> ended = new ArrayList<>();
    private Optional<StepTrack> current = Optional.empty();

    /** The current step, if the job is in one. */
    Optional<StepTrack> current() {
        return current;
    }

    /**
     * Takes in what step the job is in.
     *
     * @param seenBefore whether its beginning was seen
     * @return whether the job is in another step than before
     */
    boolean enter(ImportJob job, double now, boolean seenBefore) {
        if (current.isPresent() && current.get().isOf(job)) {
            return false;
        }
        close(now);
        if (job.status() != JobStatus.PENDING) {
            current = Optional.of(new StepTrack(job, now, seenBefore));
        }
        return seenBefore;
    }

    /** Ends the current step. */
    void close(double now) {
        current.ifPresent(track -> ended.add(track.time(now, true)));
        if (ended.size() > MOST) {
            ended.removeFirst();
        }
        current = Optional.empty();
    }

    /** All of them, the current one last. */
    List<PhaseTime> all(double now) {
        List<PhaseTime> all = new ArrayList<>(ended);
        current.ifPresent(track -> all.add(track.time(now, false)));
        return all;
    }
}
