package io.tidbclient.scenario;

import java.util.Optional;

/**
 * What a scenario is for.
 *
 * @param description what it shows; may be empty
 * @param claim the anomaly that it is about
 * @param knownBug the address of a report that describes why it fails; a failure is then expected
 */
public record Purpose(String description, Optional<IsolationClaim> claim, Optional<String> knownBug) {
    /** One that only says what it shows. */
    public static Purpose of(String description) {
        return new Purpose(description, Optional.empty(), Optional.empty());
    }
}
