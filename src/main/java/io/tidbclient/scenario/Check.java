package io.tidbclient.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * What must hold when all steps have been taken, whatever their order.
 *
 * @param place where it stands
 * @param name what it proves; may be empty
 * @param sql a statement that reads
 * @param expected of its rows
 * @param onlyOn the servers on which it is made
 * @param eventually for how long it is made again until it holds; empty for once
 */
public record Check(
        Place place,
        String name,
        SqlText sql,
        ExpectationsByServer expected,
        ServerCondition onlyOn,
        Optional<Duration> eventually) {
    /** What results call it: its name, or its statement. */
    public String label() {
        return name.isEmpty() ? sql.written() : name;
    }
}
