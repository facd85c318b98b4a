package io.tidbclient.scenario;

import java.util.List;

/** In which orders the steps are run; each session's own steps stay in theirs. */
public sealed interface Interleaving {
    /** Every possible order. */
    record All() implements Interleaving {}

    /** A sample of them, chosen by the seed. */
    record Sample(int count) implements Interleaving {}

    /** These, by the names of the steps. */
    record Chosen(List<List<String>> orders) implements Interleaving {
        public Chosen {
            orders = orders.stream().map(List::copyOf).toList();
        }
    }
}
