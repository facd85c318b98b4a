package io.tidbclient.engine;

import java.time.Instant;
import java.util.List;

/**
 * Makes the snapshots of a run, each out of the one before and what happened since. What a snapshot has is up to the job at hand:
 * {@link Coordinator#prepare(RunPlan)} keeps the states alone. Called on the coordinator's thread only, for every event, so it must return soon.
 *
 * @param <S> the snapshot; immutable, since subscribers keep it
 */
public interface Fold<S> {
    /**
     * The snapshot before anything has happened.
     *
     * @param participants their names, in the order of the plan
     */
    S first(List<String> participants, Instant startedAt);

    /** The snapshot after {@code event}. */
    S after(S before, RunEvent event, Instant at);
}
