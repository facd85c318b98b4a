package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.StopCause;

import java.util.List;
import java.util.Optional;

/** A run of the scenarios of one order, which begins with a check that identifies the server. */
public interface ScenarioRun {
    /** Receives the events of a run, on its threads; must not block. */
    interface Listener {
        /** Ignores all events. */
        Listener NONE = new Listener() {};

        /** The server has answered, and this number of runs begins. */
        default void begins(ServerVersion server, int count) {}

        /** Something happened in the run of that title. */
        default void happened(String title, ScenarioEvent event) {}

        /** A run has ended; called one at a time. */
        default void ended(ScenarioResult result) {}
    }

    /**
     * Starts it and returns at once. To be called once.
     *
     * @return the outcome, once all has ended and everything created on the server is removed; fails on an internal error only
     */
    Uni<ScenarioOutcome> start(Listener listener);

    /** Stops the scenarios in progress, which clean up; no other begins. Returns at once. */
    void interrupt(int signal);

    /** Stops the scenarios in progress, since their output cannot be written. Returns at once. */
    void outputFailed(Throwable thrown);

    /** The cause of the stop; empty when it was not stopped. */
    Optional<StopCause> stopped();

    /** The databases and users of scenarios in progress, which would remain on the server if the process ended now. */
    List<String> unfinished();
}
