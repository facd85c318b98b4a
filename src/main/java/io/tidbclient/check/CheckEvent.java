package io.tidbclient.check;

import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;

import java.time.Duration;

/** What the check learns of a connection: how it was opened, facts, and the import jobs of its server. */
public sealed interface CheckEvent extends HandlerEvent {
    /** About opening the connection; folded into its {@link OpeningView}. */
    sealed interface OpeningEvent extends CheckEvent {}

    /**
     * The connection is open and logged in.
     *
     * @param attempt counts from 1
     * @param took of this attempt alone
     */
    record Opened(int attempt, Duration took, TlsInfo tls) implements OpeningEvent {}

    /**
     * An attempt to connect or read failed and will be repeated.
     *
     * @param attempt counts from 1
     */
    record AttemptFailed(int attempt, Failure failure) implements OpeningEvent {}

    /**
     * The connection is a pool that is not filled yet; reported at most once a second, and when filling it fails.
     *
     * @param open connections that are open
     * @param size connections of the full pool
     */
    record PoolFilling(int open, int size) implements OpeningEvent {}

    /** The connection was lost during the watch and is open again. */
    record Reopened(Duration took, TlsInfo tls) implements OpeningEvent {}

    /** A fact of the connection or its server; its {@link Facts} keep the latest of each kind. */
    sealed interface Fact extends CheckEvent {
        /** A fact replaces an earlier one with an equal kind; by default there is one kind for each type. */
        default Object kind() {
            return getClass();
        }
    }

    /**
     * The first round trip was answered.
     *
     * @param roundTrip from sending to the last row
     */
    record Answered(Duration roundTrip, ServerIdentity identity) implements Fact {}

    /** The database exists and may be used. One kind for each database. */
    record DatabaseVerified(DatabaseAccess access) implements Fact {
        @Override
        public Object kind() {
            return access.database();
        }
    }

    /** The server's kind and release are known. */
    record VersionRead(ServerVersion version) implements Fact {}

    /**
     * How the connection's pool was used so far; reported when it is filled or repaired, and at its end.
     *
     * @param stats since its first opening
     */
    record PoolUsed(PoolStats stats) implements Fact {}

    /** About the import jobs of the connection's server; folded into its {@link ServerJobs}. */
    sealed interface JobsEvent extends CheckEvent {}

    /** The import jobs were counted. */
    record JobsCounted(JobsAnswer answer) implements JobsEvent {}

    /** The watch of the import jobs did a poll, on this connection. */
    record JobsWatched(Poll poll) implements JobsEvent {}

    /**
     * A poll of the import jobs failed, and the next one follows.
     *
     * @param inARow how many have failed since the last that did not, at least 1
     * @param inAll how many of the watch have failed
     */
    record PollMissed(int inARow, int inAll, Failure failure) implements JobsEvent {}

    /**
     * The watch has ended.
     *
     * @param why {@code all jobs have ended} or {@code time is up}
     */
    record WatchEnded(String why) implements JobsEvent {}
}
