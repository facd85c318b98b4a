package io.tidbclient.importjob.run;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** How far the cancelling of jobs has come. Safe for use by several threads. */
public final class CancelAttempts {
    private final Map<Long, Progress> jobs = new ConcurrentHashMap<>();

    /** What is known of the statement that cancels a job. */
    enum Progress {
        /** It was not sent. */
        NOT_SENT,
        /** It was sent, and the answer may still come. */
        SENT,
        /** It was sent, and the answer will not come: the server may cancel the job, or may not. */
        LOST,
        /** The server has answered that the job is cancelled, or that it will not cancel it. */
        ANSWERED
    }

    /** @param ids of the jobs that are to be cancelled */
    public CancelAttempts(Collection<Long> ids) {
        ids.forEach(id -> jobs.put(id, Progress.NOT_SENT));
    }

    /** This is now known of the statement for a job. */
    void set(long id, Progress progress) {
        jobs.put(id, progress);
    }

    /** The jobs of whose statement this is known, in order. */
    Set<Long> with(Progress progress) {
        Set<Long> ids = new TreeSet<>();
        jobs.forEach((id, known) -> {
            if (known == progress) {
                ids.add(id);
            }
        });
        return ids;
    }
}
