package io.tidbclient.connection;

import com.mysql.cj.exceptions.MysqlErrorNumbers;
import com.mysql.cj.jdbc.exceptions.MysqlDataTruncation;
import io.tidbclient.config.ServerAddress;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Failures that the server itself reported, with an error code. */
final class ServerFailures {
    /** What the driver puts around an error that stands in place of the greeting, and the SQLState within. */
    private static final Pattern IN_GREETING =
            Pattern.compile("message from server: \"(?:#[0-9A-Z]{5})?(.*)\"\\s*$", Pattern.DOTALL);

    /** The driver's own words in front of the server's, for all errors of SQLSTATE class 22. */
    private static final String TRUNCATION = "Data truncation: ";

    /** ER_TRUNCATED_WRONG_VALUE_FOR_FIELD: 22007 on MariaDB, HY000 elsewhere. */
    private static final int INCORRECT_VALUE_FOR_COLUMN = 1366;

    private ServerFailures() {}

    static Failure of(SQLException error, FailureContext context) {
        int number = error.getErrorCode();
        String said = messageOf(error);
        String message = ServerText.shortened(said);
        String state = Optional.ofNullable(error.getSQLState()).orElse("");
        Optional<ServerErrorCode> code = context.isConnecting() && LoginErrors.isOfGateway(number, state, message)
                ? Optional.empty()
                : ServerErrorCode.of(number);
        FailureKind known = code.map(found -> found.kind(message)).orElseGet(() -> ofState(state));
        FailureKind kind = context.isConnecting() ? LoginErrors.kind(known, state, message) : known;
        return new Failure(
                kind,
                number,
                code.map(ServerErrorCode::label).orElse(""),
                stateOf(error),
                "",
                "",
                ServerText.clean(opening(kind, context)) + ": " + message,
                ServerHints.of(kind, code, message, context),
                said);
    }

    /** Codes that this tool does not know are judged by their class. */
    private static FailureKind ofState(String state) {
        if (state.startsWith("08")) {
            return FailureKind.CONNECTION_LOST;
        }
        return state.startsWith("28") ? FailureKind.ACCESS_DENIED : FailureKind.UNCLASSIFIED;
    }

    /**
     * The server's SQLSTATE. Where the driver's is all there is, as for an error after rows ({@link ErrorPacket}), each state
     * of class 22 is 22001, for which the code's usual one is taken; lock wait timeouts are HY000 on every server.
     */
    private static String stateOf(SQLException error) {
        int number = error.getErrorCode();
        if (error instanceof MysqlDataTruncation) {
            String usual = MysqlErrorNumbers.mysqlToSqlstate(number);
            return usual.startsWith("22") ? usual : number == INCORRECT_VALUE_FOR_COLUMN ? "22007" : "22000";
        }
        return number == ServerErrorCode.ER_LOCK_WAIT_TIMEOUT.number()
                ? "HY000"
                : Optional.ofNullable(error.getSQLState()).orElse("");
    }

    private static String messageOf(SQLException error) {
        String message = Optional.ofNullable(error.getMessage()).orElse("no message");
        if (error instanceof MysqlDataTruncation && message.startsWith(TRUNCATION)) {
            return message.substring(TRUNCATION.length());
        }
        Matcher inGreeting = IN_GREETING.matcher(message);
        return inGreeting.find() ? inGreeting.group(1) : message;
    }

    private static String opening(FailureKind kind, FailureContext context) {
        ServerAddress target = context.target();
        String user = "user '" + context.settings().user() + "'";
        return switch (kind) {
            case TOO_MANY_CONNECTIONS -> target + " takes no more connections";
            case SERVER_UNAVAILABLE -> target + " is not ready";
            case CONNECTION_LOST -> target + " ended the connection";
            case ACCESS_DENIED, LOGIN_REFUSED -> target + " refused " + user;
            case NO_PRIVILEGE -> target + " does not let " + user + " do this";
            case UNKNOWN_DATABASE -> target + " does not know the database";
            case TRANSACTION_CONFLICT -> "The transaction on " + target + " conflicted with another one";
            case STATEMENT_REFUSED -> target + " refused the statement";
            case STATEMENT_ABORTED -> target + " gave up the statement";
            case NOT_MYSQL -> target + " does not take connections directly";
            case UNCLASSIFIED,
                    CONNECTION_REFUSED,
                    UNKNOWN_HOST,
                    TIMED_OUT,
                    NO_GREETING,
                    TLS_NOT_OFFERED,
                    TLS_FAILED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_UNTRUSTED,
                    CERTIFICATE_WRONG_NAME,
                    BREAKER_OPEN,
                    STATE_TIMED_OUT,
                    EXPECTATION_NOT_MET,
                    MISCONFIGURED,
                    DEFECT -> target + " answered with an error";
        };
    }
}
