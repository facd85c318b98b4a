package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.StopCause;

import java.util.List;
import java.util.Optional;

/** The scenarios of one order: first the server is asked what it is, then they run on it. */
public interface ScenarioRun {
    /** Hears what happens, on the threads of the runs; must not block. */
    interface Listener {
        /** Hears nothing. */
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
     * @return what came of it, when all has ended and what was made on the server is removed; fails for a defect only
     */
    Uni<ScenarioOutcome> start(Listener listener);

    /** Stops whatever runs, which cleans up; what has not begun does not begin. Returns at once. */
    void interrupt(int signal);

    /** Stops whatever runs, since what comes of it cannot be shown. Returns at once. */
    void outputFailed(Throwable thrown);

    /** What stopped it, if anything did. */
    Optional<StopCause> stopped();

    /** The databases and users of what runs, which would stay on the server if the process ended now. */
    List<String> unfinished();
}
