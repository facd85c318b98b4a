package io.tidbclient.sandbox.fault;

import io.tidbclient.sandbox.sql.StatementPrefix;
import io.tidbclient.sandbox.wire.ErrorReply;

import java.time.Duration;

/** What can go wrong at a statement. Pings count as the statement {@code PING}. */
public sealed interface StatementFault extends Fault {
    /** Which statements it strikes. */
    StatementPrefix prefix();

    /** The answer comes late. */
    record SlowAnswer(StatementPrefix prefix, Duration delay) implements StatementFault {}

    /** An error instead of the answer: 1142, 1205, 9002 … */
    record Deny(StatementPrefix prefix, ErrorReply error) implements StatementFault {}

    /**
     * The connection breaks in mid-answer.
     *
     * @param afterBytes how much of the answer still comes; 0 for nothing of it
     */
    record Drop(StatementPrefix prefix, int afterBytes) implements StatementFault {
        public Drop {
            Garbage.checkOffset(afterBytes);
        }
    }

    /**
     * The answer ends in nonsense, and then the connection ends.
     *
     * @param afterBytes how much of the answer still comes; 0 for nothing of it
     * @param bytes a character for each, up to U+00FF
     */
    record GarbageAnswer(StatementPrefix prefix, int afterBytes, String bytes) implements StatementFault {
        public GarbageAnswer {
            Garbage.checkOffset(afterBytes);
            Garbage.check(bytes);
        }
    }

    /** No answer ever comes; the connection stays open. */
    record Freeze(StatementPrefix prefix) implements StatementFault {}
}
