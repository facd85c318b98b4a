package io.tidbclient.cli.completion;

/**
 * A value that a command takes in the place that is being typed.
 *
 * @param value as it is to stand on the command line, without a character that a shell would take for its own
 * @param note what it is, in a few words, for shells that show such a thing; possibly empty
 */
public record Candidate(String value, String note) {
    /** One line of the answer to a shell. */
    String line() {
        return note.isEmpty() ? value : value + "\t" + note;
    }
}
