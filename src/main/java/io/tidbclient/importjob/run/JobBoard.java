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
import io.tidbclient.importjob.estimate.JobEstimate;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the import jobs of a run: the last poll of each server, with estimates. Immutable.
 *
 * @param seen by server
 */
public record JobBoard(Map<ServerAddress, Seen> seen) {
    /** Before the first poll. */
    public static final JobBoard NONE = new JobBoard(Map.of());

    public JobBoard {
        seen = Map.copyOf(seen);
    }

    /** The same with the next poll of a server. */
    JobBoard with(Seen poll) {
        Map<ServerAddress, Seen> next = new HashMap<>(seen);
        next.put(poll.target(), poll);
        return new JobBoard(next);
    }

    /** The poll that an event of a run is; empty for another event. {@code after} has it. */
    public Optional<Seen> polled(RunEvent event, CheckSnapshot after) {
        return event instanceof RunEvent.Found found && found.event() instanceof CheckEvent.JobsWatched
                ? Optional.ofNullable(
                        seen.get(after.connection(found.connection()).target()))
                : Optional.empty();
    }

    /**
     * A poll and what became of it.
     *
     * @param lines all jobs that are followed, in the order in which they are shown
     * @param stallLimit how long nothing may move before that is a stall
     */
    public record Seen(ServerAddress target, Poll poll, List<JobLine> lines, Duration stallLimit) {
        public Seen {
            lines = List.copyOf(lines);
        }

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

    /** The servers of a run; several connections may go to one. */
    public static List<ServerAddress> targets(CheckSnapshot run) {
        return run.connections().stream().map(ConnectionView::target).distinct().toList();
    }
}
