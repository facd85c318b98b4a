package io.tidbclient.serve.status;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import org.jboss.logging.Logger;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Folds what happens to the targets into snapshots, one event at a time, and publishes each event with the snapshot after it.
 */
public final class StatusBoard {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");

    /** A minute of a thousand targets that are checked every ten seconds. */
    private static final int MOST_WAITING = 8_192;

    private final BroadcastProcessor<ServerUpdate> updates = BroadcastProcessor.create();
    private final LongAdder dropped = new LongAdder();
    private ServerSnapshot snapshot;

    /** @param startedAt when the server started */
    public StatusBoard(Instant startedAt) {
        this.snapshot = ServerSnapshot.first(startedAt);
    }

    /** Takes an event in. Subscribers of {@link #updates} are called before it returns, and must not wait. */
    public synchronized void add(ServerEvent event) {
        ServerSnapshot before = snapshot;
        snapshot = before.after(event);
        updates.onNext(new ServerUpdate(event, before, snapshot));
    }

    /** The latest snapshot. */
    public synchronized ServerSnapshot latest() {
        return snapshot;
    }

    /** What happens from now on. A subscriber without demand misses items; it holds up nothing. */
    public Multi<ServerUpdate> updates() {
        return updates.onOverflow().invoke(missed -> dropped.increment()).drop();
    }

    /**
     * Calls {@code observer} with what happens from now on, until the board is closed, with one update at a time, in order. One
     * that fails is logged, and called again with the next update; one that is so slow that {@value #MOST_WAITING} updates wait
     * for it misses the next ones.
     *
     * @param executor runs the observer
     */
    public void observe(Consumer<ServerUpdate> observer, Executor executor) {
        var unused = updates().emitOn(executor, MOST_WAITING).subscribe().with(update -> {
            try {
                observer.accept(update);
            } catch (RuntimeException e) {
                LOG.errorf(e, "An observer of the server failed");
            }
        });
    }

    /** How many items subscribers of {@link #updates} have missed. */
    public long dropped() {
        return dropped.sum();
    }

    /** Completes {@link #updates}. */
    public synchronized void close() {
        updates.onComplete();
    }
}
