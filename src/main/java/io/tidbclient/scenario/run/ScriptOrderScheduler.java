package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Action;
import io.tidbclient.time.NanoClock;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The order of the script: phase after phase, and within a phase each track in its own order. */
final class ScriptOrderScheduler implements StepScheduler {
    private final ExecutionState execution;
    private final Dependencies dependencies;
    private final NanoClock nanoClock;
    private final Consumer<String> cut;
    private final Iterator<Schedule.Phase> phases;
    /** Steps that were left waiting and have to unblock others once they end. */
    private final List<RunningStep> owing = new ArrayList<>();

    private List<Track> tracks = List.of();
    private Track releasing;

    /** @param cut aborts the connection of a session whose statement is under way; must not block */
    ScriptOrderScheduler(Schedule schedule, ExecutionState execution, NanoClock nanoClock, Consumer<String> cut) {
        this.cut = cut;
        this.execution = execution;
        this.dependencies = new Dependencies(schedule, execution);
        this.nanoClock = nanoClock;
        this.phases = schedule.phases().iterator();
    }

    /** A track of the round, and how far it has come. */
    private static final class Track {
        private final List<Schedule.Part> left;
        private Optional<RunningStep> current = Optional.empty();

        Track(List<Schedule.Part> parts) {
            left = new ArrayList<>(parts);
        }

        boolean standsAt(Schedule.Part part) {
            return !left.isEmpty() && left.getFirst().equals(part);
        }

        /** The step that is to begin. */
        Optional<StepInvocation> due() {
            return current.isEmpty()
                            && !left.isEmpty()
                            && left.getFirst() instanceof Schedule.Part.ScheduledStep scheduled
                    ? Optional.of(scheduled.invocation())
                    : Optional.empty();
        }
    }

    @Override
    public Optional<StepInvocation> next() {
        if (owing.stream().anyMatch(ScriptOrderScheduler::holdsOthers)) {
            return Optional.empty();
        }
        boolean moved = true;
        while (moved) {
            moved = false;
            if (tracks.stream().allMatch(track -> track.left.isEmpty()) && phases.hasNext()) {
                tracks = phases.next().tracks().stream().map(Track::new).toList();
                moved = true;
            }
            for (Track track : tracks) {
                moved |= settle(track) || pass(track);
                Optional<StepInvocation> due = track.due().filter(this::mayBegin);
                if (due.isPresent()) {
                    releasing = track;
                    return due;
                }
            }
        }
        return Optional.empty();
    }

    /** A statement under way does not delay a cut: it ends by it, and the step that cuts begins then. */
    private boolean mayBegin(StepInvocation invocation) {
        if (!dependencies.areMet(invocation)) {
            return false;
        }
        boolean busy = execution.isBusy(invocation.session());
        if (busy && invocation.step().action() instanceof Action.Cut) {
            cut.accept(invocation.session());
        }
        return !busy;
    }

    @Override
    public void begun(RunningStep step) {
        releasing.current = Optional.of(step);
    }

    @Override
    public boolean isOver() {
        return !phases.hasNext() && tracks.stream().allMatch(track -> track.left.isEmpty());
    }

    /** Leaves a step behind that has ended, or waits as it should. */
    private boolean settle(Track track) {
        boolean settled = track.current.filter(this::isSettled).isPresent();
        if (settled) {
            track.current.filter(step -> step.result().isEmpty()).ifPresent(owing::add);
            track.current = Optional.empty();
            track.left.removeFirst();
        }
        return settled;
    }

    private boolean isSettled(RunningStep step) {
        return step.result().isPresent()
                ? step.stillBlocked().isEmpty()
                : step.waits().isPresent() && step.expectedToWaitFor().isPresent();
    }

    /** All tracks that still have the barrier must stand at it; then all of them continue. */
    private boolean pass(Track track) {
        if (track.left.isEmpty() || !(track.left.getFirst() instanceof Schedule.Part.Await barrier)) {
            return false;
        }
        List<Track> concerned =
                tracks.stream().filter(other -> other.left.contains(barrier)).toList();
        boolean allThere = concerned.stream().allMatch(other -> other.standsAt(barrier));
        if (allThere) {
            concerned.forEach(other -> other.left.removeFirst());
        }
        return allThere;
    }

    @Override
    public Optional<ExpectationFailure> heldBack(RunningStep waiting) {
        return tracks.stream()
                .flatMap(track -> track.due().stream())
                .filter(due -> due.session().equals(waiting.invocation.session()))
                .findFirst()
                .map(due -> ExpectationFailure.at(due, "that it can begin", waiting.place()));
    }

    @Override
    public Optional<ExpectationFailure> stuck() {
        return Stream.concat(owing.stream(), tracks.stream().flatMap(track -> track.current.stream()))
                .flatMap(step -> notLetGo(step).stream())
                .findFirst();
    }

    /** Whether a step has ended without having unblocked those that it has to. */
    private static boolean holdsOthers(RunningStep step) {
        return step.result().isPresent() && !step.stillBlocked().isEmpty();
    }

    private Optional<ExpectationFailure> notLetGo(RunningStep ended) {
        return Optional.of(ended)
                .filter(step -> holdsOthers(step) && nanoClock.nanos() - step.deadline() > 0)
                .map(step -> ExpectationFailure.at(
                        step.invocation,
                        step.wanted(execution.values()),
                        step.stillBlocked().stream().map(RunningStep::place).collect(Collectors.joining(", "))));
    }
}
