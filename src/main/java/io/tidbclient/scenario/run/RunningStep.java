package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A step that has started, with its waits and its result so far. Confined to the controller's thread. */
final class RunningStep {
    final StepInvocation invocation;
    final List<Expectation> expectations;
    /** When it was released, to show. */
    final Instant released;
    /** When it was released, by the monotonic clock; so are all other times here. */
    final long releasedNanos;
    /** What names stood for when it was released. */
    final Map<String, Scalar> values;

    private Optional<ScenarioEvent.Waits> waits = Optional.empty();
    private OptionalLong firstSeen = OptionalLong.empty();
    private Optional<StepResult> result = Optional.empty();
    private long waitsSince;
    private long confirmed;
    private OptionalLong lastSeen = OptionalLong.empty();
    private long polledAgain;
    private Optional<ScenarioEvent.Waits> possible = Optional.empty();
    private long possibleSince;
    private long ended;
    private Map<String, RunningStep> waiting = Map.of();
    int polls;

    RunningStep(
            StepInvocation invocation,
            List<Expectation> expectations,
            Map<String, Scalar> values,
            Instant released,
            long releasedNanos) {
        this.invocation = invocation;
        this.expectations = expectations;
        this.values = Map.copyOf(values);
        this.released = released;
        this.releasedNanos = releasedNanos;
    }

    /** The sessions it is expected to wait for; empty when it is not expected to wait. */
    Optional<Set<String>> expectedToWaitFor() {
        return expectations.stream()
                .filter(Expectation.Blocks.class::isInstance)
                .map(expectation -> ((Expectation.Blocks) expectation).by())
                .findFirst();
    }

    /** The sessions it is expected to unblock. */
    Set<String> unblocks() {
        return expectations.stream()
                .filter(Expectation.Unblocks.class::isInstance)
                .map(expectation -> ((Expectation.Unblocks) expectation).sessions())
                .findFirst()
                .orElse(Set.of());
    }

    /** Who was seen waiting when it began. */
    void sawWaiting(Map<String, RunningStep> waiters) {
        waiting = Map.copyOf(waiters);
    }

    boolean sawWaiting(String session) {
        return waiting.containsKey(session);
    }

    /** The waiting steps that it is expected to end. */
    List<RunningStep> unblocked() {
        return unblocks().stream()
                .sorted()
                .flatMap(session -> Optional.ofNullable(waiting.get(session)).stream())
                .toList();
    }

    /** The steps that the sessions it has to unblock still wait in; empty when all have continued. */
    List<RunningStep> stillBlocked() {
        return unblocked().stream().filter(step -> step.result().isEmpty()).toList();
    }

    long deadline() {
        return (result.isPresent() ? ended : releasedNanos) + invocation.limit().toNanos();
    }

    /** It is taken for one that waits, from what was seen at a time. */
    void waits(ScenarioEvent.Waits seen, long at, long now) {
        waits = Optional.of(seen);
        waitsSince = now;
        confirmed = at;
        polledAgain = at;
    }

    /** It is seen waiting for sessions that may be those expected; the server may name the right one yet. */
    void mayWaitFor(ScenarioEvent.Waits seen, long at) {
        if (possible.isEmpty()) {
            possibleSince = at;
        }
        possible = Optional.of(seen);
    }

    /** What is seen now contradicts what is expected. */
    void doesNotWaitAsExpected() {
        possible = Optional.empty();
    }

    /** It ended before the server named the holder: then those are taken that can be it. */
    Optional<ScenarioEvent.Waits> acceptPossibleWait() {
        Optional<ScenarioEvent.Waits> accepted = waits.isPresent() ? Optional.empty() : possible;
        accepted.ifPresent(seen -> waits(seen, possibleSince, possibleSince));
        return accepted;
    }

    /** It was polled for again while it waits. */
    void polledAgain(long now) {
        polledAgain = now;
    }

    /** When it was last polled for while it waits. */
    long polledAgain() {
        return polledAgain;
    }

    /** It still waits, as a view showed at a time. */
    void seenStillWaiting(long at) {
        confirmed = at;
        lastSeen = OptionalLong.of(at);
    }

    /** It is taken for one that still waits, though no view shows it. */
    void takenForWaiting(long at) {
        confirmed = at;
    }

    /** At what time it was last known, or taken, to wait. */
    long confirmed() {
        return confirmed;
    }

    /** At what time a view last showed that it still waits after another step has ended; empty when none did. */
    OptionalLong lastSeenWaiting() {
        return lastSeen;
    }

    /** When it ended. */
    long ended() {
        return ended;
    }

    /** When {@link #waits()} was recorded. */
    long waitsSince() {
        return waitsSince;
    }

    Optional<ScenarioEvent.Waits> waits() {
        return waits;
    }

    /** Whom it waits for, to be put behind something; empty when it does not wait. */
    String waitingFor() {
        return waits.map(seen -> ", waiting for " + seen.forWhom()).orElse("");
    }

    /** What the names in its statement stood for. */
    Map<String, Scalar> bound() {
        Map<String, Scalar> bound = new LinkedHashMap<>();
        if (invocation.step().action() instanceof Action.Run run) {
            run.statements().forEach(sql -> bound.putAll(sql.bound(values)));
        }
        return bound;
    }

    /** Where its session is. */
    String place() {
        return invocation.session() + " still in " + invocation.label() + waitingFor();
    }

    /** All that is expected of it, in words. */
    String wanted(Map<String, Scalar> values) {
        return expectations.isEmpty() ? "that it ends" : new ExpectationText(values).wanted(expectations);
    }

    /** Remembers that it was seen waiting; how long ago that was first so. */
    Duration seenWaiting(long now) {
        if (firstSeen.isEmpty()) {
            firstSeen = OptionalLong.of(now);
        }
        return Duration.ofNanos(now - firstSeen.getAsLong());
    }

    void notSeenWaiting() {
        firstSeen = OptionalLong.empty();
    }

    void ended(StepResult with, long at) {
        result = Optional.of(with);
        ended = at;
    }

    Optional<StepResult> result() {
        return result;
    }
}
