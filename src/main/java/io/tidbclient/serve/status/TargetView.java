package io.tidbclient.serve.status;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.engine.RunResult;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a target.
 *
 * @param name unique on the server
 * @param checking since when a check is in progress; empty while none is
 * @param since when its state became what it is; empty before the first check has ended. Of a target that is known from a
 *     history it may be before the server's start
 * @param checks how many have ended since the server started
 * @param recent the latest checks, the last one first; at most {@link #MOST_RECENT}
 * @param trend of the last day
 * @param server what its checks found out about its server
 * @param jobs its import jobs
 * @param scenarios what is run on it
 * @param remembers whether what a history has of it was taken in
 */
public record TargetView(
        String name,
        Optional<Instant> checking,
        Optional<Instant> since,
        long checks,
        List<CheckRecord> recent,
        Trend trend,
        KnownServer server,
        TargetJobs jobs,
        TargetScenarios scenarios,
        boolean remembers) {
    /** How many of the latest checks are kept. */
    public static final int MOST_RECENT = 100;

    /** What a target is. */
    public enum Condition {
        /** No check has ended yet. */
        UNKNOWN,
        /** The last check succeeded. */
        UP,
        /** The last check failed. */
        DOWN
    }

    public TargetView {
        recent = List.copyOf(recent);
    }

    /** One that has not been checked. */
    public static TargetView unknown(String name) {
        return new TargetView(
                name,
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(),
                Trend.EMPTY,
                KnownServer.NOTHING,
                TargetJobs.NONE,
                TargetScenarios.NONE,
                false);
    }

    /** What it is by its last check. */
    public Condition condition() {
        return lastRecord()
                .filter(record -> checks > 0)
                .map(record -> record.up() ? Condition.UP : Condition.DOWN)
                .orElse(Condition.UNKNOWN);
    }

    /** Its last check; empty before the first has ended. */
    public Optional<CheckRecord> lastRecord() {
        return recent.stream().findFirst();
    }

    /** The latest of the kept checks that failed. */
    public Optional<CheckRecord> lastFailed() {
        return recent.stream().filter(record -> !record.up()).findFirst();
    }

    /** What is known of its server: by the last check, else by the last that succeeded. */
    public Optional<CheckSnapshot> facts() {
        return condition() == Condition.UP ? server.last() : server.lastUp().or(server::last);
    }

    /** The whole of the last check; empty before the first has ended, and when the last one could not begin. */
    public Optional<CheckSnapshot> last() {
        return server.last();
    }

    TargetView started(Instant at) {
        return new TargetView(name, Optional.of(at), since, checks, recent, trend, server, jobs, scenarios, remembers);
    }

    TargetView ended(RunResult<CheckSnapshot> result) {
        CheckRecord record = CheckRecord.of(nextNumber(), result);
        return with(record, server.checked(result.last(), record.up()));
    }

    /** This one when a check could not begin: it is down, and what is known of its server stays. */
    TargetView prevented(Instant at, Failure failure) {
        return with(CheckRecord.prevented(nextNumber(), at, failure), server.prevented());
    }

    private TargetView with(CheckRecord record, KnownServer known) {
        boolean changed = lastRecord().map(before -> before.up() != record.up()).orElse(true);
        return new TargetView(
                name,
                Optional.empty(),
                changed ? Optional.of(record.endedAt()) : since,
                checks + 1,
                Stream.concat(Stream.of(record), recent.stream())
                        .limit(MOST_RECENT)
                        .toList(),
                trend.with(record),
                known,
                jobs,
                scenarios,
                remembers);
    }

    /** This one when a check was stopped before its end, which proves nothing. */
    TargetView stopped() {
        return new TargetView(name, Optional.empty(), since, checks, recent, trend, server, jobs, scenarios, remembers);
    }

    /** Continues the numbers of a history. */
    private long nextNumber() {
        return recent.stream().mapToLong(CheckRecord::number).max().orElse(0) + 1;
    }

    /** This one with what a history has of it, which is older than what was learned since the start. It is taken in once. */
    TargetView remembering(TargetPast past) {
        if (remembers) {
            return this;
        }
        boolean continues = recent.isEmpty()
                || past.recent().isEmpty()
                || recent.getLast().up() == past.recent().getFirst().up();
        // The state has not changed since the first check of this server.
        boolean unchanged = recent.stream().map(CheckRecord::up).distinct().count() < 2;
        return new TargetView(
                name,
                checking,
                continues && unchanged ? past.since().or(() -> since) : since,
                checks,
                Stream.concat(recent.stream(), past.recent().stream())
                        .limit(MOST_RECENT)
                        .toList(),
                trend.after(past.slots()),
                server.remembering(past.server()),
                jobs.remembering(past.jobs()),
                scenarios,
                true);
    }

    /** This one when it is another server, or asked otherwise: its checks stay, what is known of the server does not. */
    TargetView reconfigured() {
        return new TargetView(
                name,
                checking,
                since,
                checks,
                recent,
                trend,
                KnownServer.NOTHING,
                TargetJobs.NONE,
                TargetScenarios.NONE,
                remembers);
    }

    /** This one with other import jobs. */
    TargetView with(TargetJobs polled) {
        return new TargetView(name, checking, since, checks, recent, trend, server, polled, scenarios, remembers);
    }

    /** This one with other scenarios. */
    TargetView with(TargetScenarios run) {
        return new TargetView(name, checking, since, checks, recent, trend, server, jobs, run, remembers);
    }
}
