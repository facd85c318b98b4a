package io.tidbclient.check.report;

/** A report cannot be read, or reports do not belong together; the message is one sentence for the user. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param sentence what is wrong, and what to do */
    public ReportException(String sentence) {
        super(sentence);
    }

    /** @param sentence what is wrong, and what to do */
    public ReportException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
