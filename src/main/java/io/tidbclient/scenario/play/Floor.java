package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Scalar;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is doing what: the steps under way, the sessions' connections, and what names stand for. The director's thread's. */
final class Floor {
    private final Map<String, Scalar> values;
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, Ongoing> underWay = new LinkedHashMap<>();
    private final Map<String, Instant> lastEnds = new HashMap<>();

    /** @param values named values that are known from the beginning; more come by saving */
    Floor(Map<String, Scalar> values) {
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
    long connection(Ongoing step) {
        return ids.getOrDefault(step.cue.session(), 0L);
    }

    /** Whose connections these are. */
    Set<String> names(Set<Long> connections) {
        Set<String> names = new HashSet<>();
        for (long id : connections) {
            names.add(ids.entrySet().stream()
                    .filter(entry -> entry.getValue() == id)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("connection " + id));
        }
        return names;
    }

    void begin(Ongoing step) {
        underWay.put(step.cue.session(), step);
    }

    /** The steps that were seen waiting and have not ended, by session. */
    Map<String, Ongoing> waiting() {
        Map<String, Ongoing> waiting = new HashMap<>(underWay);
        waiting.values().removeIf(step -> step.waits().isEmpty());
        return waiting;
    }

    /** A session's step is over. */
    Ongoing end(String session, Reply reply) {
        Ongoing step = underWay.remove(session);
        step.ended(reply);
        lastEnds.put(session, reply.ended());
        return step;
    }

    /** The steps that have begun and not ended, in the order of their beginning. */
    List<Ongoing> underWay() {
        return List.copyOf(underWay.values());
    }

    boolean isBusy(String session) {
        return underWay.containsKey(session);
    }

    /** Whether a session is at something, or has ended something after {@code when}. */
    boolean actedSince(String session, Instant when) {
        Instant end = lastEnds.get(session);
        return isBusy(session) || (end != null && end.isAfter(when));
    }

    void save(Map<String, Scalar> saved) {
        values.putAll(saved);
    }

    /** What names stand for by now. */
    Map<String, Scalar> values() {
        return Map.copyOf(values);
    }

    /** What names stand for by now to one taking of a step. */
    Map<String, Scalar> valuesFor(Cue cue) {
        Map<String, Scalar> known = new HashMap<>(values);
        known.putAll(cue.values());
        return known;
    }
}
