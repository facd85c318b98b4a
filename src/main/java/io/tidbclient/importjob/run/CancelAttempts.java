package io.tidbclient.importjob.run;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** How far the cancelling of jobs has come. Safe for use by several threads. */
public final class CancelAttempts {
    private final Map<Long, Progress> jobs = new ConcurrentHashMap<>();

    private enum Progress {
        SENT,
        LOST,
        SETTLED
    }

    /** The statement for this job is sent now. */
    void sent(long id) {
        jobs.put(id, Progress.SENT);
    }

    /** The answer will not come: the server may cancel the job, or may not. */
    void lost(long id) {
        jobs.put(id, Progress.LOST);
    }

    /** The server has answered that the job is cancelled, or that it will not cancel it. */
    void settled(long id) {
        jobs.put(id, Progress.SETTLED);
    }

    /** Whether none was sent. */
    boolean none() {
        return jobs.isEmpty();
    }

    /** Whether an answer will not come. */
    boolean anyLost() {
        return jobs.containsValue(Progress.LOST);
    }

    /** The jobs whose cancelling the server has not answered. */
    SortedSet<Long> unanswered() {
        SortedSet<Long> ids = new TreeSet<>();
        jobs.forEach((id, progress) -> {
            if (progress != Progress.SETTLED) {
                ids.add(id);
            }
        });
        return ids;
    }
}
