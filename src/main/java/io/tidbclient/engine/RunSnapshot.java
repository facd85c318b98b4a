package io.tidbclient.engine;

import io.tidbclient.connection.Failure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The states of a run's participants at one moment; what they do there is the job's own snapshot. Immutable.
 *
 * @param startedAt when the run began
 * @param at when a state last changed, or the stop began
 * @param participants in the order of the plan; never empty
 * @param stopping why the run is being stopped; empty while it is not
 */
public record RunSnapshot(
        Instant startedAt, Instant at, List<ParticipantView> participants, Optional<String> stopping) {
    public RunSnapshot {
        participants = NamedViews.of(participants, ParticipantView::name);
    }

    /**
     * The participant of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ParticipantView participant(String name) {
        return NamedViews.of(participants, ParticipantView::name)
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("the run has no connection " + name));
    }

    /** How many participants ended as {@code terminalState}. */
    public long count(State.TerminalState terminalState) {
        return participants.stream()
                .filter(participant -> participant.endedAs(terminalState))
                .count();
    }

    /** Why participants ended as Failed, in their order. */
    public Stream<Failure> failures() {
        return participants.stream().flatMap(participant -> participant.failure().stream());
    }

    /** Whether every machine has stopped. */
    public boolean over() {
        return participants.stream().allMatch(ParticipantView::ended);
    }
}
