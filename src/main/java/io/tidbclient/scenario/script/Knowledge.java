package io.tidbclient.scenario.script;

import io.tidbclient.scenario.ServerCase;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which names have a value at some point of a scenario, and on which servers: not every step is taken on each. What a step
 * saves that waits is known when it has ended.
 */
final class Knowledge {
    private final Map<String, Set<ServerCase>> known = new HashMap<>();
    private final Map<String, Knowledge> whenEnded = new HashMap<>();

    /** Nothing is known. */
    Knowledge() {}

    /** A copy, which changes separately. */
    Knowledge(Knowledge other) {
        add(other);
    }

    /** From here on the name has a value on these servers. */
    void learn(String name, Set<ServerCase> on) {
        known.computeIfAbsent(name, unknown -> new LinkedHashSet<>()).addAll(on);
    }

    /** The name has a value on these servers when the connection's step under way has ended. */
    void learnLater(String connection, String name, Set<ServerCase> on) {
        whenEnded.computeIfAbsent(connection, none -> new Knowledge()).learn(name, on);
    }

    /** The connection's step has ended. */
    void ended(String connection) {
        Knowledge news = whenEnded.remove(connection);
        if (news != null) {
            add(news);
        }
    }

    /** All steps have ended. */
    void allEnded() {
        Set.copyOf(whenEnded.keySet()).forEach(this::ended);
    }

    /** On which servers the name has a value. */
    Set<ServerCase> where(String name) {
        return Set.copyOf(known.getOrDefault(name, Set.of()));
    }

    /** From here on the name has a value on these servers, and on no others. */
    void restore(String name, Set<ServerCase> on) {
        known.remove(name);
        if (!on.isEmpty()) {
            learn(name, on);
        }
    }

    /** All that the other knows, too. */
    void add(Knowledge other) {
        other.known.forEach(this::learn);
        other.whenEnded.forEach((connection, news) ->
                whenEnded.computeIfAbsent(connection, none -> new Knowledge()).add(news));
    }

    /** What every one of these knows, too; of those there must be one. */
    void addShared(Collection<Knowledge> all) {
        Knowledge first = all.iterator().next();
        first.known.forEach((name, servers) -> {
            Set<ServerCase> shared = new LinkedHashSet<>();
            shared.addAll(servers);
            all.forEach(other -> shared.retainAll(other.known.getOrDefault(name, Set.of())));
            learn(name, shared);
        });
        first.whenEnded.forEach((connection, news) -> whenEnded
                .computeIfAbsent(connection, none -> new Knowledge())
                .addShared(all.stream()
                        .map(other -> other.whenEnded.getOrDefault(connection, new Knowledge()))
                        .toList()));
    }

    /** Where the name has no value, of these servers. */
    Set<ServerCase> missing(String name, Set<ServerCase> of) {
        Set<ServerCase> missing = new LinkedHashSet<>();
        missing.addAll(of);
        missing.removeAll(known.getOrDefault(name, Set.of()));
        return missing;
    }

    /** All names that have a value on any server. */
    Set<String> names() {
        return known.keySet();
    }
}
