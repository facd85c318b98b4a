package io.tidbclient.importjob;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

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
    static final String ASK = "SELECT NOW(6) AS server_now";

    /** Zones differ by whole quarters of an hour. */
    private static final Duration STEP = Duration.ofMinutes(15);

    private final LocalDateTime serverTime;
    private final long nanosThen;
    private final LongSupplier nanoTime;
    private final Duration globalAhead;

    private ServerClock(LocalDateTime serverTime, long nanosThen, LongSupplier nanoTime, Duration globalAhead) {
        this.serverTime = serverTime;
        this.nanosThen = nanosThen;
        this.nanoTime = nanoTime;
        this.globalAhead = globalAhead;
    }

    /**
     * Asks the server, with three statements; blocks. Leaves the session in the server's SYSTEM time zone.
     *
     * @param session in the time zone that the server gave it, which is the global one
     * @param nanoTime a monotonic clock in nanoseconds, {@code System::nanoTime}
     * @throws FailureException whatever went wrong, also when the server's answer is not a time
     */
    public static ServerClock read(Session session, LongSupplier nanoTime) {
        ServerClock global = ask(session, nanoTime);
        session.execute(USE_SYSTEM_ZONE);
        ServerClock system = ask(session, nanoTime);
        Duration ahead =
                Duration.between(system.serverTime, global.serverTime).plusNanos(system.nanosThen - global.nanosThen);
        return new ServerClock(system.serverTime, system.nanosThen, nanoTime, wholeSteps(ahead));
    }

    private static ServerClock ask(Session session, LongSupplier nanoTime) {
        long before = nanoTime.getAsLong();
        List<Optional<LocalDateTime>> answer = session.query(ASK, row -> row.time("server_now"));
        long roundTrip = nanoTime.getAsLong() - before;
        LocalDateTime serverTime = answer.stream()
                .flatMap(Optional::stream)
                .filter(JobRows::plausible)
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        Failure.of(
                                FailureKind.UNCLASSIFIED,
                                "The server did not answer NOW(6) with a time.",
                                "Check that what listens there is TiDB."),
                        null));
        return new ServerClock(serverTime, before + roundTrip / 2, nanoTime, Duration.ZERO);
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

    /** The server's time now, in its SYSTEM time zone. */
    public LocalDateTime now() {
        return serverTime.plusNanos(nanoTime.getAsLong() - nanosThen);
    }
}
