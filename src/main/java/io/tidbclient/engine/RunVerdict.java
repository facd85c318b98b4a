package io.tidbclient.engine;

/**
 * How a run ended.
 *
 * @param sentence for people; never blank
 */
public record RunVerdict(Outcome outcome, String sentence) {
    public RunVerdict {
        if (sentence.isBlank()) {
            throw new IllegalArgumentException("a verdict needs a sentence");
        }
    }

    /** Whether everything that was asked for succeeded. */
    public boolean isSuccess() {
        return outcome.isSuccess();
    }

    /** The same outcome in other words. */
    public RunVerdict saying(String other) {
        return new RunVerdict(outcome, other);
    }
}
