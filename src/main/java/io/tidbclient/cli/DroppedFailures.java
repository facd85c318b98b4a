package io.tidbclient.cli;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import org.jboss.logging.Logger;

import java.util.concurrent.CancellationException;

/**
 * What becomes of exceptions that no subscriber receives any more: a connection that is cancelled, by {@code --fail-fast} for
 * example, may fail at the same moment. Its failure is expected and logged for debugging; anything else is an internal error.
 */
public final class DroppedFailures {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.engine");

    private DroppedFailures() {}

    /** Replaces, for the whole process, the handler that Quarkus sets at its start. */
    public static void install() {
        Infrastructure.setDroppedExceptionHandler(DroppedFailures::log);
    }

    static void log(Throwable thrown) {
        boolean expected = thrown instanceof FailureException failed
                ? failed.failure().kind() != FailureKind.DEFECT
                : thrown instanceof CancellationException;
        if (expected) {
            LOG.debug("A failure that was no longer awaited", thrown);
        } else {
            LOG.error("An exception that was no longer awaited", thrown);
        }
    }
}
