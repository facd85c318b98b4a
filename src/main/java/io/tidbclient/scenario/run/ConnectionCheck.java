package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Failure;

import java.util.Optional;

/** Runs the connection check's own states, on a connection of their own. */
public interface ConnectionCheck {
    /**
     * Runs them up to and with {@code state}.
     *
     * @return why the check failed; empty when it did not
     */
    Uni<Optional<Failure>> run(ConnectionSettings settings, String state);
}
