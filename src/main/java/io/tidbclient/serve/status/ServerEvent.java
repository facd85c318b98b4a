package io.tidbclient.serve.status;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.engine.RunResult;
import io.tidbclient.importjob.run.JobBoard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something that happened to the server's targets. */
public sealed interface ServerEvent {
    /**
     * The configuration was read: these are the targets, of which those that were there before keep what is known of them.
     *
     * @param names in their order
     * @param changed those of them that are configured otherwise than before: what was known of their servers is not kept
     */
    record TargetsConfigured(List<String> names, Set<String> changed) implements ServerEvent {
        public TargetsConfigured {
            names = List.copyOf(names);
            changed = Set.copyOf(changed);
        }

        /** New ones, and ones that are configured as before. */
        public TargetsConfigured(List<String> names) {
            this(names, Set.of());
        }
    }

    /** About one target. */
    sealed interface TargetEvent extends ServerEvent {
        /** The target's name. */
        String target();
    }

    /** What a history has of a target was read. */
    record HistoryRead(String target, TargetPast past) implements TargetEvent {}

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

    /**
     * The scenarios of a target were scheduled; nothing is known of them yet.
     *
     * @param scenarios in the order of the configuration
     */
    record ScenariosScheduled(String target, List<Due> scenarios) implements TargetEvent {
        public ScenariosScheduled {
            scenarios = List.copyOf(scenarios);
        }
    }

    /**
     * A scenario that is scheduled.
     *
     * @param at when its next run is due; empty when that is not known
     */
    record Due(String scenario, Optional<Instant> at) {}

    /** About one of a target's scenarios. */
    sealed interface ScenarioEvent extends TargetEvent {
        /** The scenario's name. */
        String scenario();
    }

    /** A run of a scenario began. */
    record ScenarioStarted(String target, String scenario, Instant at) implements ScenarioEvent {}

    /**
     * A run of a scenario has come to a result.
     *
     * @param next when the next one is due; empty when that is not known
     */
    record ScenarioEnded(String target, String scenario, ScenarioRecord record, Optional<Instant> next)
            implements ScenarioEvent {}

    /** A run of a scenario was stopped before its end, since the server stops or the target is no longer configured so. */
    record ScenarioStopped(String target, String scenario) implements ScenarioEvent {}
}
