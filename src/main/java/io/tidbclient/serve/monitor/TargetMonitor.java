package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.StopCause;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks one target, one check at a time, and reports its result. */
public final class TargetMonitor {
    private final String target;
    private final Supplier<Run<CheckSnapshot>> checks;
    private final StatusBoard board;
    private final InstantSource clock;
    private Optional<Ongoing> ongoing = Optional.empty();
    private Optional<StopCause> stopped = Optional.empty();

    /** A check in progress, and its end. */
    private record Ongoing(Run<CheckSnapshot> run, Uni<Optional<RunResult<CheckSnapshot>>> end) {}

    /**
     * @param target its name
     * @param checks makes a check, not yet started
     */
    public TargetMonitor(String target, Supplier<Run<CheckSnapshot>> checks, StatusBoard board, InstantSource clock) {
        this.target = target;
        this.checks = checks;
        this.board = board;
        this.clock = clock;
    }

    /**
     * Checks the target now, or waits for the check that is in progress: callers at the same time share one.
     *
     * @return the result; empty when the check could not begin, was stopped before its end, or the monitor was before
     */
    public synchronized Uni<Optional<RunResult<CheckSnapshot>>> check() {
        if (stopped.isPresent()) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (ongoing.isEmpty()) {
            board.add(new ServerEvent.CheckStarted(target, clock.instant()));
            Run<CheckSnapshot> run;
            try {
                run = checks.get();
            } catch (RuntimeException e) {
                // A TLS file that has become unreadable since the configuration was read, most likely.
                Failure why = Failure.of(
                        FailureKind.UNCLASSIFIED,
                        Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                        "");
                board.add(new ServerEvent.CheckPrevented(target, clock.instant(), why));
                return Uni.createFrom().item(Optional.empty());
            }
            Uni<Optional<RunResult<CheckSnapshot>>> end =
                    run.result().map(this::ended).memoize().indefinitely();
            ongoing = Optional.of(new Ongoing(run, end));
            run.start();
        }
        return ongoing.get().end();
    }

    /**
     * Stops the check in progress, if there is one, and begins no other. Returns at once.
     *
     * @return completes when that check has ended, its connections closed
     */
    public synchronized Uni<Void> stop(StopCause cause) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(cause);
            ongoing.ifPresent(check -> check.run().stop(cause));
        }
        return ongoing.map(check -> check.end().replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private synchronized Optional<RunResult<CheckSnapshot>> ended(RunResult<CheckSnapshot> result) {
        boolean cut = stopped.isPresent() && result.run().stopping().isPresent();
        board.add(cut ? new ServerEvent.CheckStopped(target) : new ServerEvent.CheckEnded(target, result));
        ongoing = Optional.empty();
        return cut ? Optional.empty() : Optional.of(result);
    }
}
