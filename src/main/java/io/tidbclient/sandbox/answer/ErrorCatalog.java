package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.instance.Flavour;
import io.tidbclient.sandbox.sql.SqlSyntaxException;
import io.tidbclient.sandbox.wire.ErrorReply;

import java.util.Optional;

/** The errors of a server, in its words (those of TiDB seen on v8.5.4, those of MariaDB on 10.11). */
public final class ErrorCatalog {
    private ErrorCatalog() {}

    /** 1040. */
    public static ErrorReply tooManyConnections() {
        return new ErrorReply(1040, "08004", "Too many connections");
    }

    /** 1044: the database does not exist, or the user may not see it; the error does not distinguish. */
    public static ErrorReply databaseDenied(String account, String database) {
        return new ErrorReply(
                1044, "42000", "Access denied for user " + quoted(account) + " to database '" + database + "'");
    }

    /** 1045. */
    public static ErrorReply loginDenied(String user, String host, boolean withPassword) {
        return new ErrorReply(
                1045,
                "28000",
                "Access denied for user '" + user + "'@'" + host + "' (using password: " + (withPassword ? "YES" : "NO")
                        + ")");
    }

    /** 1046. */
    static ErrorReply noDatabase() {
        return new ErrorReply(1046, "3D000", "No database selected");
    }

    /** 1049. */
    public static ErrorReply unknownDatabase(String database) {
        return new ErrorReply(1049, "42000", "Unknown database '" + database + "'");
    }

    static ErrorReply unknownColumn(String column, String clause) {
        return new ErrorReply(1054, "42S22", "Unknown column '" + column + "' in '" + clause + "'");
    }

    static ErrorReply syntax(SqlSyntaxException e, Flavour flavour) {
        String manual = "You have an error in your SQL syntax; check the manual that corresponds to your "
                + flavour.manual() + " for the right syntax to use ";
        String where = switch (flavour) {
            case TIDB -> "line " + e.line() + " column " + e.column() + " near \"" + e.near() + "\" ";
            case MARIADB, MYSQL -> "near '" + e.near() + "' at line " + e.line();
        };
        return new ErrorReply(1064, "42000", manual + where);
    }

    static ErrorReply unknownThread(long id) {
        return new ErrorReply(1094, "HY000", "Unknown thread id: " + id);
    }

    /** 1105, as TiDB answers (seen on v8.5.4). */
    public static ErrorReply unknownCommand(int code) {
        return new ErrorReply(1105, "HY000", "command " + code + " not supported now");
    }

    static ErrorReply tooManyColumns() {
        return new ErrorReply(1117, "HY000", "Too many columns");
    }

    static ErrorReply noGrant(String user) {
        return new ErrorReply(1141, "42000", "There is no such grant defined for user '" + user + "' on host '%'");
    }

    static ErrorReply unknownVariable(String name) {
        return new ErrorReply(1193, "HY000", "Unknown system variable '" + name + "'");
    }

    static ErrorReply superNeeded() {
        return new ErrorReply(
                1227, "42000", "Access denied; you need (at least one of) the SUPER privilege(s) for this operation");
    }

    static ErrorReply wrongValue(String name, String value) {
        return new ErrorReply(1231, "42000", "Variable '" + name + "' can't be set to the value of '" + value + "'");
    }

    static ErrorReply readOnlyTransaction() {
        return new ErrorReply(
                1235,
                "42000",
                "function READ ONLY has only noop implementation in tidb now, use tidb_enable_noop_functions to enable"
                        + " these functions");
    }

    static ErrorReply unknownZone(String name) {
        return new ErrorReply(1298, "HY000", "Unknown or incorrect time zone: '" + name + "'");
    }

    static ErrorReply unknownFunction(Optional<String> database, String name) {
        String qualified = database.map(text -> text + ".").orElse("") + name;
        return new ErrorReply(1305, "42000", "FUNCTION " + qualified + " does not exist");
    }

    static ErrorReply interrupted() {
        return new ErrorReply(1317, "70100", "Query execution was interrupted");
    }

    /** 1295: a driver that can do without prepares the statement itself then. */
    public static ErrorReply noPreparedStatements() {
        return new ErrorReply(
                1295, "HY000", "This sandbox has no server-side prepared statements; prepare on the client's side");
    }

    static ErrorReply tooPrecise(String precision) {
        return new ErrorReply(1426, "42000", "Too-big precision " + precision + " specified for 'now'. Maximum is 6.");
    }

    static ErrorReply wrongArguments(String function) {
        return new ErrorReply(
                1582, "42000", "Incorrect parameter count in the call to native function '" + function + "'");
    }

    /** 3159. */
    public static ErrorReply tlsRequired() {
        return new ErrorReply(
                3159,
                "HY000",
                "Connections using insecure transport are prohibited while --require_secure_transport=ON.");
    }

    static ErrorReply isolationLevel(String level) {
        return new ErrorReply(
                8048,
                "HY000",
                "The isolation level '" + level
                        + "' is not supported. Set tidb_skip_isolation_level_check=1 to skip this error");
    }

    static ErrorReply unknownJob(long id) {
        return new ErrorReply(8170, "HY000", "Job ID " + id + " doesn't exist");
    }

    /** What a sandbox does not do, reported as TiDB reports errors without a code of their own. */
    static ErrorReply onlyDetached() {
        return new ErrorReply(1105, "HY000", "the sandbox imports in the background only: add WITH DETACHED");
    }

    static ErrorReply wrongJobState() {
        return new ErrorReply(8171, "HY000", "The current job status cannot perform the operation. CANCEL");
    }

    private static String quoted(String account) {
        return "'" + account.replace("@", "'@'") + "'";
    }
}
