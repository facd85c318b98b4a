package io.tidbclient.serve;

import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Logs each check with its target and number: one that changes the target's condition as a warning, others as information. */
final class ServerLog {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");
    private static final String TARGET = "target";
    private static final String RUN = "run";

    void on(ServerUpdate update) {
        if (update.event() instanceof ServerEvent.CheckDone ended) {
            update.after().target(ended.target()).ifPresent(ServerLog::log);
        }
    }

    private static void log(TargetView view) {
        CheckRecord check = view.lastRecord().orElseThrow();
        boolean changed =
                view.since().filter(check.endedAt()::equals).isPresent() && (view.checks() > 1 || !check.up());
        MDC.put(TARGET, view.name());
        MDC.put(RUN, check.number());
        try {
            LOG.logf(
                    changed ? Logger.Level.WARN : Logger.Level.INFO,
                    "%s is %s (check %d): %s",
                    view.name(),
                    check.up() ? "up" : "down",
                    check.number(),
                    check.sentence());
        } finally {
            MDC.remove(TARGET);
            MDC.remove(RUN);
        }
    }
}
