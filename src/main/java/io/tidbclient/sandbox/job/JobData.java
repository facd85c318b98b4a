package io.tidbclient.sandbox.job;

/**
 * What a job imports.
 *
 * @param source where the data comes from, as shown; at most 2048 characters
 * @param bytes the source's size, 0 or more
 * @param rows how many there are, 0 or more
 */
public record JobData(String source, long bytes, long rows) {
    private static final int LONGEST_SOURCE = 2048;

    public JobData {
        if (source.length() > LONGEST_SOURCE) {
            throw new IllegalArgumentException("an import job's source is longer than 2048 characters");
        }
        if (bytes < 0 || rows < 0) {
            throw new IllegalArgumentException("an import job's bytes and rows are not negative");
        }
    }
}
