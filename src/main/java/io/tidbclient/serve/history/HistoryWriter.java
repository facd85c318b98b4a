package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Writes what the queue has, prunes what is old, and waits longer from one failure to the next. For one thread. */
final class HistoryWriter {
    /** Records of one statement. */
    static final int BATCH = 100;

    /** How long records wait for others to be written with. */
    static final Duration EVERY = Duration.ofSeconds(1);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration PRUNE_AGAIN = Duration.ofSeconds(5);

    /** Of a batch that the database refuses while it takes others. */
    private static final int MOST_TRIES = 3;

    private final HistoryStore store;
    private final HistoryQueue queue;
    private final HistoryHealth health;
    private final Duration keep;
    private final TimeSource time;
    private final RandomGenerator random;
    private int failures;
    private int refusals;
    private long pruned;
    private Duration prune;

    /**
     * @param keep how old records become
     * @param random spreads the pruning, so that servers that share a history do not do it at the same time
     */
    HistoryWriter(
            HistoryStore store,
            HistoryQueue queue,
            HistoryHealth health,
            Duration keep,
            TimeSource time,
            RandomGenerator random) {
        this.store = store;
        this.queue = queue;
        this.health = health;
        this.keep = keep;
        this.time = time;
        this.random = random;
        this.pruned = time.nanos();
        this.prune = jittered(Duration.ofMinutes(2));
    }

    /**
     * Does what is due.
     *
     * @param first what is done before anything is written; may be nothing
     * @return how long to wait before the next call
     */
    Duration step(Runnable first) {
        try {
            store.open();
            first.run();
            writeAll();
            pruneIfDue();
            failures = 0;
            health.succeeded();
            return EVERY;
        } catch (FailureException e) {
            return failed(e.failure());
        } catch (RuntimeException e) {
            return failed(Failure.of(
                    FailureKind.DEFECT, Optional.ofNullable(e.getMessage()).orElse(e.toString()), ""));
        }
    }

    private void writeAll() {
        for (List<HistoryRecord> batch = queue.first(BATCH); !batch.isEmpty(); batch = queue.first(BATCH)) {
            try {
                store.write(batch);
            } catch (RuntimeException e) {
                giveUp(e, batch.size());
                throw e;
            }
            queue.remove(batch.size());
            refusals = 0;
        }
    }

    /** A batch that is refused again and again must not hold up those behind it. */
    private void giveUp(RuntimeException why, int size) {
        boolean refused = !(why instanceof FailureException failed)
                || failed.failure().kind() == FailureKind.STATEMENT_REFUSED
                || failed.failure().kind() == FailureKind.UNCLASSIFIED;
        if (refused && ++refusals >= MOST_TRIES) {
            queue.drop(size);
            refusals = 0;
        }
    }

    private void pruneIfDue() {
        if (time.monotonic().since(pruned).compareTo(prune) >= 0) {
            boolean more = store.prune(time.instant().minus(keep));
            pruned = time.nanos();
            prune = jittered(more ? PRUNE_AGAIN : PRUNE_EVERY);
        }
    }

    private Duration failed(Failure failure) {
        health.failed(failure);
        store.close();
        Duration pause = EVERY.multipliedBy(1L << Math.min(failures++, 5));
        return jittered(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    /** Half of it to all of it. */
    private Duration jittered(Duration longest) {
        long half = longest.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
