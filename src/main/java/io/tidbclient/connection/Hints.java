package io.tidbclient.connection;

import io.tidbclient.config.SslMode;

import java.util.Locale;

/** What to try next, for each kind of failure. */
final class Hints {
    private static final int STATUS_PORT = 10_080;

    private Hints() {}

    /** @param code the server's error number; 0 for none */
    static String of(FailureKind kind, int code, FailureContext context) {
        String host = context.target().host();
        return switch (kind) {
            case CONNECTION_REFUSED ->
                "Is the server running, and is " + context.target().port() + " its port? TiDB's is 4000, MySQL's 3306.";
            case UNKNOWN_HOST -> "Check the host's spelling, and that this machine's DNS knows it.";
            case TIMED_OUT ->
                "Check host and port, and whether a firewall or an IP access list drops the packets; "
                        + "--connect-timeout gives it longer.";
            case NO_GREETING -> noGreeting(context);
            case TLS_NOT_OFFERED ->
                "Set up TLS on the server (auto-tls in TiDB), or accept plain text with " + "--ssl-mode preferred.";
            case TLS_FAILED -> tlsFailed(context);
            case CERTIFICATE_EXPIRED -> "Renew the server's certificate; if it is in date, check this machine's clock.";
            case CERTIFICATE_UNTRUSTED -> "Give the CA that signed it with --ssl-ca.";
            case CERTIFICATE_WRONG_NAME ->
                "Connect by a name that the certificate is for, or check the chain alone "
                        + "with --ssl-mode verify-ca.";
            case NOT_MYSQL ->
                "Check the port: TiDB's SQL port is 4000 by default; 10080 is its status port, 33060 "
                        + "MySQL's X protocol.";
            case TOO_MANY_CONNECTIONS ->
                "Ask for fewer connections with -n, --parallel or --pool-size, or raise max_connections on the server.";
            case SERVER_UNAVAILABLE -> "Wait until the server is ready, with: tidb-client wait";
            case CONNECTION_LOST ->
                "Check the server's log, and any proxy or load balancer in between, which may close connections, too.";
            case ACCESS_DENIED -> accessDenied(host) + plainTextToo(context);
            case LOGIN_REFUSED -> loginRefused(code);
            case UNKNOWN_DATABASE -> "Check the name after -d; SHOW DATABASES lists those the user may see.";
            case NO_PRIVILEGE ->
                code == ServerErrorCode.ER_DBACCESS_DENIED_ERROR.number()
                        ? "Grant the user what it needs, or check the name of the database: a user without privileges on a "
                                + "database cannot see whether it exists."
                        : "Ask an administrator to grant it; SHOW GRANTS lists the user's privileges.";
            case TRANSACTION_CONFLICT -> "Run the whole transaction again.";
            case STATEMENT_ABORTED -> "Run it again when the server is less busy.";
            case BREAKER_OPEN, STATEMENT_REFUSED, UNCLASSIFIED, STATE_TIMED_OUT, EXPECTATION_NOT_MET, MISCONFIGURED ->
                "";
            case DEFECT -> "Please report it, with the output of the same command with --verbose.";
        };
    }

    private static String noGreeting(FailureContext context) {
        return (context.target().port() == STATUS_PORT
                        ? "10080 is TiDB's HTTP status port; its SQL port is 4000 by default."
                        : "Check the port: TiDB's SQL port is 4000 by default, 10080 is its HTTP status port, which is silent.")
                + " Otherwise the server may be overloaded or frozen; --connect-timeout gives it longer.";
    }

    private static String tlsFailed(FailureContext context) {
        boolean hasCertificate = context.settings().tls().cert().isPresent();
        return "The server must offer TLS 1.2 or 1.3"
                + (hasCertificate
                        ? ", and trust the CA of the certificate given with --ssl-cert."
                        : "; if it asks for a client certificate, give one with --ssl-cert and --ssl-key.");
    }

    private static String accessDenied(String host) {
        boolean cloud = host.toLowerCase(Locale.ROOT).matches(".*\\.(tidbcloud|tidb-cloud)\\.com\\.?");
        return cloud
                ? "Check user and password; on TiDB Cloud the user's name begins with the cluster's prefix, as in "
                        + "xxxxxx.root."
                : "Check user and password, and from which hosts the user may come.";
    }

    /** TiDB v8.5 says 1045 too to a user that must use TLS (REQUIRE SSL) and came without. */
    private static String plainTextToo(FailureContext context) {
        return switch (context.settings().tls().mode()) {
            case DISABLED, PREFERRED -> " If the user must use TLS, add --ssl-mode required.";
            case REQUIRED, VERIFY_CA, VERIFY_IDENTITY -> "";
        };
    }

    private static String loginRefused(int code) {
        if (code == ServerErrorCode.ER_MUST_CHANGE_PASSWORD.number()
                || code == ServerErrorCode.ER_MUST_CHANGE_PASSWORD_LOGIN.number()) {
            return "Change the user's password first.";
        }
        if (code == ServerErrorCode.ER_NOT_SUPPORTED_AUTH_MODE.number()
                || code == ServerErrorCode.ER_PLUGIN_IS_NOT_LOADED.number()
                || code == ServerErrorCode.CR_AUTH_PLUGIN_CANNOT_LOAD.number()) {
            return "Let the user log in by caching_sha2_password or mysql_native_password.";
        }
        return code == ServerErrorCode.ER_SECURE_TRANSPORT_REQUIRED.number()
                ? "Use TLS, with --ssl-mode " + SslMode.REQUIRED.label() + " or stricter."
                : "Check the user's account on the server: its authentication plugin, its limits, whether it may log in.";
    }
}
