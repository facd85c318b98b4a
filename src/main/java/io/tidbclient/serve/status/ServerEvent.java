package io.tidbclient.serve.status;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.engine.RunResult;
import io.tidbclient.importjob.run.JobBoard;

import java.time.Instant;
import java.util.List;

/** Something that happened to the server's targets. */
public sealed interface ServerEvent {
    /**
     * The configuration was read: these are the targets, of which those that were there before keep what is known of them.
     *
     * @param names in their order
     */
    record TargetsConfigured(List<String> names) implements ServerEvent {
        public TargetsConfigured {
            names = List.copyOf(names);
        }
    }

    /** About one target. */
    sealed interface TargetEvent extends ServerEvent {
        /** The target's name. */
        String target();
    }

    /** A check of a target began. */
    record CheckStarted(String target, Instant at) implements TargetEvent {}

    /** A check of a target has come to a result. */
    sealed interface CheckDone extends TargetEvent {}

    /** A check of a target has ended. */
    record CheckEnded(String target, RunResult<CheckSnapshot> result) implements CheckDone {}

    /**
     * A check of a target could not begin, for reasons of this machine: a TLS file that has become unreadable, for example.
     *
     * @param failure why
     */
    record CheckPrevented(String target, Instant at, Failure failure) implements CheckDone {}

    /** A check of a target was stopped before its end, since the server stops or the target is no longer configured. */
    record CheckStopped(String target) implements TargetEvent {}

    /**
     * The import jobs of a target were polled.
     *
     * @param seen the poll, with estimates
     */
    record JobsPolled(String target, Instant at, JobBoard.Seen seen) implements TargetEvent {}

    /** The import jobs of a target could not be polled. */
    record JobsFailed(String target, Instant at, Failure failure) implements TargetEvent {}
}
