package io.tidbclient.scenario;

import java.util.List;

/**
 * What must hold when all steps have been taken, whatever their order.
 *
 * @param place where it stands
 * @param name what it proves; may be empty
 * @param sql a statement that reads
 * @param expectations of its rows
 */
public record Check(Place place, String name, SqlText sql, List<Expectation> expectations) {
    public Check {
        expectations = List.copyOf(expectations);
    }
}
