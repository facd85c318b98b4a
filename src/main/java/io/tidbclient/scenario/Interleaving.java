package io.tidbclient.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which orders the steps are run; each session's own steps stay in theirs. */
public sealed interface Interleaving {
    /** Every possible order. */
    record All() implements Interleaving {}

    /** A sample of them, chosen by the seed. */
    record Sample(int count) implements Interleaving {}

    /** These. */
    record Chosen(List<Order> orders) implements Interleaving {
        public Chosen {
            orders = List.copyOf(orders);
        }
    }

    /**
     * An order.
     *
     * @param steps by their names
     * @param expected what is expected of steps in this order, by their names, instead of what they have; empty where no
     *     expectations count in it, but the checks alone
     */
    record Order(List<String> steps, Optional<Map<String, ExpectationsByServer>> expected) {
        public Order {
            steps = List.copyOf(steps);
            expected = expected.map(Map::copyOf);
        }

        /** The step as it is expected to behave in this order. */
        public Step apply(Step step) {
            return step.name()
                    .flatMap(name -> expected.map(all -> all.get(name)))
                    .map(step::expecting)
                    .orElse(step);
        }
    }

    /** Whether all orders other than the script's have expectations of their own. */
    default boolean hasExpectations() {
        return switch (this) {
            case All all -> false;
            case Sample sample -> false;
            case Chosen chosen ->
                chosen.orders().stream().allMatch(order -> order.expected().isPresent());
        };
    }
}
