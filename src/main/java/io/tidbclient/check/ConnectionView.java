package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.State;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one connection at one moment.
 *
 * @param name {@code c1}, {@code c2} …
 * @param target the server it goes to
 * @param state where its machine is; empty while it waits for its turn
 * @param since when it came there
 * @param lastActivity when anything was last heard of it
 * @param attempts tries to connect so far
 * @param lastAttemptFailure why the last try failed, while it is being repeated
 * @param failure why it ended as Failed
 * @param identity which server answered
 * @param version the server's kind and release
 * @param databases what the user may do in each database, in the order they were verified; empty without {@code -d}
 * @param tls what was negotiated
 * @param connectTime of the successful attempt: TCP, TLS and login
 * @param roundTrip the first statement's
 * @param reopened how often it was lost and opened again; of a pool, all its connections together
 * @param pool its pool's counters; empty without a pool, and before the pool was filled
 */
public record ConnectionView(
        String name,
        ServerAddress target,
        Optional<State> state,
        Instant since,
        Instant lastActivity,
        int attempts,
        Optional<Failure> lastAttemptFailure,
        Optional<Failure> failure,
        Optional<ServerIdentity> identity,
        Optional<ServerVersion> version,
        List<DatabaseAccess> databases,
        Optional<TlsInfo> tls,
        Optional<Duration> connectTime,
        Optional<Duration> roundTrip,
        int reopened,
        Optional<PoolStats> pool) {
    public ConnectionView {
        databases = List.copyOf(databases);
    }

    /** Whether its machine has stopped. */
    public boolean ended() {
        return state.filter(State.TerminalState.class::isInstance).isPresent();
    }

    /** Whether its machine stopped in {@code terminalState}. */
    public boolean endedAs(State.TerminalState terminalState) {
        return state.filter(s -> s == terminalState).isPresent();
    }

    /** One that has not begun. */
    public static ConnectionView waiting(String name, ServerAddress target, Instant at) {
        return new ConnectionView(
                name,
                target,
                Optional.empty(),
                at,
                at,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
