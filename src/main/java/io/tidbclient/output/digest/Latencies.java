package io.tidbclient.output.digest;

import io.tidbclient.check.ConnectionView;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long something took on many connections. Exact, by nearest rank: the connections are all at hand, so there is nothing
 * to gain from a histogram's rounding.
 */
public final class Latencies {
    private final List<Duration> sorted;

    private Latencies(List<Duration> sorted) {
        this.sorted = sorted;
    }

    /** Of those connections that have the value. */
    public static Latencies of(List<ConnectionView> connections, Function<ConnectionView, Optional<Duration>> value) {
        return new Latencies(connections.stream()
                .map(value)
                .flatMap(Optional::stream)
                .sorted()
                .toList());
    }

    /** From the least to the greatest. */
    List<Duration> all() {
        return sorted;
    }

    /** How many there are. */
    public int count() {
        return sorted.size();
    }

    /**
     * The least value that at least {@code percent} of all do not exceed; 0 is the least of all, 100 the greatest.
     *
     * @return empty when there is none
     */
    public Optional<Duration> percentile(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(percent + " is no percentile");
        }
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        int rank = (int) Math.ceilDiv((long) sorted.size() * percent, 100L);
        return Optional.of(sorted.get(Math.max(0, rank - 1)));
    }
}
