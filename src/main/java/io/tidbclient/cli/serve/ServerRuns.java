package io.tidbclient.cli.serve;

import io.tidbclient.check.CheckFactory;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.HistorySessions;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.Run;
import io.tidbclient.importjob.run.ImportFactory;
import io.tidbclient.scenario.run.ScenarioFactory;
import io.tidbclient.serve.monitor.Runs;

import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

/** The runs of a server's monitors, made by what makes those of the commands. */
@ApplicationScoped
public class ServerRuns {
    private final CheckFactory checks;
    private final ImportFactory imports;
    private final ScenarioFactory scenarios;
    private final SessionFactory sessions;
    private final HistorySessions history;

    ServerRuns(
            CheckFactory checks,
            ImportFactory imports,
            ScenarioFactory scenarios,
            SessionFactory sessions,
            HistorySessions history) {
        this.checks = checks;
        this.imports = imports;
        this.scenarios = scenarios;
        this.sessions = sessions;
        this.history = history;
    }

    Runs runs() {
        return new Runs(
                request -> forgetting(checks.prepare(request), request.connections()),
                (request, fold) -> forgetting(imports.prepare(request, fold), request.connections()),
                order -> new ForgottenScenarioRun(
                        scenarios.prepare(order), order.base().name(), sessions));
    }

    /** Connects to the database of the history. */
    SessionFactory history() {
        return history;
    }

    /** Closes the run's data sources at its end: the next run has its own, which reads TLS files that have changed. */
    private <S> Run<S> forgetting(Run<S> run, List<ConnectionSettings> connections) {
        var unused = run.result()
                .subscribe()
                .with(ended -> connections.forEach(connection -> sessions.forget(connection.name())));
        return run;
    }
}
