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
import java.util.stream.Stream;

/** A connection's view in the making: the old one with some facts replaced. Lives for one fold. */
final class ConnectionViewBuilder {
    private final String name;
    private final ServerAddress target;
    private Optional<State> state;
    private Instant since;
    private final Instant lastActivity;
    private int attempts;
    private Optional<Failure> lastAttemptFailure;
    private Optional<Failure> failure;
    private Optional<ServerIdentity> identity;
    private Optional<ServerVersion> version;
    private List<DatabaseAccess> databases;
    private Optional<TlsInfo> tls;
    private Optional<Duration> connectTime;
    private Optional<Duration> roundTrip;
    private int reopened;
    private Optional<PoolStats> pool;

    ConnectionViewBuilder(ConnectionView old, Instant now) {
        name = old.name();
        target = old.target();
        state = old.state();
        since = old.since();
        lastActivity = now;
        attempts = old.attempts();
        lastAttemptFailure = old.lastAttemptFailure();
        failure = old.failure();
        identity = old.identity();
        version = old.version();
        databases = old.databases();
        tls = old.tls();
        connectTime = old.connectTime();
        roundTrip = old.roundTrip();
        reopened = old.reopened();
        pool = old.pool();
    }

    ConnectionViewBuilder moved(State to, Optional<Failure> why) {
        // The last try's failure is reported as the connection's, not as that of a try that will be repeated.
        if (why.isPresent() && connecting()) {
            attempts++;
        }
        state = Optional.of(to);
        since = lastActivity;
        failure = why;
        if (to != State.TerminalState.FAILED && to != State.TerminalState.CANCELLED) {
            lastAttemptFailure = Optional.empty();
        }
        return this;
    }

    private boolean connecting() {
        return state.filter(CheckStates.CONNECTING::equals).isPresent();
    }

    ConnectionViewBuilder found(CheckEvent event) {
        switch (event) {
            case CheckEvent.Opened opened -> {
                attempts = Math.max(attempts, opened.attempt());
                connectTime = Optional.of(opened.took());
                tls = Optional.of(opened.tls());
                lastAttemptFailure = Optional.empty();
            }
            case CheckEvent.AttemptFailed failed -> {
                if (connecting()) {
                    attempts = Math.max(attempts, failed.attempt());
                }
                lastAttemptFailure = Optional.of(failed.failure());
            }
            case CheckEvent.Answered answered -> {
                roundTrip = Optional.of(answered.roundTrip());
                identity = Optional.of(answered.identity());
            }
            case CheckEvent.DatabaseVerified verified ->
                databases = Stream.concat(databases.stream(), Stream.of(verified.access()))
                        .toList();
            case CheckEvent.VersionRead read -> version = Optional.of(read.version());
            case CheckEvent.Reopened again -> {
                reopened++;
                tls = Optional.of(again.tls());
                lastAttemptFailure = Optional.empty();
            }
            case CheckEvent.PoolUsed used -> pool = Optional.of(used.stats());
            case CheckEvent.JobsCounted counted -> {}
            case CheckEvent.PollMissed missed -> lastAttemptFailure = Optional.of(missed.failure());
            case CheckEvent.JobsWatched watched -> lastAttemptFailure = Optional.empty();
            case CheckEvent.WatchEnded ended -> {}
        }
        return this;
    }

    ConnectionView done() {
        return new ConnectionView(
                name,
                target,
                state,
                since,
                lastActivity,
                attempts,
                lastAttemptFailure,
                failure,
                identity,
                version,
                databases,
                tls,
                connectTime,
                roundTrip,
                reopened,
                pool);
    }
}
