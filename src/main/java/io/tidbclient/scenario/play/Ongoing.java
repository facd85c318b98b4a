package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A step that was released, and what is known of it since. Confined to the director's thread. */
final class Ongoing {
    final Cue cue;
    final List<Expectation> expectations;
    final Instant released;
    private Optional<ScenarioFinding.Waits> waits = Optional.empty();
    private Optional<Instant> firstSeen = Optional.empty();
    private Optional<Reply> reply = Optional.empty();
    private Map<String, Ongoing> waiting = Map.of();
    private List<Set<String>> alternatives = List.of();
    int looks;

    Ongoing(Cue cue, List<Expectation> expectations, Instant released) {
        this.cue = cue;
        this.expectations = expectations;
        this.released = released;
    }

    /** The sessions it is expected to wait for; empty when it is not expected to wait. */
    Optional<Set<String>> expectedToWaitFor() {
        return expectations.stream()
                .filter(Expectation.Blocks.class::isInstance)
                .map(expectation -> ((Expectation.Blocks) expectation).by())
                .findFirst();
    }

    /** The sessions it is expected to let go on, whatever else comes of it. */
    Set<String> unblocks() {
        return unblocks(expectations);
    }

    /** The sessions that the step is to let go on in one of these ways. */
    private static Set<String> unblocks(List<Expectation> expectations) {
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

    /** After its end: one of these alternatives is what came of it, so that those that it names have to go on. */
    void cameToOneOf(List<List<Expectation>> met) {
        alternatives = met.stream().map(Ongoing::unblocks).toList();
    }

    /** The sessions that it had to let go on and that are still at what they waited in; empty when all went on. */
    List<Ongoing> stillHeld() {
        List<Ongoing> held = stillAt(unblocks());
        return held.isEmpty()
                ? alternatives.stream()
                        .map(this::stillAt)
                        .min(Comparator.comparingInt(List::size))
                        .orElse(List.of())
                : held;
    }

    private List<Ongoing> stillAt(Set<String> sessions) {
        return sessions.stream()
                .sorted()
                .flatMap(session -> Optional.ofNullable(waiting.get(session)).stream())
                .filter(step -> step.reply().isEmpty())
                .toList();
    }

    /** Those of the alternatives in which it lets only such sessions go on as were seen waiting. */
    List<List<Expectation>> possible(List<List<Expectation>> met) {
        return met.stream()
                .filter(all -> waiting.keySet().containsAll(unblocks(all)))
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
