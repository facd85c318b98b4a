package io.tidbclient.scenario.play;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sessions' connections, so that they can be ended before what they use is removed. */
final class Lines {
    private final Set<Line> all = new HashSet<>();
    private boolean ended;

    /** Adds a connection; once they were ended, it is closed at once. */
    void add(Line line) {
        synchronized (this) {
            if (!ended) {
                all.add(line);
                return;
            }
        }
        line.close();
    }

    /** Ends them all; the ids of those whose statement was under way, with which the server may go on. */
    Set<Long> end() {
        List<Line> open;
        synchronized (this) {
            ended = true;
            open = List.copyOf(all);
        }
        Set<Long> atWork = new TreeSet<>();
        for (Line line : open) {
            line.close();
            line.brokenOff().ifPresent(atWork::add);
        }
        return atWork;
    }
}
