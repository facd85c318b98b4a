package io.tidbclient.config;

import java.util.List;
import java.util.Optional;

/**
 * All that is needed to open one connection, validated.
 *
 * @param name the connection's name within the run, {@code c1} for example
 * @param target where
 * @param user who; never blank
 * @param password the user's, possibly empty
 * @param databases those to verify, in this order; none of them blank, possibly none at all
 * @param tls how much TLS
 * @param timeouts how long the network may take
 */
public record ConnectionSettings(
        String name,
        ServerAddress target,
        String user,
        Secret password,
        List<String> databases,
        TlsSettings tls,
        Timeouts timeouts) {
    public ConnectionSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a connection needs a name");
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("the user is empty");
        }
        databases = List.copyOf(databases);
        if (databases.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the database's name is empty");
        }
    }

    /**
     * A connection with the defaults of the command line: 10 s to connect, 30 s for each answer, and TLS when the server offers it
     * (on hosts of TiDB Cloud always, with the certificate verified).
     *
     * @param databases those to verify, possibly none
     */
    public static ConnectionSettings of(
            String name, ServerAddress target, String user, Secret password, String... databases) {
        TlsPlan tls = new TlsPlan(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ConnectionSettings(
                name, target, user, password, List.of(databases), tls.forHost(target.host()), Timeouts.DEFAULT);
    }

    /** The same with other TLS settings. */
    public ConnectionSettings withTls(TlsSettings other) {
        return new ConnectionSettings(name, target, user, password, databases, other, timeouts);
    }

    /** The same under another name. */
    public ConnectionSettings named(String other) {
        return new ConnectionSettings(other, target, user, password, databases, tls, timeouts);
    }

    /** The same with other timeouts. */
    public ConnectionSettings within(Timeouts other) {
        return new ConnectionSettings(name, target, user, password, databases, tls, other);
    }

    ConnectionSettings withPassword(Secret other) {
        return new ConnectionSettings(name, target, user, other, databases, tls, timeouts);
    }
}
