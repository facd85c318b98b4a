package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A step that was released, and what is known of it since. Confined to the director's thread. */
final class Ongoing {
    final Cue cue;
    final List<Expectation> expectations;
    final Instant released;
    /** What names stood for when it was released. */
    final Map<String, Scalar> values;

    private Optional<ScenarioFinding.Waits> waits = Optional.empty();
    private Optional<Instant> firstSeen = Optional.empty();
    private Optional<Reply> reply = Optional.empty();
    private Map<String, Ongoing> waiting = Map.of();
    int looks;

    Ongoing(Cue cue, List<Expectation> expectations, Map<String, Scalar> values, Instant released) {
        this.cue = cue;
        this.expectations = expectations;
        this.values = Map.copyOf(values);
        this.released = released;
    }

    /** The sessions it is expected to wait for; empty when it is not expected to wait. */
    Optional<Set<String>> expectedToWaitFor() {
        return expectations.stream()
                .filter(Expectation.Blocks.class::isInstance)
                .map(expectation -> ((Expectation.Blocks) expectation).by())
                .findFirst();
    }

    /** The sessions it is expected to let go on. */
    Set<String> unblocks() {
        return expectations.stream()
                .filter(Expectation.Unblocks.class::isInstance)
                .map(expectation -> ((Expectation.Unblocks) expectation).sessions())
                .findFirst()
                .orElse(Set.of());
    }

    /** Who was seen waiting when it began. */
    void sawWaiting(Map<String, Ongoing> waiters) {
        waiting = Map.copyOf(waiters);
    }

    boolean sawWaiting(String session) {
        return waiting.containsKey(session);
    }

    /** What the sessions that it has to let go on are still waiting in; empty when all have gone on. */
    List<Ongoing> stillHeld() {
        return unblocks().stream()
                .sorted()
                .flatMap(session -> Optional.ofNullable(waiting.get(session)).stream())
                .filter(step -> step.reply().isEmpty())
                .toList();
    }

    Instant deadline() {
        return reply.map(Reply::ended).orElse(released).plus(cue.limit());
    }

    void waits(ScenarioFinding.Waits seen) {
        waits = Optional.of(seen);
    }

    Optional<ScenarioFinding.Waits> waits() {
        return waits;
    }

    /** Whom it waits for, to be put behind something; empty when it does not wait. */
    String waitingFor() {
        return waits.map(seen -> ", waiting for " + seen.forWhom()).orElse("");
    }

    /** What the names in its statement stood for. */
    Map<String, Scalar> bound() {
        return cue.step().action() instanceof Action.Run run ? run.sql().bound(values) : Map.of();
    }

    /** Where its session is. */
    String place() {
        return cue.session() + " still in " + cue.label() + waitingFor();
    }

    /** All that is expected of it, in words. */
    String wanted(Map<String, Scalar> values) {
        return expectations.isEmpty() ? "an end" : new Verifier(values).wanted(expectations);
    }

    /** Remembers that it was seen waiting; how long ago that was first so. */
    Duration seenWaiting(Instant now) {
        if (firstSeen.isEmpty()) {
            firstSeen = Optional.of(now);
        }
        return Duration.between(firstSeen.get(), now);
    }

    void notSeenWaiting() {
        firstSeen = Optional.empty();
    }

    void ended(Reply with) {
        reply = Optional.of(with);
    }

    Optional<Reply> reply() {
        return reply;
    }
}
