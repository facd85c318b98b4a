package io.tidbclient.coordination;

/**
 * How a run ended, for the shell and for a person.
 *
 * @param exitCode 0 to 255
 * @param sentence never blank
 */
public record RunVerdict(int exitCode, String sentence) {
    public RunVerdict {
        if (exitCode < 0 || exitCode > 255) {
            throw new IllegalArgumentException("exit code " + exitCode + " is not between 0 and 255");
        }
        if (sentence.isBlank()) {
            throw new IllegalArgumentException("a verdict needs a sentence");
        }
    }
}
