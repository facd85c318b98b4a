package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Ends sessions by KILL, on a connection of its own that is opened when it is used first. For use by any number of threads. */
final class SessionKiller implements AutoCloseable {
    private static final int NO_SUCH_THREAD = 1094;

    private final AdminConnection connection;
    private final StepHandler.Tools tools;
    private final Consumer<ScenarioEvent> report;
    private final AtomicLong kills = new AtomicLong();

    /** @param report receives why a session cannot be killed */
    SessionKiller(ScenarioContext scenarioContext, Consumer<ScenarioEvent> report) {
        this.connection = new AdminConnection(
                scenarioContext.sessions(), scenarioContext.credentials().own("killer"));
        this.tools = scenarioContext.tools();
        this.report = report;
    }

    /** Ends a session; returns at once. */
    void kill(SessionConnection session) {
        long id = session.id();
        if (id != 0) {
            var unused = tools.blocking().run(() -> kill(id)).subscribe().with(done -> {}, this::failed);
        }
    }

    private void kill(long id) {
        try {
            connection.run(session -> session.execute("KILL " + id));
            kills.incrementAndGet();
        } catch (FailureException e) {
            // Its client has replaced the connection meanwhile.
            if (e.failure().code() != NO_SUCH_THREAD) {
                throw e;
            }
        }
    }

    private void failed(Throwable thrown) {
        report.accept(new ScenarioEvent.Noted(
                "KILL of a session: " + tools.failures().classify(thrown).sentence()));
    }

    /** The number of sessions that were ended so far. */
    long kills() {
        return kills.get();
    }

    @Override
    public void close() {
        connection.close();
    }
}
