package io.tidbclient.scenario.script;

import io.tidbclient.connection.ServerVersion.Product;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which names have a value at some point of a scenario, and on which servers: not every step is taken on each. What a step
 * saves that waits is known when it has ended.
 */
final class Knowledge {
    private final Map<String, Set<Product>> known = new HashMap<>();
    private final Map<String, Knowledge> whenEnded = new HashMap<>();

    /** Nothing is known. */
    Knowledge() {}

    /** A copy, which changes separately. */
    Knowledge(Knowledge other) {
        add(other);
    }

    /** From here on the name has a value on these servers. */
    void learn(String name, Set<Product> on) {
        known.computeIfAbsent(name, unknown -> EnumSet.noneOf(Product.class)).addAll(on);
    }

    /** The name has a value on these servers when the connection's step under way has ended. */
    void learnLater(String connection, String name, Set<Product> on) {
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
    Set<Product> where(String name) {
        return Set.copyOf(known.getOrDefault(name, Set.of()));
    }

    /** From here on the name has a value on these servers, and on no others. */
    void restore(String name, Set<Product> on) {
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
        first.known.forEach((name, products) -> {
            Set<Product> shared = EnumSet.noneOf(Product.class);
            shared.addAll(products);
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
    Set<Product> missing(String name, Set<Product> of) {
        Set<Product> missing = EnumSet.noneOf(Product.class);
        missing.addAll(of);
        missing.removeAll(known.getOrDefault(name, Set.of()));
        return missing;
    }

    /** All names that have a value on any server. */
    Set<String> names() {
        return known.keySet();
    }
}
