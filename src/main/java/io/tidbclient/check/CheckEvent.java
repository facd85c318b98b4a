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

/** What the check learns of a connection. */
public sealed interface CheckEvent extends HandlerEvent {
    /**
     * The connection is open and logged in.
     *
     * @param attempt counts from 1
     * @param took of this attempt alone
     */
    record Opened(int attempt, Duration took, TlsInfo tls) implements CheckEvent {}

    /**
     * An attempt to connect or read failed and will be repeated.
     *
     * @param attempt counts from 1
     */
    record AttemptFailed(int attempt, Failure failure) implements CheckEvent {}

    /**
     * The first round trip was answered.
     *
     * @param roundTrip from sending to the last row
     */
    record Answered(Duration roundTrip, ServerIdentity identity) implements CheckEvent {}

    /** The database exists and may be used. */
    record DatabaseVerified(DatabaseAccess access) implements CheckEvent {}

    /** The server's kind and release are known. */
    record VersionRead(ServerVersion version) implements CheckEvent {}

    /** The import jobs were counted. */
    record JobsCounted(JobsAnswer answer) implements CheckEvent {}

    /** The watch of the import jobs did a poll, on this connection. */
    record JobsWatched(Poll poll) implements CheckEvent {}

    /**
     * A poll of the import jobs failed, and the next one follows.
     *
     * @param inARow how many have failed since the last that did not, at least 1
     * @param inAll how many of the watch have failed
     */
    record PollMissed(int inARow, int inAll, Failure failure) implements CheckEvent {}

    /** The connection was lost during the watch and is open again. */
    record Reopened(Duration took, TlsInfo tls) implements CheckEvent {}

    /**
     * How the connection's pool was used so far; reported when it is filled or repaired, and at its end.
     *
     * @param stats since its first opening
     */
    record PoolUsed(PoolStats stats) implements CheckEvent {}

    /**
     * The watch has ended.
     *
     * @param why {@code all jobs have ended} or {@code time is up}
     */
    record WatchEnded(String why) implements CheckEvent {}
}
