package io.tidbclient.check;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.TlsInfo;

import java.time.Duration;
import java.util.Optional;

/**
 * How a connection was opened.
 *
 * @param attempts tries to connect so far
 * @param lastAttemptFailure why the last try failed, while it is being repeated; also after the connection was opened again
 *     for that
 * @param connectTime of the successful attempt: TCP, TLS and login
 * @param tls what was negotiated last
 * @param reopened how often it was lost and opened again; of a pool, all its connections together
 * @param filling how far a pool has been filled, while it is being filled
 */
public record OpeningView(
        int attempts,
        Optional<Failure> lastAttemptFailure,
        Optional<Duration> connectTime,
        Optional<TlsInfo> tls,
        int reopened,
        Optional<CheckEvent.PoolFilling> filling) {
    /** Not tried yet. */
    public static final OpeningView NONE = new OpeningView(0, Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** Of a connection that is no pool, or whose pool is not being filled. */
    public OpeningView(
            int attempts,
            Optional<Failure> lastAttemptFailure,
            Optional<Duration> connectTime,
            Optional<TlsInfo> tls,
            int reopened) {
        this(attempts, lastAttemptFailure, connectTime, tls, reopened, Optional.empty());
    }

    /** @param connecting whether the connection is being opened for the first time, so that tries count */
    OpeningView after(CheckEvent.OpeningEvent event, boolean connecting) {
        return switch (event) {
            case CheckEvent.Opened opened ->
                new OpeningView(
                        Math.max(attempts, opened.attempt()),
                        Optional.empty(),
                        Optional.of(opened.took()),
                        Optional.of(opened.tls()),
                        reopened);
            case CheckEvent.AttemptFailed failed ->
                new OpeningView(
                        connecting ? Math.max(attempts, failed.attempt()) : attempts,
                        Optional.of(failed.failure()),
                        connectTime,
                        tls,
                        reopened);
            case CheckEvent.PoolFilling filled ->
                new OpeningView(attempts, lastAttemptFailure, connectTime, tls, reopened, Optional.of(filled));
            case CheckEvent.Reopened again ->
                new OpeningView(attempts, lastAttemptFailure, connectTime, Optional.of(again.tls()), reopened + 1);
        };
    }

    /** The last try failed for good: it counts, and its failure is the connection's. */
    OpeningView failed() {
        return new OpeningView(attempts + 1, lastAttemptFailure, connectTime, tls, reopened);
    }

    /** What failed is being repeated, on the open connection. */
    OpeningView repeating(Failure why) {
        return new OpeningView(attempts, Optional.of(why), connectTime, tls, reopened);
    }

    /** Nothing is being repeated any more. */
    OpeningView settled() {
        return lastAttemptFailure.isEmpty()
                ? this
                : new OpeningView(attempts, Optional.empty(), connectTime, tls, reopened);
    }
}
