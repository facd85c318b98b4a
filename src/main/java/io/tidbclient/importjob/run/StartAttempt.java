package io.tidbclient.importjob.run;

import io.tidbclient.importjob.ImportJob;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How far the start of an import has come. Safe for use by several threads. */
public final class StartAttempt {
    private final Set<Long> ids = ConcurrentHashMap.newKeySet();
    private volatile Progress progress = Progress.NOT_SENT;

    /** What is known of the import. */
    public enum Progress {
        /** The statement was not sent: there is no import. */
        NOT_SENT,
        /** It was sent, and no answer shows what came of it: the import may have started. */
        UNANSWERED,
        /** The server refused it: there is no import. */
        REFUSED,
        /** The server accepted it, and the job is known. */
        ACCEPTED
    }

    /** The id of the job; empty before it is known. Grows when it becomes known. */
    public Set<Long> ids() {
        return Collections.unmodifiableSet(ids);
    }

    /** What is known now. */
    public Progress progress() {
        return progress;
    }

    void sent() {
        progress = Progress.UNANSWERED;
    }

    void refused() {
        progress = Progress.REFUSED;
    }

    void accepted(ImportJob job) {
        ids.add(job.id());
        progress = Progress.ACCEPTED;
    }
}
