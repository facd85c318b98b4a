package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.time.NanoClock;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The session of one client of a {@link ClientProgram}. One call at a time, except for {@link #cut()}. */
public final class ProgramSession {
    private final int number;
    private final SessionConnection connection;
    private final ScheduledExecutorService timer;
    private final NanoClock clock;

    ProgramSession(int number, SessionConnection connection, ScheduledExecutorService timer, NanoClock clock) {
        this.number = number;
        this.connection = connection;
        this.timer = timer;
        this.clock = clock;
    }

    /** The client's number, from 0. */
    public int number() {
        return number;
    }

    /**
     * Runs a statement.
     *
     * @param sql one statement, {@code ?} for each parameter
     * @throws io.tidbclient.connection.FailureException whatever went wrong, classified
     * @throws java.util.concurrent.CancellationException when the scenario was stopped
     */
    public Answer run(String sql, List<Object> parameters) {
        return connection.run(sql, parameters);
    }

    /** Closes the socket at once; the statement in progress fails, and the server may still complete it. Does not block. */
    public void cut() {
        connection.abandon();
    }

    /**
     * Replaces the connection by a new one, prepared as the first one was.
     *
     * @throws io.tidbclient.connection.FailureException when it cannot be opened
     */
    public void reconnect() {
        connection.cut();
        long unused = connection.open();
    }

    /** For what is due at a time; its tasks must not block. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** The monotonic clock of all sessions. */
    public NanoClock clock() {
        return clock;
    }
}
