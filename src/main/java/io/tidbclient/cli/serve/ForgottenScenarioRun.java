package io.tidbclient.cli.serve;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.StopCause;
import io.tidbclient.scenario.run.ScenarioOutcome;
import io.tidbclient.scenario.run.ScenarioRun;

import java.util.List;
import java.util.Optional;

/**
 * A run whose data source is closed at its end: the next run has its own, which reads TLS files that have changed.
 *
 * @param run which has it
 * @param connection the name of the connection by which the run asks the server what it is
 * @param sessions keeps it
 */
record ForgottenScenarioRun(ScenarioRun run, String connection, SessionFactory sessions) implements ScenarioRun {
    @Override
    public Uni<ScenarioOutcome> start(Listener listener) {
        return run.start(listener).onTermination().invoke(() -> sessions.forget(connection));
    }

    @Override
    public void interrupt(int signal) {
        run.interrupt(signal);
    }

    @Override
    public void outputFailed(Throwable thrown) {
        run.outputFailed(thrown);
    }

    @Override
    public Optional<StopCause> stopped() {
        return run.stopped();
    }

    @Override
    public List<String> unfinished() {
        return run.unfinished();
    }
}
