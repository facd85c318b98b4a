package io.tidbclient.connection;

/** What went wrong, as users classify it. The wire codes behind each are in {@link FailureClassifier}. */
public enum FailureKind {
    /** Nothing listens at the port. */
    CONNECTION_REFUSED(FailureCategory.UNREACHED, true),
    /** The host's name has no address. */
    UNKNOWN_HOST(FailureCategory.UNREACHED, false),
    /** No answer in time. */
    TIMED_OUT(FailureCategory.UNREACHED, true),
    /** A connection was accepted, but no greeting came: mostly another protocol's port, or a frozen server. */
    NO_GREETING(FailureCategory.UNREACHED, false),
    /** TLS was required and the server has none. */
    TLS_NOT_OFFERED(FailureCategory.UNREACHED, false),
    /** The TLS handshake failed, for another reason than the server's certificate. */
    TLS_FAILED(FailureCategory.UNREACHED, false),
    /** The server's certificate is out of date, or not valid yet. */
    CERTIFICATE_EXPIRED(FailureCategory.UNREACHED, false),
    /** The server's certificate does not chain to a trusted CA. */
    CERTIFICATE_UNTRUSTED(FailureCategory.UNREACHED, false),
    /** The server's certificate is for another host. */
    CERTIFICATE_WRONG_NAME(FailureCategory.UNREACHED, false),
    /** What answered does not speak the MySQL protocol. */
    NOT_MYSQL(FailureCategory.UNREACHED, false),
    /** The host's circuit breaker is open: too many failures just before. */
    BREAKER_OPEN(FailureCategory.UNREACHED, true),
    /** The server takes no more connections, or resources of this user (1040, 1203, 1226). */
    TOO_MANY_CONNECTIONS(FailureCategory.UNREACHED, true),
    /** The server is not ready or is going away (1053, 8027, 9001–9013 and the like). */
    SERVER_UNAVAILABLE(FailureCategory.UNREACHED, true),
    /** The connection broke while it was in use. */
    CONNECTION_LOST(FailureCategory.UNREACHED, true),
    /**
     * A state took longer than its limit. Nearly every state waits for the server. The two before the first connection, which read
     * the settings, have a limit as well and count the same.
     */
    STATE_TIMED_OUT(FailureCategory.UNREACHED, false),
    /** Wrong user, password, or host the user may come from (1045, 1130, 1698). */
    ACCESS_DENIED(FailureCategory.USER_REFUSED, false),
    /** The server insists on TLS for this user (3159), or on an authentication plugin that is not there. */
    LOGIN_REFUSED(FailureCategory.USER_REFUSED, false),
    /** The database does not exist (1049). */
    UNKNOWN_DATABASE(FailureCategory.USER_REFUSED, false),
    /** The user may not do this (1044, 1142, 1227). */
    NO_PRIVILEGE(FailureCategory.USER_REFUSED, false),
    /** The transaction must be retried as a whole by the client (1205, 1213, 8002, 9007 …). */
    TRANSACTION_CONFLICT(FailureCategory.CHECK, false),
    /** The server does not know the statement (1064), or refuses it for good (8048, 8170 …). */
    STATEMENT_REFUSED(FailureCategory.CHECK, false),
    /** The server gave up a statement for a reason that passes: memory, resource limits, a kill (1317, 8175 …). */
    STATEMENT_ABORTED(FailureCategory.CHECK, true),
    /** An error code this tool has no class for: reported, never retried. */
    UNCLASSIFIED(FailureCategory.CHECK, false),
    /** A scenario's step did something else than its script expects. */
    EXPECTATION_NOT_MET(FailureCategory.CHECK, false),
    /** A mistake in the settings, found before any socket was opened. */
    MISCONFIGURED(FailureCategory.USAGE, false),
    /** An internal error of this tool. */
    DEFECT(FailureCategory.TOOL, false);

    /** Who has to act; each has an exit code of its own. */
    public enum FailureCategory {
        /** The command line or the configuration. */
        USAGE,
        /** No server was reached. */
        UNREACHED,
        /** The server refused the user. */
        USER_REFUSED,
        /** The work ran, and a check failed. */
        CHECK,
        /** This tool. */
        TOOL
    }

    private final FailureCategory category;
    private final boolean retryable;

    FailureKind(FailureCategory category, boolean retryable) {
        this.category = category;
        this.retryable = retryable;
    }

    /** Who has to act. */
    public FailureCategory category() {
        return category;
    }

    /** Its name in reports. It outlives a change of the name in the code. */
    public String label() {
        return this == CONNECTION_REFUSED ? "REFUSED" : name();
    }

    /**
     * The kind of this name in reports.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static FailureKind ofLabel(String label) {
        return label.equals("REFUSED") ? CONNECTION_REFUSED : valueOf(label);
    }

    /** Whether connecting or reading may be tried again; a write never is. */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Whether a read outside of a transaction may be tried again: also after a conflict, since such a statement is a whole
     * transaction.
     */
    public boolean retryableRead() {
        return retryable || this == TRANSACTION_CONFLICT;
    }

    /**
     * Whether a later attempt may reach a server that is waited for: an unknown name may become known, and a frozen server may
     * continue.
     */
    public boolean mayComeUp() {
        return retryableRead() || this == UNKNOWN_HOST || this == NO_GREETING;
    }

    /** Whether the outcome of what was sent is unknown, since only its answer is missing. */
    public boolean outcomeUnknown() {
        return this == TIMED_OUT || this == CONNECTION_LOST;
    }

    /**
     * Whether it means that the host is down, so that its breaker counts it. A server that is full, wants TLS or
     * refuses the user is up; an open breaker would hide that from the connections that follow.
     */
    public boolean meansHostDown() {
        return switch (this) {
            case CONNECTION_REFUSED, UNKNOWN_HOST, TIMED_OUT, NO_GREETING, SERVER_UNAVAILABLE, CONNECTION_LOST -> true;
            case TLS_NOT_OFFERED,
                    TLS_FAILED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_UNTRUSTED,
                    CERTIFICATE_WRONG_NAME,
                    NOT_MYSQL,
                    BREAKER_OPEN,
                    TOO_MANY_CONNECTIONS,
                    ACCESS_DENIED,
                    LOGIN_REFUSED,
                    UNKNOWN_DATABASE,
                    NO_PRIVILEGE,
                    TRANSACTION_CONFLICT,
                    STATEMENT_REFUSED,
                    STATEMENT_ABORTED,
                    UNCLASSIFIED,
                    STATE_TIMED_OUT,
                    EXPECTATION_NOT_MET,
                    MISCONFIGURED,
                    DEFECT -> false;
        };
    }
}
