package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.estimate.Estimates;
import io.tidbclient.importjob.estimate.JobEstimate;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the import jobs of a run: the polls folded into estimates. One thread folds, others may read what
 * was folded last.
 */
public final class JobBoard {
    /** How long nothing may move before that is a stall, where the user does not say. */
    public static final Duration USUAL_STALL = Duration.ofMinutes(5);

    private final Duration stallLimit;
    private final OptionalLong rowsExpected;
    private final Map<ServerAddress, Estimates> estimates = new ConcurrentHashMap<>();
    private volatile Map<ServerAddress, Seen> seen = Map.of();

    /**
     * @param stallLimit how long nothing may move before that is a stall
     * @param rowsExpected how many rows the user expects; empty when not given
     */
    public JobBoard(Duration stallLimit, OptionalLong rowsExpected) {
        this.stallLimit = stallLimit;
        this.rowsExpected = rowsExpected;
    }

    /** Takes in what happened; the poll, if it was one. */
    public Optional<Seen> on(RunEvent event, CheckSnapshot after) {
        if (event instanceof RunEvent.Found found && found.event() instanceof CheckEvent.JobsWatched watched) {
            ServerAddress target = target(found.connection(), after);
            return Optional.of(on(target, watched.poll()));
        }
        return Optional.empty();
    }

    /** Takes in a poll of a server. */
    public Seen on(ServerAddress target, Poll poll) {
        Estimates ofServer = estimates.computeIfAbsent(target, key -> new Estimates(stallLimit, rowsExpected));
        ofServer.observe(poll);
        List<JobLine> lines = poll.jobs().stream()
                .map(job -> new JobLine(target, job, ofServer.of(job.job().id())))
                .sorted(JobLine.ORDER)
                .toList();
        Map<ServerAddress, Seen> next = new HashMap<>(seen);
        next.put(target, new Seen(target, poll, lines));
        seen = Map.copyOf(next);
        return seen.get(target);
    }

    /**
     * A poll and what became of it.
     *
     * @param lines all jobs that are followed, in the order in which they are shown
     */
    public record Seen(ServerAddress target, Poll poll, List<JobLine> lines) {
        /**
         * Those that ended since the poll before. What had ended before the first poll is history.
         *
         * @param named jobs that were asked for, which the first poll reports, too
         */
        public List<JobLine> ended(Set<Long> named) {
            Set<Long> ended = new HashSet<>(poll.ended());
            if (poll.number() <= 1) {
                ended.retainAll(named);
            }
            return lines.stream()
                    .filter(line -> ended.contains(line.job().id()))
                    .toList();
        }
    }

    /** The jobs of a server, in the order in which they are shown; empty before the first poll. */
    public List<JobLine> of(ServerAddress target) {
        return Optional.ofNullable(seen.get(target)).map(Seen::lines).orElse(List.of());
    }

    /**
     * The jobs of a server that are of interest: those that are followed and, where they were only counted, those that have
     * not ended. In the order in which they are shown.
     */
    public List<JobLine> ofInterest(ServerJobs server) {
        Map<Long, JobLine> jobs = new HashMap<>();
        switch (server.answer()) {
            case JobsAnswer.Listed listed ->
                listed.active().forEach(job -> jobs.put(job.id(), JobLine.counted(server.target(), job)));
            case JobsAnswer.Unsupported unsupported -> {}
        }
        server.poll()
                .ifPresent(poll -> poll.jobs()
                        .forEach(job ->
                                jobs.put(job.job().id(), new JobLine(server.target(), job, JobEstimate.NOTHING))));
        of(server.target()).forEach(line -> jobs.put(line.job().id(), line));
        return jobs.values().stream().sorted(JobLine.ORDER).toList();
    }

    /** The jobs of a server that were evicted to make room. */
    public JobCounts earlier(ServerAddress target) {
        return Optional.ofNullable(seen.get(target))
                .map(last -> last.poll().earlier())
                .orElse(JobCounts.NONE);
    }

    /** The jobs of all servers of a run, server by server. */
    public List<JobLine> all(CheckSnapshot run) {
        return run.jobs().stream()
                .map(ServerJobs::target)
                .flatMap(target -> of(target).stream())
                .toList();
    }

    /** The servers of a run; several connections may go to one. */
    public static List<ServerAddress> targets(CheckSnapshot run) {
        return run.connections().stream().map(ConnectionView::target).distinct().toList();
    }

    static ServerAddress target(String connection, CheckSnapshot run) {
        return run.connection(connection).target();
    }
}
