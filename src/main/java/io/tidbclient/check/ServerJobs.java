package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;

import java.time.Duration;
import java.time.Instant;
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
 * @param polledAt when the last poll that succeeded was reported, by the client's clock; empty before the first
 * @param reached whether no poll has failed since; what is known of the jobs is of {@code polledAt} while it is false
 */
public record ServerJobs(
        ServerAddress target,
        JobsAnswer answer,
        Optional<Poll> poll,
        Optional<String> watchEnded,
        int missed,
        Optional<Instant> polledAt,
        boolean reached) {
    /** With a number of missed polls, and at an unknown time. */
    public ServerJobs(
            ServerAddress target, JobsAnswer answer, Optional<Poll> poll, Optional<String> watchEnded, int missed) {
        this(target, answer, poll, watchEnded, missed, Optional.empty(), true);
    }

    /** With no missed poll, and at an unknown time. */
    public ServerJobs(ServerAddress target, JobsAnswer answer, Optional<Poll> poll, Optional<String> watchEnded) {
        this(target, answer, poll, watchEnded, 0);
    }

    /** How old what is known of the jobs is, while the server is not reached; empty while it is, and before the first poll. */
    public Optional<Duration> staleFor(Instant now) {
        return reached ? Optional.empty() : polledAt.map(at -> Duration.between(at, now));
    }

    /** How many jobs these servers list in all, by the last poll of each, whether they are followed or not. */
    public static int listed(List<ServerJobs> all) {
        return all.stream()
                .flatMap(server -> server.poll().stream())
                .mapToInt(Poll::listed)
                .sum();
    }

    /** {@code all} after an event of a connection to {@code target}, which was reported at that time. */
    static List<ServerJobs> after(List<ServerJobs> all, ServerAddress target, CheckEvent event, Instant at) {
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
                                known.map(ServerJobs::missed).orElse(0),
                                known.flatMap(ServerJobs::polledAt),
                                known.map(ServerJobs::reached).orElse(true)));
            case CheckEvent.JobsWatched watched -> with(all, known.orElseThrow().polled(watched.poll(), at));
            case CheckEvent.WatchEnded ended -> with(all, known.orElseThrow().ended(ended.why()));
            case CheckEvent.PollMissed missed -> with(all, known.orElseThrow().withMissed(missed.inAll()));
            case CheckEvent.OpeningEvent opening -> all;
            case CheckEvent.Fact fact -> all;
        };
    }

    private ServerJobs polled(Poll latest, Instant at) {
        return new ServerJobs(target, answer, Optional.of(latest), Optional.empty(), missed, Optional.of(at), true);
    }

    private ServerJobs ended(String why) {
        return new ServerJobs(target, answer, poll, Optional.of(why), missed, polledAt, reached);
    }

    private ServerJobs withMissed(int polls) {
        return new ServerJobs(target, answer, poll, watchEnded, polls, polledAt, false);
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
