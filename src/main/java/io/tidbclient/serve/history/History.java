package io.tidbclient.serve.history;

import io.tidbclient.config.HistoryPlan;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.time.TimeSource;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** The history of a server: read when it starts and for targets that are added, and written, by a thread of its own. */
public final class History implements AutoCloseable {
    /** Records that wait at most: of 100 targets that are checked every 10 seconds, those of a quarter of an hour. */
    static final int CAPACITY = 10_000;

    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve.history");
    /** A database that is reachable answers within this time; one that is not must not delay the checks of the targets. */
    private static final Duration FIRST_TRY = Duration.ofSeconds(3);

    private static final Duration FLUSHED_WITHIN = Duration.ofSeconds(2);

    private final HistoryStore store;
    private final HistoryQueue queue = new HistoryQueue(CAPACITY);
    private final HistoryTap tap = new HistoryTap();
    private final HistoryHealth health;
    private final HistoryWriter writer;
    private final TimeSource time;
    private final CompletableFuture<Void> tried = new CompletableFuture<>();
    private final CompletionStage<List<ServerEvent.HistoryRead>> past;
    /** What is to be read, the first one first. */
    private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();

    private final Thread thread;

    private record Reading(HistoryReader reader, CompletableFuture<List<ServerEvent.HistoryRead>> read) {}

    /** One that is kept in {@code store}. */
    History(HistoryStore store, Duration keep, List<String> targets, TimeSource time) {
        this.store = store;
        this.health = new HistoryHealth(time.wall(), queue);
        this.writer = new HistoryWriter(store, queue, health, keep, time, RandomGenerator.getDefault());
        this.time = time;
        this.past = enqueued(targets).read();
        // Not a virtual one: the look-up of the database's name can block for long, and holds its carrier meanwhile.
        this.thread = Thread.ofPlatform().daemon().name("history").unstarted(this::work);
    }

    /**
     * One that is kept in a database.
     *
     * @param targets those whose past is read
     */
    public static History of(HistoryPlan plan, SessionFactory sessions, List<String> targets, TimeSource time) {
        return new History(new SqlHistoryStore(plan, sessions), plan.keep(), targets, time);
    }

    /**
     * Connects, reads and begins to write. Returns when the past was read, when that has failed, or after three seconds.
     *
     * @throws InterruptedException when the calling thread is interrupted meanwhile
     */
    public void start() throws InterruptedException {
        thread.start();
        try {
            tried.get(FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf(
                    "The history does not answer within %d seconds; the server starts without it, and reads it later.",
                    FIRST_TRY.toSeconds());
        }
    }

    /** Takes in what happened. Returns at once; for one thread. */
    public void on(ServerUpdate update) {
        tap.records(update).forEach(queue::add);
    }

    /** How it does. */
    public HistoryStatus status() {
        return health.status();
    }

    /**
     * What was known before the start.
     *
     * @return completes once the database has answered, which may be never
     */
    public CompletionStage<List<ServerEvent.HistoryRead>> past() {
        return past;
    }

    /**
     * Reads what is known of more targets, up to now. Returns at once.
     *
     * @param targets those that the server did not have before
     * @return completes once the database has answered, which may be never
     */
    public CompletionStage<List<ServerEvent.HistoryRead>> read(List<String> targets) {
        Reading reading = enqueued(targets);
        queue.wake();
        return reading.read();
    }

    /** Writes what waits, for at most two seconds, and ends. What is left is dropped. */
    @Override
    public void close() {
        queue.close();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(FLUSHED_WITHIN)) {
                store.abort();
                thread.interrupt();
                boolean unused = thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int left = queue.size();
        if (left > 0) {
            LOG.warnf("The server ends with %d records that are not in the history.", left);
        }
    }

    private void work() {
        try {
            boolean last;
            do {
                last = queue.isClosed();
                Duration pause = writer.step(this::readAll);
                boolean unused = tried.complete(null);
                queue.await(pause);
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.close();
        }
    }

    private Reading enqueued(List<String> targets) {
        Reading reading = new Reading(new HistoryReader(store, time.instant(), targets), new CompletableFuture<>());
        readings.add(reading);
        return reading;
    }

    private void readAll() {
        for (Reading next = readings.peek(); next != null && !queue.isClosed(); next = readings.peek()) {
            boolean unused = next.read().complete(next.reader().read());
            readings.remove();
        }
    }
}
