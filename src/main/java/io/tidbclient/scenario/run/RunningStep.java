package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A step that has started, with its waits and its result so far. Confined to the controller's thread. */
final class RunningStep {
    final StepInvocation invocation;
    final List<Expectation> expectations;
    final Instant released;
    /** What names stood for when it was released. */
    final Map<String, Scalar> values;

    private Optional<ScenarioEvent.Waits> waits = Optional.empty();
    private Optional<Instant> firstSeen = Optional.empty();
    private Optional<StepResult> result = Optional.empty();
    private Map<String, RunningStep> waiting = Map.of();
    int polls;

    RunningStep(
            StepInvocation invocation, List<Expectation> expectations, Map<String, Scalar> values, Instant released) {
        this.invocation = invocation;
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
    void sawWaiting(Map<String, RunningStep> waiters) {
        waiting = Map.copyOf(waiters);
    }

    boolean sawWaiting(String session) {
        return waiting.containsKey(session);
    }

    /** What the sessions that it has to let go on are still waiting in; empty when all have gone on. */
    List<RunningStep> stillBlocked() {
        return unblocks().stream()
                .sorted()
                .flatMap(session -> Optional.ofNullable(waiting.get(session)).stream())
                .filter(step -> step.result().isEmpty())
                .toList();
    }

    Instant deadline() {
        return result.map(StepResult::ended).orElse(released).plus(invocation.limit());
    }

    void waits(ScenarioEvent.Waits seen) {
        waits = Optional.of(seen);
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
        return invocation.step().action() instanceof Action.Run run ? run.sql().bound(values) : Map.of();
    }

    /** Where its session is. */
    String place() {
        return invocation.session() + " still in " + invocation.label() + waitingFor();
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

    void ended(StepResult with) {
        result = Optional.of(with);
    }

    Optional<StepResult> result() {
        return result;
    }
}
