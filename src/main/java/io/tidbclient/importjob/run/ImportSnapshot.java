package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.importjob.JobCounts;

import java.util.List;
import java.util.Optional;

/**
 * A run of a command about import jobs at one moment. Immutable; each event makes a new one.
 *
 * @param check its connections, with which each such run begins, and what the servers answered
 * @param jobs the jobs that are followed, with estimates
 */
public record ImportSnapshot(CheckSnapshot check, JobBoard jobs) {
    /** The poll that an event is, after which this snapshot was made; empty for another event. */
    public Optional<JobBoard.Seen> polled(RunEvent event) {
        return jobs.polled(event, check);
    }

    /** The servers; several connections may go to one. */
    public List<ServerAddress> targets() {
        return JobBoard.targets(check);
    }

    /** The jobs of all servers, server by server. */
    public List<JobLine> lines() {
        return targets().stream().flatMap(target -> jobs.of(target).stream()).toList();
    }

    /** How many jobs there are and were, those that were evicted included. */
    public JobCounts counts() {
        return targets().stream().map(this::counts).reduce(JobCounts.NONE, JobCounts::plus);
    }

    /** The same of one server. */
    public JobCounts counts(ServerAddress target) {
        return JobCounts.of(jobs.of(target).stream().map(JobLine::watched).toList())
                .plus(jobs.earlier(target));
    }

    /** How many jobs the servers list in all, whether they are followed or not. */
    public int listed() {
        return ServerJobs.listed(check.jobs());
    }
}
