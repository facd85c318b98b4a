package io.tidbclient.coordination;

import io.tidbclient.state.StateMachine;

/** Starts runs: many machines, one queue of events, one consumer. */
public final class Coordinator {
    private final StateMachine.Environment environment;

    /** @param environment what all machines share; its clock and timer are the run's too */
    public Coordinator(StateMachine.Environment environment) {
        this.environment = environment;
    }

    /**
     * Starts {@code plan} and returns at once.
     *
     * @param observer sees every event and the snapshot after it
     */
    public Run start(RunPlan plan, RunObserver observer) {
        Run run = new Run(plan, environment, observer);
        run.start();
        return run;
    }
}
