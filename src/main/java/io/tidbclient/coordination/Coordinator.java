package io.tidbclient.coordination;

import io.tidbclient.state.StateMachine;

/** Makes runs: many machines, one queue of events, one consumer. */
public final class Coordinator {
    private final StateMachine.Environment environment;

    /** @param environment what all machines share; its clock and timer are the run's too */
    public Coordinator(StateMachine.Environment environment) {
        this.environment = environment;
    }

    /**
     * A run of {@code plan}, which {@link Run#start} starts.
     *
     * @param observer sees every event and the snapshot after it
     */
    public Run prepare(RunPlan plan, RunObserver observer) {
        return new Run(plan, environment, observer);
    }
}
