package io.tidbclient.connection;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an error means that a server, or the proxy or gateway in front of it, answers to a login. It is about the way to the
 * server or about the user, never about a statement, so that its exit code is 3 or 4.
 */
final class LoginErrors {
    private static final int TIDB_ONLY = 8000;

    /** What the messages of TiDB's own errors from 9000 on speak of; gateways such as Azure's use the same numbers. */
    private static final Pattern OF_TIDB = Pattern.compile(
            "tikv|tiflash|\\bPD\\b|region|resolve lock|\\bGC\\b|write conflict|store token|stale command|timestamp",
            Pattern.CASE_INSENSITIVE);

    private LoginErrors() {}

    /** Whether {@code number} has another meaning than TiDB's: TiDB answers its own codes with the general state. */
    static boolean isOfGateway(int number, String sqlState, String message) {
        return number >= TIDB_ONLY
                && (sqlState.startsWith("28")
                        || sqlState.startsWith("08")
                        || (number >= 9000
                                && number < 10_000
                                && !OF_TIDB.matcher(message).find()));
    }

    /**
     * The kind of an error at login.
     *
     * @param known what the code means elsewhere; {@link FailureKind#UNCLASSIFIED} for one that is not known
     * @param sqlState empty when there is none
     */
    static FailureKind kind(FailureKind known, String sqlState, String message) {
        if (expectsProxyHeader(message)) {
            return FailureKind.NOT_MYSQL;
        }
        if (known.category() != FailureKind.FailureCategory.CHECK) {
            return known;
        }
        if (sqlState.startsWith("28") || message.contains("Missing user name prefix")) {
            return FailureKind.ACCESS_DENIED;
        }
        if (sqlState.startsWith("08")) {
            return FailureKind.CONNECTION_LOST;
        }
        return sqlState.startsWith("42") ? FailureKind.LOGIN_REFUSED : FailureKind.SERVER_UNAVAILABLE;
    }

    /** Whether the server takes connections from its load balancer alone, with a header of the PROXY protocol. */
    static boolean expectsProxyHeader(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("proxy protocol") || text.contains("proxy-protocol");
    }

    /** Whether a limit of a user's is one per hour, which every further login counts for. */
    static boolean isHourly(String message) {
        return message.contains("per_hour") || message.contains("max_questions") || message.contains("max_updates");
    }
}
