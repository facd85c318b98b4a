package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Predecessor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which steps have to have ended before others begin; of a group's step, that of every member. */
final class Dependencies {
    private final Map<String, Set<Integer>> byName = new HashMap<>();
    private final ExecutionState execution;

    Dependencies(Schedule schedule, ExecutionState execution) {
        this.execution = execution;
        schedule.invocations()
                .forEach(invocation -> invocation
                        .step()
                        .name()
                        .ifPresent(name -> byName.computeIfAbsent(name, none -> new HashSet<>())
                                .add(invocation.number())));
    }

    /** Whether everything has ended that a step waits for. */
    boolean areMet(StepInvocation invocation) {
        return invocation.step().after().stream()
                .allMatch(predecessor -> execution.haveEnded(invocations(predecessor)));
    }

    /** A step for which another one waits, and which itself was seen waiting. */
    Optional<RunningStep> waiting(StepInvocation invocation) {
        return invocation.step().after().stream()
                .flatMap(predecessor -> execution.waiting().values().stream()
                        .filter(step -> invocations(predecessor).contains(step.invocation.number())))
                .findFirst();
    }

    private Set<Integer> invocations(Predecessor predecessor) {
        return byName.getOrDefault(predecessor.step(), Set.of());
    }
}
