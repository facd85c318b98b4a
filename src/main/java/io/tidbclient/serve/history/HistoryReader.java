package io.tidbclient.serve.history;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind.FailureCategory;
import io.tidbclient.serve.status.ServerEvent;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the server shows of the time before it had some targets, once: a day of checks, and the import jobs of that day. A target
 * that was read is not read again by the next try. For one thread.
 */
final class HistoryReader {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve.history");

    /** As much as the server shows. */
    private static final Duration SHOWN = Duration.ofDays(1);

    /** Records must not wait for a past that cannot be read. */
    private static final int MOST_TRIES = 3;

    private final HistoryStore store;
    private final Instant until;
    private final Deque<String> left;
    private final List<ServerEvent.HistoryRead> read = new ArrayList<>();
    private int failures;

    /**
     * @param until since when the server has the targets; what came later it knows itself
     * @param targets those whose past is read
     */
    HistoryReader(HistoryStore store, Instant until, List<String> targets) {
        this.store = store;
        this.until = until;
        this.left = new ArrayDeque<>(targets);
    }

    /**
     * Reads the targets that earlier tries have not read. Fails when one cannot be read, except for the third time.
     *
     * @return one event for each target that could be read
     */
    List<ServerEvent.HistoryRead> read() {
        Optional<RuntimeException> failure = readLeft();
        if (failure.isPresent()) {
            if (++failures < MOST_TRIES) {
                throw failure.get();
            }
            LOG.warnf(
                    "The history of %s cannot be read; the server continues without it: %s",
                    String.join(", ", left), failure.get().getMessage());
        }
        return List.copyOf(read);
    }

    /** The last failure; empty when all were read. */
    private Optional<RuntimeException> readLeft() {
        Optional<RuntimeException> failure = Optional.empty();
        for (int i = left.size(); i > 0; i--) {
            String target = left.removeFirst();
            try {
                read.add(new ServerEvent.HistoryRead(target, store.read(target, until.minus(SHOWN), until)));
            } catch (RuntimeException e) {
                // The next try begins with the others.
                left.addLast(target);
                failure = Optional.of(e);
                if (unreached(e)) {
                    break;
                }
            }
        }
        return failure;
    }

    private static boolean unreached(RuntimeException why) {
        return why instanceof FailureException failed
                && failed.failure().kind().category() == FailureCategory.UNREACHED;
    }
}
