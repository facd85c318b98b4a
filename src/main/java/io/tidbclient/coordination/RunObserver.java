package io.tidbclient.coordination;

/** Watches a run. */
public interface RunObserver {
    /**
     * Something happened. Called for every event, in order, on one thread; the run's bookkeeping waits for it, the
     * machines don't.
     *
     * @param event what happened
     * @param after the whole run, with the event's effect
     */
    void on(RunEvent event, RunSnapshot after);
}
