package io.tidbclient.serve.status;

import io.tidbclient.connection.Failure;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How the history database does.
 *
 * @param state whether it takes what is written to it
 * @param since when that became so
 * @param queued how many records wait to be written
 * @param dropped how many were never written
 * @param failure the last one; empty while none has happened
 */
public record HistoryStatus(State state, Instant since, int queued, long dropped, Optional<Failure> failure) {
    /** Whether the database takes what is written to it. */
    public enum State {
        /** It has not been asked yet. */
        STARTING,
        /** The last write or read succeeded. */
        UP,
        /** The last one failed. */
        DOWN;

        /** As in JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it has nothing to warn of. */
    public boolean healthy() {
        return state != State.DOWN;
    }
}
