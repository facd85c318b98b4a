package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobWatch;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.ServerClock;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The watch of one server's import jobs, which all connections to that server share: one of them leads and asks the
 * server, so that a poll costs one statement however many connections there are; the others hold their connections
 * and stand by to take over.
 */
final class ServerWatch {
    private final long deadline;
    private final CheckRun.WatchLimits limits;
    private final MissedPolls missed;
    private Optional<JobWatch> jobs = Optional.empty();
    private final Set<String> members = new LinkedHashSet<>();
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private final CompletableFuture<String> over = new CompletableFuture<>();
    private Optional<String> leader = Optional.empty();

    /**
     * @param deadline when the watch ends though jobs are still active, by the run's monotonic clock
     * @param limits which jobs it follows, and how many of them it keeps
     * @param missed counts the polls that fail, of all leaders
     */
    ServerWatch(long deadline, CheckRun.WatchLimits limits, MissedPolls missed) {
        this.deadline = deadline;
        this.limits = limits;
        this.missed = missed;
    }

    /** By the run's monotonic clock. */
    long deadline() {
        return deadline;
    }

    /** The polls that failed, of all leaders. */
    MissedPolls missed() {
        return missed;
    }

    /**
     * Takes in what a poll found. One leader's last poll may meet the next one's first.
     *
     * @param clock the server's, as it was asked over the session that the poll used
     */
    Poll observe(List<ImportJob> all, ServerClock clock, long localNanos) {
        Poll poll = observed(all, clock, localNanos);
        begun.complete(true);
        return poll;
    }

    private synchronized Poll observed(List<ImportJob> all, ServerClock clock, long localNanos) {
        if (jobs.isEmpty()) {
            jobs = Optional.of(new JobWatch(clock.globalAhead(), limits.interest(), limits.mostEnded()));
        }
        return jobs.get().observe(all, clock.now(), clock.zone(), localNanos);
    }

    /** Adds a candidate; true when it is elected leader. */
    synchronized boolean elect(String connection) {
        members.add(connection);
        if (leader.isEmpty()) {
            leader = Optional.of(connection);
        }
        return leads(connection);
    }

    /** Withdraws {@code connection}; the new leader, if it led and the watch continues. */
    synchronized Optional<String> resign(String connection) {
        members.remove(connection);
        if (!leads(connection) || over.isDone()) {
            return Optional.empty();
        }
        leader = members.stream().findFirst();
        return leader;
    }

    private boolean leads(String connection) {
        return leader.filter(connection::equals).isPresent();
    }

    /** Ends the watch for all. */
    void end(String why) {
        begun.complete(false);
        over.complete(why);
    }

    /** Waits for the first poll; false when the watch ended without one. */
    Uni<Boolean> begun() {
        return Uni.createFrom().completionStage(begun::copy);
    }

    /** Why the watch ended; waits for it. */
    Uni<String> over() {
        return Uni.createFrom().completionStage(over::copy);
    }
}
