package io.tidbclient.serve.status;

import io.tidbclient.check.CheckSnapshot;

import java.util.Optional;

/**
 * What is known of a target's server.
 *
 * @param last the whole of the last check; empty before the first has ended, and when the last one could not begin
 * @param lastUp the whole of the last check that succeeded, with what a server that is down cannot be asked for
 * @param past what a history has of it; empty once a check has succeeded
 */
public record KnownServer(Optional<CheckSnapshot> last, Optional<CheckSnapshot> lastUp, Optional<PastServer> past) {
    /** Nothing is known. */
    static final KnownServer NOTHING = new KnownServer(Optional.empty(), Optional.empty(), Optional.empty());

    /** This one after a check. */
    KnownServer checked(CheckSnapshot check, boolean up) {
        return up
                ? new KnownServer(Optional.of(check), Optional.of(check), Optional.empty())
                : new KnownServer(Optional.of(check), lastUp, past);
    }

    /** This one when a check could not begin. */
    KnownServer prevented() {
        return new KnownServer(Optional.empty(), lastUp, past);
    }

    /** This one with what a history has. */
    KnownServer remembering(Optional<PastServer> before) {
        return lastUp.isPresent() ? this : new KnownServer(last, lastUp, before);
    }
}
