package io.tidbclient.check;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.Poll;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The events of one run, in their order, and what tests ask of them. */
final class RecordedEvents {
    private final ConcurrentLinkedQueue<RunEvent> events = new ConcurrentLinkedQueue<>();

    void add(RunEvent event) {
        events.add(event);
    }

    List<RunEvent> all() {
        return List.copyOf(events);
    }

    /** The connection that took the first poll. */
    String leader() {
        return events.stream()
                .filter(event ->
                        event instanceof RunEvent.Found found && found.event() instanceof CheckEvent.JobsWatched)
                .map(event -> ((RunEvent.Found) event).connection())
                .findFirst()
                .orElseThrow();
    }

    List<Poll> polls() {
        return found(CheckEvent.JobsWatched.class)
                .map(CheckEvent.JobsWatched::poll)
                .toList();
    }

    /** The number of polls that were answered. */
    long rounds() {
        return findings(CheckEvent.JobsWatched.class);
    }

    List<CheckEvent.PollMissed> missedPolls() {
        return found(CheckEvent.PollMissed.class).toList();
    }

    /** The number of missed polls and of attempts that were repeated. */
    long failedAttempts() {
        return findings(CheckEvent.PollMissed.class) + findings(CheckEvent.AttemptFailed.class);
    }

    long findings(Class<? extends CheckEvent> type) {
        return found(type).count();
    }

    private <E extends CheckEvent> Stream<E> found(Class<E> type) {
        return events.stream()
                .filter(RunEvent.Found.class::isInstance)
                .map(event -> ((RunEvent.Found) event).event())
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** Why each connection that completed did so. */
    List<String> reasonsOfTheEnd() {
        return events.stream()
                .filter(event -> event instanceof RunEvent.Transitioned moved
                        && moved.to().equals(State.TerminalState.COMPLETED))
                .map(event -> ((RunEvent.Transitioned) event).reason())
                .toList();
    }
}
