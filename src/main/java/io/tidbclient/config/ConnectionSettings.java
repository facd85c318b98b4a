package io.tidbclient.config;

import java.util.Optional;

/**
 * All that is needed to open one connection, validated.
 *
 * @param name the connection's name within the run, {@code c1} for example
 * @param target where
 * @param user who; never blank
 * @param password the user's, possibly empty
 * @param database the database to verify, if one was asked for
 * @param tls how much TLS
 * @param timeouts how long the network may take
 */
public record ConnectionSettings(
        String name,
        Target target,
        String user,
        Secret password,
        Optional<String> database,
        TlsSettings tls,
        Timeouts timeouts) {
    public ConnectionSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a connection needs a name");
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("the user is empty");
        }
        if (database.isPresent() && database.get().isBlank()) {
            throw new IllegalArgumentException("the database's name is empty");
        }
    }
}
