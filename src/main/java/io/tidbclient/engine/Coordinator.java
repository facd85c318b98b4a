package io.tidbclient.engine;

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
     * @param fold makes the snapshots that the run publishes
     * @param <S> the job's snapshot
     */
    public <S> Run<S> prepare(RunPlan plan, Fold<S> fold) {
        return new Run<>(plan, environment, fold);
    }

    /** A run of {@code plan} whose snapshots are the participants' states alone. */
    public Run<RunSnapshot> prepare(RunPlan plan) {
        return prepare(plan, new StateFold());
    }
}
