package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The import jobs of one server, as far as they are known.
 *
 * @param target the server
 * @param answer what it answered when the jobs were first counted
 * @param poll the last poll of the watch; empty before the first, and when there is nothing to watch
 * @param watchEnded why the watch has ended; empty while it continues
 * @param missed how many polls failed and were followed by another
 */
public record ServerJobs(
        ServerAddress target, JobsAnswer answer, Optional<Poll> poll, Optional<String> watchEnded, int missed) {
    /** With no missed poll. */
    public ServerJobs(ServerAddress target, JobsAnswer answer, Optional<Poll> poll, Optional<String> watchEnded) {
        this(target, answer, poll, watchEnded, 0);
    }

    /** How many jobs these servers list in all, by the last poll of each, whether they are followed or not. */
    public static int listed(List<ServerJobs> all) {
        return all.stream()
                .flatMap(server -> server.poll().stream())
                .mapToInt(Poll::listed)
                .sum();
    }

    /** {@code all} after an event of a connection to {@code target}. */
    static List<ServerJobs> after(List<ServerJobs> all, ServerAddress target, CheckEvent event) {
        Optional<ServerJobs> known =
                all.stream().filter(jobs -> jobs.target().equals(target)).findFirst();
        return switch (event) {
            case CheckEvent.JobsCounted counted ->
                with(
                        all,
                        new ServerJobs(
                                target,
                                counted.answer(),
                                known.flatMap(ServerJobs::poll),
                                known.flatMap(ServerJobs::watchEnded),
                                known.map(ServerJobs::missed).orElse(0)));
            case CheckEvent.JobsWatched watched ->
                with(all, known.orElseThrow().with(Optional.of(watched.poll()), Optional.empty()));
            case CheckEvent.WatchEnded ended ->
                with(all, known.orElseThrow().with(known.orElseThrow().poll(), Optional.of(ended.why())));
            case CheckEvent.PollMissed missed -> with(all, known.orElseThrow().withMissed(missed.inAll()));
            case CheckEvent.OpeningEvent opening -> all;
            case CheckEvent.Fact fact -> all;
        };
    }

    private ServerJobs with(Optional<Poll> latest, Optional<String> ended) {
        return new ServerJobs(target, answer, latest, ended, missed);
    }

    private ServerJobs withMissed(int polls) {
        return new ServerJobs(target, answer, poll, watchEnded, polls);
    }

    private static List<ServerJobs> with(List<ServerJobs> all, ServerJobs changed) {
        List<ServerJobs> jobs = new ArrayList<>(all);
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).target().equals(changed.target())) {
                jobs.set(i, changed);
                return jobs;
            }
        }
        jobs.add(changed);
        return jobs;
    }
}
