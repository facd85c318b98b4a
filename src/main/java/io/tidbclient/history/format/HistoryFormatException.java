package io.tidbclient.history.format;

/** A file is not a history that can be read. The message is a clause without a full stop. */
public final class HistoryFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final String remedy;

    /**
     * A complaint.
     *
     * @param line where in the file, from 1
     * @param what what is wrong, a clause
     * @param remedy what to do, a clause
     */
    HistoryFormatException(long line, String what, String remedy) {
        super(what);
        this.line = line;
        this.remedy = remedy;
    }

    /** The line in the file, from 1. */
    public long line() {
        return line;
    }

    /** What to do, a clause without a full stop. */
    public String remedy() {
        return remedy;
    }
}
