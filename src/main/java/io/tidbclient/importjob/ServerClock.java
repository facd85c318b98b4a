package io.tidbclient.importjob;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a server's clock says now, without asking it each time: asked once, then carried on by the local monotonic
 * clock. Wrong by at most half of the round trip that asked, plus the drift between the two clocks. Read a new one
 * whenever the connection was opened again: another server may answer then. Immutable.
 *
 * <p>It has the time in the server's SYSTEM time zone, the one that no setting of a session or of the cluster changes,
 * and how far the cluster's own is ahead of it: the times of import jobs are in either (see {@link
 * TimeZoneReconciler}).
 */
public final class ServerClock {
    static final String USE_SYSTEM_ZONE = "SET SESSION time_zone = 'SYSTEM'";
    static final String ASK = "SELECT NOW(6) AS server_now, UTC_TIMESTAMP(6) AS utc_now";

    /** Zones differ by whole quarters of an hour. */
    private static final Duration STEP = Duration.ofMinutes(15);

    /** No zone is further from UTC. */
    private static final Duration MOST = Duration.ofHours(14);

    private final LocalDateTime serverTime;
    private final long nanosThen;
    private final NanoClock nanoClock;
    private final Duration globalAhead;
    private final Optional<ZoneOffset> zone;

    private ServerClock(
            LocalDateTime serverTime,
            long nanosThen,
            NanoClock nanoClock,
            Duration globalAhead,
            Optional<ZoneOffset> zone) {
        this.serverTime = serverTime;
        this.nanosThen = nanosThen;
        this.nanoClock = nanoClock;
        this.globalAhead = globalAhead;
        this.zone = zone;
    }

    /**
     * Asks the server, with three statements; blocks. Leaves the session in the server's SYSTEM time zone.
     *
     * @param session in the time zone that the server gave it, which is the global one
     * @param nanoClock carries the time on
     * @throws FailureException whatever went wrong, also when the server's answer is not a time
     */
    public static ServerClock read(Session session, NanoClock nanoClock) {
        ServerClock global = ask(session, nanoClock);
        session.execute(USE_SYSTEM_ZONE);
        ServerClock system = ask(session, nanoClock);
        Duration ahead =
                Duration.between(system.serverTime, global.serverTime).plusNanos(system.nanosThen - global.nanosThen);
        return new ServerClock(system.serverTime, system.nanosThen, nanoClock, wholeSteps(ahead), system.zone);
    }

    private static ServerClock ask(Session session, NanoClock nanoClock) {
        long before = nanoClock.nanos();
        List<Reading> answer = session.query(ASK, row -> new Reading(row.time("server_now"), row.time("utc_now")));
        long roundTrip = nanoClock.nanos() - before;
        Reading reading = answer.stream()
                .filter(read -> read.now().filter(JobRows::plausible).isPresent())
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        Failure.of(
                                FailureKind.UNCLASSIFIED,
                                "The server did not answer NOW(6) with a time.",
                                "Check that what listens there is TiDB."),
                        null));
        return new ServerClock(
                reading.now().orElseThrow(), before + roundTrip / 2, nanoClock, Duration.ZERO, reading.zone());
    }

    /** Both of the same moment, since a statement has one time. */
    private record Reading(Optional<LocalDateTime> now, Optional<LocalDateTime> utc) {
        Optional<ZoneOffset> zone() {
            return utc.filter(JobRows::plausible)
                    .flatMap(known -> now.map(local -> Duration.between(known, local)))
                    .filter(ahead -> ahead.abs().compareTo(MOST) <= 0 && ahead.toNanos() % STEP.toNanos() == 0)
                    .map(ahead -> ZoneOffset.ofTotalSeconds((int) ahead.toSeconds()));
        }
    }

    /** The two readings are some milliseconds apart. */
    private static Duration wholeSteps(Duration difference) {
        return STEP.multipliedBy(Math.round((double) difference.toMillis() / STEP.toMillis()));
    }

    /**
     * How far the zone of the global {@code time_zone} is ahead of the server's SYSTEM zone: whole quarters of an hour,
     * negative when behind, zero for most clusters.
     */
    public Duration globalAhead() {
        return globalAhead;
    }

    /** How far the server's SYSTEM zone is ahead of UTC at present; empty when the server reports no such zone. */
    public Optional<ZoneOffset> zone() {
        return zone;
    }

    /** The server's time now, in its SYSTEM time zone. */
    public LocalDateTime now() {
        return serverTime.plusNanos(nanoClock.nanos() - nanosThen);
    }
}
