package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.estimate.Estimates;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Folds the polls of a run into a {@link JobBoard}. It keeps what the estimates are computed from, so that each run, and each
 * replay of one, has its own. Not for use by two threads at once.
 */
public final class JobFold {
    /** How long nothing may move before that is a stall, where the user does not say. */
    public static final Duration USUAL_STALL = Duration.ofMinutes(5);

    private final Duration stallLimit;
    private final OptionalLong rowsExpected;
    private final Map<ServerAddress, Estimates> estimates = new HashMap<>();

    /**
     * Nothing has been seen yet.
     *
     * @param stallLimit how long nothing may move before that is a stall
     * @param rowsExpected how many rows the user expects; empty when not given
     */
    public JobFold(Duration stallLimit, OptionalLong rowsExpected) {
        this.stallLimit = stallLimit;
        this.rowsExpected = rowsExpected;
    }

    /** With the usual limit, and no expectation. */
    public static JobFold usual() {
        return new JobFold(USUAL_STALL, OptionalLong.empty());
    }

    /**
     * The board after an event.
     *
     * @param after the connections with it
     */
    public JobBoard after(JobBoard before, RunEvent event, CheckSnapshot after) {
        return event instanceof RunEvent.Found found && found.event() instanceof CheckEvent.JobsWatched watched
                ? after(before, after.connection(found.connection()).target(), watched.poll())
                : before;
    }

    /** The board after a poll of a server. */
    public JobBoard after(JobBoard before, ServerAddress target, Poll poll) {
        return before.with(seen(target, poll));
    }

    /** A poll of a server, with the estimates that follow from it and from those before it. */
    public JobBoard.Seen seen(ServerAddress target, Poll poll) {
        Estimates ofServer = estimates.computeIfAbsent(target, key -> new Estimates(stallLimit, rowsExpected));
        ofServer.observe(poll);
        List<JobLine> lines = poll.jobs().stream()
                .map(job -> new JobLine(target, job, ofServer.of(job.job().id())))
                .sorted(JobLine.ORDER)
                .toList();
        return new JobBoard.Seen(target, poll, lines, stallLimit);
    }
}
