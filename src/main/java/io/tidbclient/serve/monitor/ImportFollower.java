package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunUpdate;
import io.tidbclient.engine.StopCause;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetJobs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Follows the import jobs of one target all the time, in one long run, and reports each poll. A run that has ended is followed
 * by another one.
 */
final class ImportFollower {
    /** How often {@link #ensureRunning} is to be called. */
    static final Duration EVERY = Duration.ofSeconds(10);

    /** Ends a run whose server does not answer, where another server may. */
    private static final StopCause SERVER_AWAY = new StopCause.Interrupted(15);

    /** A server that has no import jobs gets them with an upgrade, if ever. */
    private static final int CALLS_WITHOUT_JOBS = (int) Duration.ofHours(1).dividedBy(EVERY);

    /** With the poll interval, about as long as a server takes to restart. */
    private static final int MOST_MISSED = 6;

    private final String target;
    private final boolean otherServers;
    private final IntFunction<Run<ImportSnapshot>> runs;
    private final StatusBoard board;
    private final InstantSource clock;
    private Optional<Run<ImportSnapshot>> ongoing = Optional.empty();
    private boolean stopped;
    /** The run in progress is being stopped, since its server is away. */
    private boolean leaving;

    private int attempts;
    private int callsToSkip;
    /** What was reported last; empty after a poll. A failure that repeats is reported once. */
    private String reported = "";

    /**
     * @param target its name
     * @param otherServers whether the next run goes to another server, so that one that is away is not waited for
     * @param runs makes the run of this number, from 0, not yet started
     */
    ImportFollower(
            String target,
            boolean otherServers,
            IntFunction<Run<ImportSnapshot>> runs,
            StatusBoard board,
            InstantSource clock) {
        this.target = target;
        this.otherServers = otherServers;
        this.runs = runs;
        this.board = board;
        this.clock = clock;
    }

    /** Starts a run when none is in progress, unless the last one found that the server has no import jobs. Returns at once. */
    synchronized void ensureRunning() {
        if (stopped || ongoing.isPresent() || callsToSkip-- > 0) {
            return;
        }
        callsToSkip = 0;
        Run<ImportSnapshot> run;
        try {
            run = runs.apply(attempts++);
        } catch (RuntimeException e) {
            // A TLS file that has become unreadable, say.
            failed(Failure.of(
                    FailureKind.UNCLASSIFIED,
                    Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                    ""));
            return;
        }
        ongoing = Optional.of(run);
        run.observe(this::update);
        var unused = run.result().subscribe().with(this::ended);
        run.start();
    }

    /**
     * Stops the run in progress, if there is one, and starts no other. Returns at once.
     *
     * @return completes when that run has ended, its connection closed
     */
    synchronized Uni<Void> stop(StopCause cause) {
        if (!stopped) {
            stopped = true;
            ongoing.ifPresent(run -> run.stop(cause));
        }
        return ongoing.map(run -> run.result().replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private synchronized void update(RunUpdate<ImportSnapshot> update) {
        if (stopped) {
            return;
        }
        update.after().polled(update.event()).ifPresent(seen -> {
            reported = "";
            board.add(new ServerEvent.JobsPolled(target, clock.instant(), seen));
        });
        if (update.event() instanceof RunEvent.Found found && found.event() instanceof CheckEvent.PollMissed missed) {
            failed(missed.failure());
            if (otherServers && missed.inARow() >= MOST_MISSED) {
                leaving = true;
                ongoing.ifPresent(run -> run.stop(SERVER_AWAY));
            }
        }
    }

    private synchronized void ended(RunResult<ImportSnapshot> result) {
        ongoing = Optional.empty();
        boolean left = leaving;
        leaving = false;
        if (stopped || left) {
            return;
        }
        Failure failure = result.last().check().connections().stream()
                .map(ConnectionView::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() ->
                        Failure.of(FailureKind.UNCLASSIFIED, result.verdict().sentence(), ""));
        if (TargetJobs.unsupported(failure)) {
            callsToSkip = CALLS_WITHOUT_JOBS;
        }
        failed(failure);
    }

    private void failed(Failure failure) {
        if (!failure.sentence().equals(reported)) {
            reported = failure.sentence();
            board.add(new ServerEvent.JobsFailed(target, clock.instant(), failure));
        }
    }
}
