package io.tidbclient.engine;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is: folds each event into the states of the machines and into the job's snapshot, and publishes it with that
 * snapshot. The coordinator's thread alone uses it, except for {@link #updates()}.
 *
 * @param <S> the job's snapshot
 */
final class RunProgress<S> {
    private final Fold<S> fold;
    private final Clock clock;
    private final BroadcastProcessor<RunUpdate<S>> updates = BroadcastProcessor.create();
    private final StateFold stateFold = new StateFold();
    private RunSnapshot states;
    private S snapshot;

    /** @param names of the participants */
    RunProgress(List<String> names, Fold<S> fold, Clock clock) {
        this.fold = fold;
        this.clock = clock;
        Instant now = clock.instant();
        this.states = stateFold.first(names, now);
        this.snapshot = fold.first(names, now);
    }

    /** What is published from now on; a subscriber without demand misses items. */
    Multi<RunUpdate<S>> updates() {
        return updates.onOverflow().drop();
    }

    void publish(RunEvent event) {
        Instant now = clock.instant();
        states = stateFold.after(states, event, now);
        snapshot = fold.after(snapshot, event, now);
        updates.onNext(new RunUpdate<>(event, snapshot));
    }

    /** The state that the connection is in; empty before its first. */
    Optional<State> state(String connection) {
        return states.participant(connection).state();
    }

    /** Nothing is published after this. */
    void complete() {
        updates.onComplete();
    }

    /** @param stopped why the run was ended before its machines were done, if it was */
    RunResult<S> result(Optional<StopCause> stopped) {
        return new RunResult<>(states, snapshot, Verdicts.of(states, stopped), stopped);
    }
}
