package io.tidbclient.coordination;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.state.State;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has reached which state, and who waits until all have. Confined to the coordinator's thread. */
final class Barriers {
    private final int connections;
    private final Map<State, Set<String>> reached = new HashMap<>();
    private final Map<State, List<UniEmitter<? super Void>>> waiting = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    Barriers(int connections) {
        this.connections = connections;
    }

    void reached(String connection, State state) {
        reached.computeIfAbsent(state, s -> new HashSet<>()).add(connection);
        if (state instanceof State.End) {
            ended.add(connection);
            List.copyOf(waiting.keySet()).forEach(this::releaseIfAllAreThere);
        } else {
            releaseIfAllAreThere(state);
        }
    }

    void await(State state, UniEmitter<? super Void> one) {
        waiting.computeIfAbsent(state, s -> new ArrayList<>()).add(one);
        releaseIfAllAreThere(state);
    }

    private void releaseIfAllAreThere(State state) {
        Set<String> there = reached.getOrDefault(state, Set.of());
        long missing =
                ended.stream().filter(connection -> !there.contains(connection)).count();
        if (there.size() + missing >= connections && waiting.containsKey(state)) {
            waiting.remove(state).forEach(one -> one.complete(null));
        }
    }
}
