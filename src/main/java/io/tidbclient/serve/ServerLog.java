package io.tidbclient.serve;

import io.tidbclient.redact.Redactor;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ScenarioRecord;
import io.tidbclient.serve.status.ScenarioView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import java.util.Optional;

/**
 * Logs each check and each run of a scenario with its target and number: one that changes what is known as a warning, others as
 * information.
 */
final class ServerLog {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");
    private static final String TARGET = "target";
    private static final String RUN = "run";

    void on(ServerUpdate update) {
        if (update.event() instanceof ServerEvent.CheckDone ended) {
            update.after().target(ended.target()).ifPresent(ServerLog::log);
        } else if (update.event() instanceof ServerEvent.ScenarioEnded ended) {
            update.after()
                    .target(ended.target())
                    .flatMap(view -> view.scenarios().find(ended.scenario()))
                    .ifPresent(view -> log(ended, view));
        }
    }

    private static void log(ServerEvent.ScenarioEnded ended, ScenarioView view) {
        ScenarioRecord run = ended.record();
        boolean changed = view.since().equals(Optional.of(run.endedAt())) && (view.runs() > 1 || view.isBad());
        log(
                ended.target(),
                run.number(),
                () -> LOG.logf(
                        changed ? Logger.Level.WARN : Logger.Level.INFO,
                        "Scenario %s of %s: %s (run %d): %s",
                        view.name(),
                        ended.target(),
                        run.status().label(),
                        run.number(),
                        Redactor.text(run.sentence())));
    }

    private static void log(TargetView view) {
        CheckRecord check = view.lastRecord().orElseThrow();
        boolean changed =
                view.since().filter(check.endedAt()::equals).isPresent() && (view.checks() > 1 || !check.up());
        log(
                view.name(),
                check.number(),
                () -> LOG.logf(
                        changed ? Logger.Level.WARN : Logger.Level.INFO,
                        "%s is %s (check %d): %s",
                        view.name(),
                        check.up() ? "up" : "down",
                        check.number(),
                        check.sentence()));
    }

    private static void log(String target, long run, Runnable line) {
        MDC.put(TARGET, target);
        MDC.put(RUN, run);
        try {
            line.run();
        } finally {
            MDC.remove(TARGET);
            MDC.remove(RUN);
        }
    }
}
