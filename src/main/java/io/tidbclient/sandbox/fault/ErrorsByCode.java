package io.tidbclient.sandbox.fault;

import io.tidbclient.sandbox.wire.ErrorReply;

/** Errors by their code alone, with the state and about the words a server has for them. */
public final class ErrorsByCode {
    private ErrorsByCode() {}

    /** Any code has one; of those that are not known it says no more than that. */
    public static ErrorReply of(int code) {
        return switch (code) {
            case 1040 -> new ErrorReply(code, "08004", "Too many connections");
            case 1044 -> new ErrorReply(code, "42000", "Access denied for user 'sandbox'@'%' to database 'sandbox'");
            case 1045 ->
                new ErrorReply(code, "28000", "Access denied for user 'sandbox'@'127.0.0.1' (using password: YES)");
            case 1049 -> new ErrorReply(code, "42000", "Unknown database 'sandbox'");
            case 1053 -> new ErrorReply(code, "08S01", "Server shutdown in progress");
            case 1064 -> new ErrorReply(code, "42000", "You have an error in your SQL syntax");
            case 1105 -> new ErrorReply(code, "HY000", "Information schema is out of date");
            case 1130 -> new ErrorReply(code, "HY000", "Host '127.0.0.1' is not allowed to connect to this server");
            case 1142 ->
                new ErrorReply(code, "42000", "SELECT command denied to user 'sandbox'@'%' for table 'sandbox'");
            case 1205 -> new ErrorReply(code, "HY000", "Lock wait timeout exceeded; try restarting transaction");
            case 1213 ->
                new ErrorReply(code, "40001", "Deadlock found when trying to get lock; try restarting transaction");
            case 1226 ->
                new ErrorReply(
                        code,
                        "42000",
                        "User 'sandbox' has exceeded the 'max_user_connections' resource (current value: 1)");
            case 1227 ->
                new ErrorReply(
                        code,
                        "42000",
                        "Access denied; you need (at least one of) the SUPER privilege(s) for this operation");
            case 3159 ->
                new ErrorReply(
                        code,
                        "HY000",
                        "Connections using insecure transport are prohibited while --require_secure_transport=ON.");
            case 8027 -> new ErrorReply(code, "HY000", "Information schema is out of date: schema failed to update");
            case 9001 -> new ErrorReply(code, "HY000", "PD server timeout");
            case 9002 -> new ErrorReply(code, "HY000", "TiKV server timeout");
            case 9003 -> new ErrorReply(code, "HY000", "TiKV server is busy");
            case 9005 -> new ErrorReply(code, "HY000", "Region is unavailable");
            case 9007 -> new ErrorReply(code, "HY000", "Write conflict, txnStartTS=1 is stale");
            default -> new ErrorReply(code, "HY000", "error " + code + ", as the sandbox was configured to answer");
        };
    }
}
