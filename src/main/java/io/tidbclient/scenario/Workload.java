package io.tidbclient.scenario;

import io.tidbclient.history.check.ConsistencyModel;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Transactions that many clients run at once, for a time or a number of them.
 *
 * @param place where it stands
 * @param session the session or group whose members are the clients
 * @param pace how long, how many and how fast
 * @param values drawn anew for each transaction
 * @param shapes the transactions to choose from, at least one
 * @param retries errors after which the whole transaction is tried again
 * @param faults what disturbs the clients on purpose
 * @param lists how the lists are checked that the transactions append to; empty when they append to none
 */
public record Workload(
        Place place,
        String session,
        Pace pace,
        Map<String, ValueSource> values,
        List<Shape> shapes,
        Set<Integer> retries,
        FaultRates faults,
        Optional<Lists> lists) {
    /**
     * How long, how many and how fast.
     *
     * @param duration for how long; empty when {@code transactions} is given
     * @param transactions how many in all; 0 when {@code duration} is given
     * @param rate transactions a second over all clients; 0 for as many as possible
     * @param rampUp the time over which the clients begin, one after another
     */
    public record Pace(Optional<Duration> duration, long transactions, double rate, Duration rampUp) {}

    /**
     * A kind of transaction.
     *
     * @param place where it stands
     * @param name what results call it; empty when it is the only one
     * @param weight how often it is chosen, compared with the others; at least 1
     * @param body what it does
     */
    public record Shape(Place place, String name, int weight, List<TransactionBlock> body) {
        public Shape {
            body = List.copyOf(body);
            if (weight < 1 || body.isEmpty()) {
                throw new IllegalArgumentException("a kind of transaction has a weight and statements");
            }
        }
    }

    /**
     * How lists are checked. Their history consists of the statements that say what they do to a list.
     *
     * @param place where it stands
     * @param last the statement that reads all lists at the end: their number, and the list
     * @param expected the model that the history must not rule out; empty for what the server's documentation promises
     */
    public record Lists(Place place, SqlText last, Optional<ConsistencyModel> expected) {}

    public Workload {
        values = Map.copyOf(values);
        shapes = List.copyOf(shapes);
        retries = Set.copyOf(retries);
    }

    /** All statements of all transactions. */
    public Stream<TransactionBlock.Statement> statements() {
        return shapes.stream().flatMap(shape -> TransactionBlock.statements(shape.body()));
    }

    /** The longest time that one of its statements may take. */
    public Duration longestLimit(Duration usual) {
        return statements()
                .map(statement -> statement.step().limit().orElse(usual))
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }
}
