package io.tidbclient.sandbox.job;

/** How a job ends once its duration is over. */
public sealed interface Ending {
    /** All rows are in. */
    record Finished() implements Ending {}

    /**
     * It fails in its last phase.
     *
     * @param message what {@code Result_Message} says, at most 2048 characters
     */
    record Failed(String message) implements Ending {
        private static final int LONGEST_MESSAGE = 2048;

        public Failed {
            if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
                throw new IllegalArgumentException("a failed job says why in 1 to 2048 characters");
            }
        }
    }

    /** Somebody cancels it. */
    record Cancelled() implements Ending {}

    /** It never ends: it comes near to its end, and stays there. */
    record Never() implements Ending {}
}
