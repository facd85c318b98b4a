package io.tidbclient.scenario.run;

import java.util.HashSet;
import java.util.Set;

/** Titles of the runs of a plan. A recorded history names a run by its title alone, so that each title occurs once there. */
final class RunTitles {
    private final boolean recorded;
    private final Set<String> used = new HashSet<>();

    /**
     * No titles yet.
     *
     * @param recorded whether a history is recorded; without one titles stay as they are
     */
    RunTitles(boolean recorded) {
        this.recorded = recorded;
    }

    /** The title of the next run; with a number, as in {@code transfer (2)}, when an earlier run has the same. */
    String next(String title) {
        if (!recorded) {
            return title;
        }
        String distinct = title;
        for (int number = 2; !used.add(distinct); number++) {
            distinct = "%s (%d)".formatted(title, number);
        }
        return distinct;
    }
}
