package io.tidbclient.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A throwable and what led to it, outermost first. */
final class Causes {
    /** A chain that is longer is a circle. */
    private static final int MAX_DEPTH = 20;

    private final List<Throwable> chain;

    private Causes(List<Throwable> chain) {
        this.chain = chain;
    }

    static Causes of(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = thrown; t != null && chain.size() < MAX_DEPTH; t = t.getCause()) {
            chain.add(t);
        }
        return new Causes(List.copyOf(chain));
    }

    List<Throwable> chain() {
        return chain;
    }

    /** The outermost of this type. */
    <T extends Throwable> Optional<T> first(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    boolean has(Class<? extends Throwable> type) {
        return first(type).isPresent();
    }

    /** Whether any message has this text in it. */
    boolean say(String text) {
        return chain.stream()
                .anyMatch(t -> t.getMessage() != null && t.getMessage().contains(text));
    }

    Throwable outermost() {
        return chain.get(0);
    }

    Throwable innermost() {
        return chain.get(chain.size() - 1);
    }
}
