package io.tidbclient.engine;

import io.tidbclient.time.Durations;

import java.time.Duration;

/** Why a run is stopped before its end. */
public sealed interface StopCause {
    /** One clause, for people. */
    String reason();

    /** A connection failed, and {@code --fail-fast} was asked for. */
    record FailFast(String connection) implements StopCause {
        @Override
        public String reason() {
            return connection + " failed, and --fail-fast was given";
        }
    }

    /** The run's own time limit. */
    record OutOfTime(Duration limit) implements StopCause {
        @Override
        public String reason() {
            return "the time limit of " + Durations.text(limit) + " was reached";
        }
    }

    /**
     * Somebody interrupted the process.
     *
     * @param signal its number: 1 for SIGHUP, 2 for SIGINT, 15 for SIGTERM
     */
    record Interrupted(int signal) implements StopCause {
        @Override
        public String reason() {
            return "interrupted";
        }
    }

    /**
     * Standard output takes nothing more, and the work has no end of its own.
     *
     * @param why what the system says of it
     */
    record OutputLost(String why) implements StopCause {
        @Override
        public String reason() {
            return "standard output is not complete (" + why + ")";
        }
    }

    /**
     * An internal error of this tool.
     *
     * @param message what is known of it
     */
    record Broken(String message) implements StopCause {
        @Override
        public String reason() {
            return message;
        }
    }
}
