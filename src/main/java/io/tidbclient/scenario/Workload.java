package io.tidbclient.scenario;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Transactions that many clients run at once, for a time or a number of them.
 *
 * @param place where it stands
 * @param session the session or group whose members are the clients
 * @param duration for how long; empty when {@code transactions} is given
 * @param transactions how many in all; 0 when {@code duration} is given
 * @param rate transactions a second over all clients; 0 for as many as go
 * @param rampUp the time over which the clients begin, one after another
 * @param values drawn anew for each transaction
 * @param body the statements of a transaction
 * @param retries errors after which the whole transaction is tried again
 * @param append what the transaction appends, for the checker of lists
 */
public record Workload(
        Place place,
        String session,
        Optional<Duration> duration,
        long transactions,
        double rate,
        Duration rampUp,
        Map<String, ValueSource> values,
        List<Step> body,
        Set<Integer> retries,
        Optional<Appends> append) {
    /**
     * Says which values make up a list that is appended to, so that a checker can detect lost, duplicated and reordered
     * ones.
     *
     * @param place where it stands
     * @param appended the named value that a transaction appends; unique
     * @param read the saved value that holds the list as a transaction read it, comma-separated
     * @param last the statement that reads the list at the end
     */
    public record Appends(Place place, String appended, String read, SqlText last) {}

    public Workload {
        values = Map.copyOf(values);
        body = List.copyOf(body);
        retries = Set.copyOf(retries);
    }

    /** The longest time that one of its statements may take. */
    public Duration longestLimit(Duration usual) {
        return body.stream()
                .map(step -> step.limit().orElse(usual))
                .max(Comparator.naturalOrder())
                .orElse(usual);
    }
}
