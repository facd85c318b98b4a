package io.tidbclient.importjob.estimate;

/** What an estimate of a job's end is made from. */
public enum EstimateSource {
    /** No data: there is no estimate. */
    NONE("no data"),
    /** The server's figures for the current step, which is the last long one. */
    STEP("the step's progress"),
    /** The same, with steps of unknown duration still to come. */
    STEP_AND_LATER("the step's progress; the steps to come taken to be as long"),
    /** The server's own estimate for the step, before there are enough rounds to measure. */
    SERVER("the server's estimate of the step"),
    /** The number of rows that the user expects. */
    ROWS_EXPECTED("the rows expected"),
    /** The number of rows to be expected after earlier imports into the same table. */
    ROWS_PAST("rows, as in earlier imports of this table"),
    /** The time that earlier imports into the same table took for a byte. */
    PAST("the time earlier imports of this table took");

    private final String words;

    EstimateSource(String words) {
        this.words = words;
    }

    /** For people, as the end of "by …". */
    public String words() {
        return words;
    }
}
