package io.tidbclient.scenario.play;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions' connections, so that they can be ended before what they use is removed. */
final class Lines {
    private final Set<Line> all = ConcurrentHashMap.newKeySet();

    void add(Line line) {
        all.add(line);
    }

    /** Ends them all; the ids of those whose statement was under way, with which the server may go on. */
    Set<Long> end() {
        Set<Long> atWork = new TreeSet<>();
        for (Line line : all) {
            line.close();
            line.brokenOff().ifPresent(atWork::add);
        }
        return atWork;
    }
}
