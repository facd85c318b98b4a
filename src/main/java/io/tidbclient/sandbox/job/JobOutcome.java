package io.tidbclient.sandbox.job;

/** The outcome of a job after its duration. */
public sealed interface JobOutcome {
    /**
     * All rows are in, but for those that its message reports.
     *
     * @param message what {@code Result_Message} says: {@code 4 conflicted rows.}, or nothing
     */
    record Finished(String message) implements JobOutcome {
        /** Without a message. */
        public Finished() {
            this("");
        }
    }

    /**
     * It fails in its last phase.
     *
     * @param message what {@code Result_Message} says, at most 2048 characters
     */
    record Failed(String message) implements JobOutcome {
        private static final int LONGEST_MESSAGE = 2048;

        public Failed {
            if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
                throw new IllegalArgumentException("a failed job says why in 1 to 2048 characters");
            }
        }
    }

    /** Somebody cancels it. */
    record Cancelled() implements JobOutcome {}

    /** It never ends: it comes near to its end, and stays there. */
    record Never() implements JobOutcome {}

    /**
     * It never ends, and has another status than {@code running} from its start on: {@code awaiting-resolution}, or a word of
     * a later release.
     *
     * @param status the word, 1 to 64 characters
     */
    record Stays(String status) implements JobOutcome {
        private static final int LONGEST_STATUS = 64;

        public Stays {
            if (status.isBlank() || status.length() > LONGEST_STATUS) {
                throw new IllegalArgumentException("the status of a job has 1 to 64 characters");
            }
        }
    }

    /** Whether a job with this outcome does not end. */
    default boolean endless() {
        return switch (this) {
            case Finished finished -> false;
            case Failed failed -> false;
            case Cancelled cancelled -> false;
            case Never never -> true;
            case Stays stays -> true;
        };
    }
}
