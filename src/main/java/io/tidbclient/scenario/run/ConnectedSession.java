package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.time.NanoClock;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The session of a client on its connection. */
final class ConnectedSession implements ProgramSession {
    private final int number;
    private final int server;
    private final SessionConnection connection;
    private final ScheduledExecutorService timer;
    private final NanoClock clock;
    private final SessionKiller killer;

    /**
     * @param number the client's, from 0
     * @param server the index of its server, from 0
     */
    ConnectedSession(
            int number,
            int server,
            SessionConnection connection,
            ScheduledExecutorService timer,
            NanoClock clock,
            SessionKiller killer) {
        this.number = number;
        this.server = server;
        this.connection = connection;
        this.timer = timer;
        this.clock = clock;
        this.killer = killer;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int server() {
        return server;
    }

    @Override
    public Answer run(String sql, List<Object> parameters) {
        return unlessStopped(() -> connection.run(sql, parameters));
    }

    @Override
    public void cut() {
        connection.abandon();
    }

    @Override
    public void kill(Runnable refused) {
        killer.kill(connection, refused);
    }

    @Override
    public void reconnect() {
        connection.cut();
        long unused = unlessStopped(connection::open);
    }

    /** The stop interrupts the client's thread, which closes its socket: what fails from then on says nothing about the server. */
    private static <T> T unlessStopped(Supplier<T> call) {
        try {
            return call.get();
        } catch (FailureException e) {
            if (Thread.currentThread().isInterrupted()) {
                CancellationException stopped = new CancellationException("the scenario was stopped");
                stopped.addSuppressed(e);
                throw stopped;
            }
            throw e;
        }
    }

    @Override
    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public NanoClock clock() {
        return clock;
    }
}
