package io.tidbclient.history;

/** How a transaction ended, as far as its client knows. */
public enum TransactionOutcome {
    /** The server acknowledged the commit. */
    COMMITTED,
    /** The transaction certainly has no effect: it was rolled back, or the server refused to commit it. */
    ABORTED,
    /** The client cannot know: the connection was lost during the commit, for example. Never taken for an abort. */
    UNKNOWN
}
