package io.tidbclient.output.imports;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.KeyHint;
import io.tidbclient.output.terminal.Key;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the user is in a list of jobs: its order, the selected job, and whether that job's details are shown. The selection
 * stays with its job, whatever place the job has in the next list. Not for use by two threads at once.
 */
final class JobCursor {
    static final List<KeyHint> KEYS = List.of(
            new KeyHint("s", "sort", "next order: status, ETA, share done, rows/s, table, job"),
            new KeyHint("up k", "", "select the job above"),
            new KeyHint("down j", "", "select the job below"),
            new KeyHint(
                    "enter",
                    "details",
                    "the selected job's details, as 'imports show' prints them; again, or esc, to go back"));

    private SortOrder order = SortOrder.STATUS;
    private Optional<JobKey> selected = Optional.empty();
    private boolean details;
    private List<JobLine> listed = List.of();

    /** What identifies a job among several servers. */
    private record JobKey(ServerAddress target, long id) {
        static JobKey of(JobLine line) {
            return new JobKey(line.target(), line.job().id());
        }
    }

    /** How the list is sorted. */
    SortOrder order() {
        return order;
    }

    /** Takes the jobs of the next frame, in the order in which they are shown. A selected job that is gone is deselected. */
    void list(List<JobLine> jobs) {
        listed = List.copyOf(jobs);
        if (place() < 0) {
            selected = Optional.empty();
            details = false;
        }
    }

    /** Whether this job is the selected one. */
    boolean isSelected(JobLine line) {
        return selected.equals(Optional.of(JobKey.of(line)));
    }

    /** The job whose details are shown; empty while the list is. */
    Optional<JobLine> detailed() {
        return details ? Optional.of(listed.get(place())) : Optional.empty();
    }

    /** Does what a key is for. */
    void press(Key key) {
        switch (key) {
            case SORT -> order = order.next();
            case UP -> select(Math.max(0, place() - 1));
            case DOWN -> select(Math.min(listed.size() - 1, place() + 1));
            case DETAILS -> {
                select(Math.max(0, place()));
                details = !details && !listed.isEmpty();
            }
            case BACK -> details = false;
            case QUIT, PAUSE, HELP -> {}
        }
    }

    private void select(int place) {
        if (place >= 0 && place < listed.size()) {
            selected = Optional.of(JobKey.of(listed.get(place)));
        }
    }

    /** Of the selected job; -1 without one. */
    private int place() {
        return IntStream.range(0, listed.size())
                .filter(place -> isSelected(listed.get(place)))
                .findFirst()
                .orElse(-1);
    }
}
