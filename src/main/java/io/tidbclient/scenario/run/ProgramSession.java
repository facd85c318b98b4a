package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.time.NanoClock;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The session of one client of a {@link ClientProgram}. One call at a time, except for {@link #cut()} and {@link #kill}. */
public interface ProgramSession extends ConnectionFaults.Target {
    /** The client's number, from 0. */
    int number();

    /** The index of its server among those of the command, from 0. */
    int server();

    /**
     * Runs a statement.
     *
     * @param sql one statement, {@code ?} for each parameter
     * @throws io.tidbclient.connection.FailureException whatever went wrong, classified
     * @throws java.util.concurrent.CancellationException when the scenario was stopped
     */
    Answer run(String sql, List<Object> parameters);

    /** Closes the socket at once; the statement in progress fails, and the server may still complete it. Does not block. */
    @Override
    void cut();

    /** Has the server end the session by KILL; returns at once. */
    @Override
    void kill(Runnable refused);

    /**
     * Replaces the connection by a new one, prepared as the first one was.
     *
     * @throws io.tidbclient.connection.FailureException when it cannot be opened
     * @throws java.util.concurrent.CancellationException when the scenario was stopped
     */
    void reconnect();

    /** For what is due at a time; its tasks must not block. */
    ScheduledExecutorService timer();

    /** The monotonic clock of all sessions. */
    NanoClock clock();
}
