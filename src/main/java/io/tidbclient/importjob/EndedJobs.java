package io.tidbclient.importjob;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The ended jobs of a watch: those it keeps, and counts and ids of those it has evicted to make room. The ids are
 * needed because the server continues to list them.
 */
final class EndedJobs {
    private final int most;
    /** In the order in which they ended. */
    private final SequencedSet<Long> kept = new LinkedHashSet<>();

    private final Set<Long> ended = new HashSet<>();
    private final Set<Long> vanished = new HashSet<>();
    private JobCounts evicted = JobCounts.NONE;

    /** @param most how many are kept */
    EndedJobs(int most) {
        this.most = most;
    }

    /** Adds one that has ended. */
    void add(long id) {
        kept.add(id);
    }

    /** Leaves out one that turned out not to be over, or to be so in another way. */
    void remove(long id) {
        kept.remove(id);
    }

    /** Whether a listed job has ended and was evicted. An active job with the same id is another one. */
    boolean holds(ImportJob job) {
        return job.status().ended() && ended.contains(job.id());
    }

    /** Whether a job was evicted since it had vanished; then it no longer counts as such. */
    boolean givesBack(long id) {
        if (!vanished.remove(id)) {
            return false;
        }
        evicted = evicted.withVanished(-1);
        return true;
    }

    /** Those for which there is no room, the earliest first. */
    List<Long> tooMany() {
        return kept.size() <= most ? List.of() : new ArrayList<>(kept).subList(0, kept.size() - most);
    }

    /** Evicts one. */
    void evict(FollowedJob job) {
        long id = job.job().id();
        kept.remove(id);
        if (job.vanished()) {
            vanished.add(id);
            evicted = evicted.withVanished(1);
        } else {
            ended.add(id);
            evicted = evicted.withOne(job.job());
        }
    }

    /** The number of evicted jobs. */
    JobCounts earlier() {
        return evicted;
    }
}
