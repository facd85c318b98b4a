package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.HistoryStatus.State;
import org.jboss.logging.Logger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether the database does what it is asked for. Logs each change. */
final class HistoryHealth {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve.history");

    private final InstantSource clock;
    private final HistoryQueue queue;
    private State state = State.STARTING;
    private Instant since;
    private Optional<Failure> failure = Optional.empty();

    HistoryHealth(InstantSource clock, HistoryQueue queue) {
        this.clock = clock;
        this.queue = queue;
        this.since = clock.instant();
    }

    synchronized void succeeded() {
        if (state == State.DOWN) {
            LOG.warnf("The history is written again; %d records have been dropped so far.", queue.dropped());
        }
        become(State.UP);
    }

    synchronized void failed(Failure why) {
        if (state != State.DOWN) {
            LOG.warnf("The history cannot be used: %s", why.sentence());
        }
        failure = Optional.of(why);
        become(State.DOWN);
    }

    synchronized HistoryStatus status() {
        return new HistoryStatus(state, since, queue.size(), queue.dropped(), failure);
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            since = clock.instant();
        }
    }
}
