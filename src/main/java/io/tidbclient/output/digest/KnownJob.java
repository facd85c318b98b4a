package io.tidbclient.output.digest;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.WatchedJob;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A job as last seen: by the watch if it was watched, else when the jobs were first counted.
 *
 * @param job the job
 * @param watched what the watch made of it; empty for one that had ended before
 */
public record KnownJob(ImportJob job, Optional<WatchedJob> watched) {
    private KnownJob(WatchedJob watched) {
        this(watched.job(), Optional.of(watched));
    }

    /** All jobs of a server, in the order of their ids; none when it has no import jobs at all. */
    public static List<KnownJob> of(ServerJobs server) {
        Map<Long, KnownJob> jobs = new TreeMap<>();
        switch (server.answer()) {
            case JobsAnswer.Listed listed ->
                listed.jobs().forEach(job -> jobs.put(job.id(), new KnownJob(job, Optional.empty())));
            case JobsAnswer.Unsupported unsupported -> {}
        }
        server.poll()
                .ifPresent(poll -> poll.jobs().forEach(job -> jobs.put(job.job().id(), new KnownJob(job))));
        return List.copyOf(jobs.values());
    }

    /** Whether the server stopped listing it before it had ended. */
    public boolean vanished() {
        return watched.filter(WatchedJob::vanished).isPresent();
    }

    /** Whether it is still of interest: it was watched, or has not ended. */
    public boolean ofInterest() {
        return watched.isPresent() || !job.status().ended();
    }

    /** How many there are of each status, by the server's last word. */
    public static Map<JobStatus, Long> byStatus(Collection<KnownJob> jobs) {
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        jobs.forEach(known -> counts.merge(known.job().status(), 1L, Long::sum));
        return counts;
    }
}
