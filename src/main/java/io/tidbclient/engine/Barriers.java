package io.tidbclient.engine;

import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has reached which state, and who waits until all have. Confined to the coordinator's thread. */
final class Barriers {
    private final int connections;
    /** For each state, those that have been there or have ended: they are no longer waited for. */
    private final Map<State, Set<String>> notMissing = new HashMap<>();

    private final Map<State, List<UniEmitter<? super Void>>> waiting = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    Barriers(int connections) {
        this.connections = connections;
    }

    void reached(String connection, State state) {
        if (state instanceof State.TerminalState) {
            ended.add(connection);
            notMissing.values().forEach(there -> there.add(connection));
            List.copyOf(waiting.keySet()).forEach(this::releaseIfAllAreThere);
        } else {
            notMissing(state).add(connection);
            releaseIfAllAreThere(state);
        }
    }

    void await(State state, UniEmitter<? super Void> one) {
        waiting.computeIfAbsent(state, s -> new ArrayList<>()).add(one);
        releaseIfAllAreThere(state);
    }

    private void releaseIfAllAreThere(State state) {
        if (waiting.containsKey(state) && notMissing(state).size() >= connections) {
            waiting.remove(state).forEach(one -> one.complete(null));
        }
    }

    private Set<String> notMissing(State state) {
        return notMissing.computeIfAbsent(state, s -> new HashSet<>(ended));
    }
}
