package io.tidbclient.check;

import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.time.NanoClock;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The handlers of the check's states, constructed by hand, for programs without a container of beans. */
public final class CheckHandlers {
    private CheckHandlers() {}

    /**
     * One handler for each state of {@link CheckWorkflow#STATES}. They keep nothing of a run, so any number of runs share them.
     *
     * @param sessions opens the connections
     * @param blocking runs the calls that block
     * @param failures classifies what is thrown
     * @param nanoClock times round trips
     * @param timer schedules the polls of import jobs and the end of a watch; shut down by its owner
     */
    public static List<StateHandler> of(
            SessionFactory sessions,
            BlockingWork blocking,
            FailureClassifier failures,
            ScheduledExecutorService timer,
            NanoClock nanoClock) {
        ServerProbe probe = new ServerProbe();
        return List.of(
                new InitialHandler(),
                new ParsingConfigHandler(),
                new ConnectingHandler(sessions, blocking, failures),
                new TestingConnectionHandler(probe, nanoClock),
                new VerifyingDatabaseHandler(probe),
                new GettingVersionHandler(probe),
                new CheckingImportJobsHandler(probe),
                new ShowingImportJobDetailsHandler(new TimerTicker(timer), timer, failures));
    }
}
