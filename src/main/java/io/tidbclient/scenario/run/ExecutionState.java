package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scalar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The state of an execution: running steps, connection ids of the sessions, and named values. Confined to the
 * controller's thread.
 */
final class ExecutionState {
    private final Map<String, Scalar> values;
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, RunningStep> underWay = new LinkedHashMap<>();
    private final Map<String, Long> lastEnds = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private OptionalLong lastEnd = OptionalLong.empty();

    /** @param values named values that are known from the beginning; more come by saving */
    ExecutionState(Map<String, Scalar> values) {
        this.values = new HashMap<>(values);
    }

    /** A session's connection has this id. */
    void joined(String session, long connectionId) {
        ids.put(session, connectionId);
    }

    /** The ids of all connections there were. */
    Set<Long> connectionIds() {
        return Set.copyOf(ids.values());
    }

    /** The id of the connection that a step is taken on; 0 when it has none. */
    long connection(RunningStep step) {
        return ids.getOrDefault(step.invocation.session(), 0L);
    }

    /** Whose connections these are; those of other clients by their id. */
    Set<String> names(Set<Long> connections) {
        Set<String> names = new HashSet<>();
        for (long id : connections) {
            names.add(ids.entrySet().stream()
                    .filter(entry -> entry.getValue() == id)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(id == LockWait.NO_CONNECTION ? "a transaction without a connection" : "connection " + id));
        }
        return names;
    }

    void begin(RunningStep step) {
        underWay.put(step.invocation.session(), step);
    }

    /** The steps that were seen waiting and have not ended, by session. */
    Map<String, RunningStep> waiting() {
        Map<String, RunningStep> waiting = new HashMap<>(underWay);
        waiting.values().removeIf(step -> step.waits().isEmpty());
        return waiting;
    }

    /** A session's step has ended, by the monotonic clock at {@code ended}. */
    RunningStep end(String session, StepResult result, long ended) {
        RunningStep step = underWay.remove(session);
        step.ended(result, ended);
        this.ended.add(step.invocation.number());
        lastEnds.put(session, ended);
        lastEnd = OptionalLong.of(Math.max(ended, lastEnd.orElse(ended)));
        return step;
    }

    /** When a step ended last; empty when none has. */
    OptionalLong lastEnd() {
        return lastEnd;
    }

    /** Whether it is not known if a waiting step still waits: another one has ended since it was last seen waiting. */
    boolean isInDoubt(RunningStep step) {
        return step.waits().isPresent() && lastEnd.isPresent() && lastEnd.getAsLong() - step.confirmed() >= 0;
    }

    /** Whether each waiting step has been seen waiting since a step ended last, so that the next one may begin. */
    boolean isSettled() {
        return underWay.values().stream().noneMatch(this::isInDoubt);
    }

    /** The steps that have begun and not ended, in the order of their beginning. */
    List<RunningStep> underWay() {
        return List.copyOf(underWay.values());
    }

    /** Whether the steps of these numbers have ended. */
    boolean haveEnded(Set<Integer> invocations) {
        return ended.containsAll(invocations);
    }

    boolean isBusy(String session) {
        return underWay.containsKey(session);
    }

    /** Whether a session is at something, or has ended something after {@code when}. */
    boolean actedSince(String session, long when) {
        Long end = lastEnds.get(session);
        return isBusy(session) || (end != null && end - when > 0);
    }

    /** Whether any other session is at something, or has ended something after {@code when}. */
    boolean othersActedSince(String session, long when) {
        return ids.keySet().stream().anyMatch(other -> !other.equals(session) && actedSince(other, when));
    }

    void save(Map<String, Scalar> saved) {
        values.putAll(saved);
    }

    /** What names stand for by now. */
    Map<String, Scalar> values() {
        return Map.copyOf(values);
    }

    /** What names stand for by now to one execution of a step. */
    Map<String, Scalar> valuesFor(StepInvocation invocation) {
        Map<String, Scalar> known = new HashMap<>(values);
        known.putAll(invocation.values());
        return known;
    }
}
