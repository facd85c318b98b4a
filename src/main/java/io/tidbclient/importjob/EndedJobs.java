package io.tidbclient.importjob;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The jobs of a watch that are over: those that it keeps, and what it remembers of those that it has put away to make room.
 * Of these that is their ids, since the server goes on listing them.
 */
final class EndedJobs {
    private final int most;
    /** In the order in which they ended. */
    private final SequencedSet<Long> kept = new LinkedHashSet<>();

    private final Set<Long> ended = new HashSet<>();
    private final Set<Long> vanished = new HashSet<>();
    private JobTally putAway = JobTally.NONE;

    /** @param most how many are kept */
    EndedJobs(int most) {
        this.most = most;
    }

    /** Takes in one that is over now. */
    void add(long id) {
        kept.add(id);
    }

    /** Leaves out one that turned out not to be over, or to be so in another way. */
    void remove(long id) {
        kept.remove(id);
    }

    /** Whether a job that is listed is one that ended and was put away. What has its id and is at work is another one. */
    boolean holds(ImportJob job) {
        return job.status().ended() && ended.contains(job.id());
    }

    /** Whether a job was put away since it had vanished; then it no longer counts as such. */
    boolean givesBack(long id) {
        if (!vanished.remove(id)) {
            return false;
        }
        putAway = putAway.withVanished(-1);
        return true;
    }

    /** Those for which there is no room, the earliest first. */
    List<Long> tooMany() {
        return kept.size() <= most ? List.of() : new ArrayList<>(kept).subList(0, kept.size() - most);
    }

    /** Puts one away. */
    void putAway(FollowedJob job) {
        long id = job.job().id();
        kept.remove(id);
        if (job.vanished()) {
            vanished.add(id);
            putAway = putAway.withVanished(1);
        } else {
            ended.add(id);
            putAway = putAway.withOne(job.job().status());
        }
    }

    /** How many were put away. */
    JobTally earlier() {
        return putAway;
    }
}
