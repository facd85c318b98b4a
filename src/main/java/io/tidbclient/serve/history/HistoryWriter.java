package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** The database takes no records at present: it is read-only (1290, 1792, 1836), or its disk or table is full (1021, 1114). */
    private static final Set<Integer> UNAVAILABLE = Set.of(1021, 1114, 1290, 1792, 1836);

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
     * @param reading reads what has to be read before the records that wait then are written, at least once; may do nothing
     * @return how long to wait before the next call
     */
    Duration step(Runnable reading) {
        try {
            store.open();
            writeAll(reading);
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

    /**
     * Reads after it has taken a batch and before it writes it: a target that is added meanwhile has its past requested before its
     * first record is in the queue, and that record may replace a row that is to be read.
     */
    private void writeAll(Runnable reading) {
        List<HistoryRecord> batch = readBefore(queue.first(BATCH), reading);
        while (!batch.isEmpty()) {
            try {
                store.write(batch);
                queue.remove(batch.size());
            } catch (RuntimeException e) {
                if (!refused(e) || ++refusals < MOST_TRIES) {
                    throw e;
                }
                writeEach(batch, e);
            }
            refusals = 0;
            batch = readBefore(queue.first(BATCH), reading);
        }
    }

    private static List<HistoryRecord> readBefore(List<HistoryRecord> batch, Runnable reading) {
        reading.run();
        return batch;
    }

    /** Drops the records that are refused, so that they hold up neither the others of their batch nor those behind it. */
    private void writeEach(List<HistoryRecord> batch, RuntimeException why) {
        boolean written = false;
        for (HistoryRecord entry : batch) {
            try {
                store.write(List.of(entry));
                queue.remove(1);
                written = true;
            } catch (RuntimeException e) {
                if (!refused(e)) {
                    throw e;
                }
                queue.drop(1);
            }
        }
        if (!written) {
            refusals = 0;
            throw why;
        }
    }

    private static boolean refused(RuntimeException why) {
        return !(why instanceof FailureException failed)
                || (!UNAVAILABLE.contains(failed.failure().code())
                        && (failed.failure().kind() == FailureKind.STATEMENT_REFUSED
                                || failed.failure().kind() == FailureKind.UNCLASSIFIED));
    }

    private void pruneIfDue() {
        if (time.monotonic().since(pruned).compareTo(prune) >= 0) {
            boolean more = store.prune(keep);
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
