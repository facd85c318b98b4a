package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind.FailureCategory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Ends sessions by KILL, on connections of its own to their servers that are opened when they are used first. For use by any number
 * of threads.
 */
final class SessionKiller implements AutoCloseable {
    private static final int NO_SUCH_THREAD = 1094;

    private final ScenarioContext scenarioContext;
    private final Consumer<ScenarioEvent> report;
    private final Map<ServerAddress, AdminConnection> connections = new ConcurrentHashMap<>();
    private final AtomicLong kills = new AtomicLong();
    private final AtomicBoolean reported = new AtomicBoolean();

    /** @param report receives why a session cannot be killed, once */
    SessionKiller(ScenarioContext scenarioContext, Consumer<ScenarioEvent> report) {
        this.scenarioContext = scenarioContext;
        this.report = report;
    }

    /**
     * Ends a session; returns at once.
     *
     * @param refused is run when it was not ended: the server refused that, or it had ended before
     */
    void kill(SessionConnection session, Runnable refused) {
        long id = session.id();
        if (id == 0) {
            refused.run();
            return;
        }
        ConnectionSettings server = scenarioContext.credentials().own("killer", session.session());
        var unused = scenarioContext
                .tools()
                .blocking()
                .run(() -> kill(server, id))
                .subscribe()
                .with(done -> {}, thrown -> failed(thrown, refused));
    }

    private void kill(ConnectionSettings server, long id) {
        AdminConnection connection = connections.computeIfAbsent(
                server.target(), target -> new AdminConnection(scenarioContext.sessions(), server));
        try {
            connection.run(session -> session.execute("KILL " + id));
            kills.incrementAndGet();
        } catch (FailureException e) {
            if (e.failure().kind().category() == FailureCategory.UNREACHED) {
                // It would refuse all later calls, and the server may be reached again by then.
                connections.remove(server.target(), connection);
                connection.close();
            }
            throw e;
        }
    }

    private void failed(Throwable thrown, Runnable refused) {
        refused.run();
        boolean endedBefore =
                thrown instanceof FailureException e && e.failure().code() == NO_SUCH_THREAD;
        if (!endedBefore && !reported.getAndSet(true)) {
            report.accept(new ScenarioEvent.Noted("a session was not killed: "
                    + scenarioContext.tools().failures().classify(thrown).sentence()));
        }
    }

    /** The number of sessions that were ended so far. */
    long kills() {
        return kills.get();
    }

    @Override
    public void close() {
        connections.values().forEach(AdminConnection::close);
    }
}
