package io.tidbclient.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is to be run.
 *
 * @param workflow what every connection goes through that has none of its own
 * @param participants the connections; at least one, each with a name of its own
 * @param parallel how many machines may run at once; at least 1
 * @param failFast whether the first failure stops the others
 * @param timeout how long the whole run may take
 */
public record RunPlan(
        Workflow workflow, List<Participant> participants, int parallel, boolean failFast, Optional<Duration> timeout) {
    /**
     * One connection of the run.
     *
     * @param name unique within the run
     * @param prepare puts what the first handlers need into the machine's context
     * @param workflow what it goes through instead of the run's workflow
     */
    public record Participant(String name, Consumer<StateContext> prepare, Optional<Workflow> workflow) {
        /** One that goes through the run's workflow. */
        public Participant(String name, Consumer<StateContext> prepare) {
            this(name, prepare, Optional.empty());
        }
    }

    public RunPlan {
        participants = List.copyOf(participants);
        if (participants.isEmpty()) {
            throw new IllegalArgumentException("a run needs at least one connection");
        }
        if (participants.stream().map(Participant::name).distinct().count() != participants.size()) {
            throw new IllegalArgumentException("two connections have the same name");
        }
        if (workflow.hasBarrier() && parallel < participants.size()) {
            throw new IllegalArgumentException(
                    "connections that wait at a barrier would keep the others from starting");
        }
        if (parallel < 1) {
            throw new IllegalArgumentException("at least one connection must be allowed at once");
        }
    }
}
