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

    void succeeded() {
        if (become(State.UP, Optional.empty()) == State.DOWN) {
            LOG.warnf("The history is written again; %d records have been dropped so far.", queue.dropped());
        }
    }

    void failed(Failure why) {
        if (become(State.DOWN, Optional.of(why)) != State.DOWN) {
            LOG.warnf("The history cannot be used: %s", why.sentence());
        }
    }

    synchronized HistoryStatus status() {
        return new HistoryStatus(state, since, queue.size(), queue.dropped(), failure);
    }

    /** Logging may block, and a page must not wait for it: the caller logs without the lock. Returns the state before. */
    private synchronized State become(State next, Optional<Failure> why) {
        State before = state;
        failure = why.or(() -> failure);
        if (before != next) {
            state = next;
            since = clock.instant();
        }
        return before;
    }
}
