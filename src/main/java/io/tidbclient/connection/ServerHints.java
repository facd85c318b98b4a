package io.tidbclient.connection;

import io.tidbclient.config.SslMode;

import java.util.Optional;

/** What to try next after an error that a server reported, where its code or its words say more than its kind. */
final class ServerHints {
    private ServerHints() {}

    static String of(FailureKind kind, Optional<ServerErrorCode> code, String message, FailureContext context) {
        return ofMessage(message, context)
                .or(() -> code.flatMap(known -> ofCode(known, message, context)))
                .orElseGet(
                        () -> Hints.of(kind, code.map(ServerErrorCode::number).orElse(0), context));
    }

    private static Optional<String> ofMessage(String message, FailureContext context) {
        if (message.contains("Missing user name prefix")) {
            return Optional.of("On TiDB Cloud the user's name begins with the cluster's prefix, as in xxxxxx.root.");
        }
        if (context.isConnecting() && LoginErrors.expectsProxyHeader(message)) {
            return Optional.of("The server expects the PROXY protocol: connect through the load balancer.");
        }
        if (message.contains("TiProxy fails to connect") || message.contains("No available TiDB instances")) {
            return Optional.of("Check the TiDB servers behind TiProxy; wait for them with: tidb-client wait");
        }
        return Optional.empty();
    }

    private static Optional<String> ofCode(ServerErrorCode code, String message, FailureContext context) {
        return switch (code) {
            case ER_HOST_IS_BLOCKED ->
                Optional.of(
                        "Run FLUSH HOSTS on the server (MySQL 8.0.23 and later: TRUNCATE performance_schema.host_cache);"
                                + " health checks that open connections without a login block a host, so let them log in.");
            case ER_ACCOUNT_HAS_BEEN_LOCKED, MARIADB_ACCOUNT_HAS_BEEN_LOCKED ->
                Optional.of("Unlock the account, with ALTER USER … ACCOUNT UNLOCK.");
            case ER_USER_ACCESS_DENIED_FOR_USER_ACCOUNT_BLOCKED_BY_PASSWORD_LOCK, ER_USER_IS_BLOCKED ->
                Optional.of("The account is blocked after failed logins: wait until the block ends, or have it ended"
                        + " with ALTER USER … ACCOUNT UNLOCK (MariaDB: FLUSH PRIVILEGES).");
            case ER_SERVER_OFFLINE_MODE ->
                Optional.of(
                        "The server is in offline mode: SET GLOBAL offline_mode = OFF, or wait until that is done.");
            case ER_USER_LIMIT_REACHED ->
                LoginErrors.isHourly(message)
                        ? Optional.of(
                                "The user's limit for this hour is used up, and every login counts: wait, or raise"
                                        + " it with ALTER USER … WITH MAX_CONNECTIONS_PER_HOUR or the limit named.")
                        : Optional.of(
                                "Ask for fewer connections with -n, --parallel or --pool-size, or raise the user's"
                                        + " MAX_USER_CONNECTIONS.");
            case ER_ACCESS_DENIED_ERROR -> clientCertificate(context);
            case ErrUnsupportedIsolationLevel ->
                Optional.of(
                        "Use READ COMMITTED or REPEATABLE READ; with tidb_skip_isolation_level_check = 1, TiDB accepts"
                                + " the level and provides REPEATABLE READ.");
            case ErrLoadDataPreCheckFailed ->
                Optional.of("Meet the condition, or leave the checks out with the option DISABLE_PRECHECK.");
            // Most codes need no more than the hint of their kind.
            default -> Optional.empty();
        };
    }

    /** A user with REQUIRE X509 is refused by the same 1045 over TLS without a certificate. */
    private static Optional<String> clientCertificate(FailureContext context) {
        boolean usesTls = context.settings().tls().mode().compareTo(SslMode.REQUIRED) >= 0;
        return usesTls && context.settings().tls().cert().isEmpty()
                ? Optional.of(Hints.of(FailureKind.ACCESS_DENIED, 0, context)
                        + " If the user must show a certificate (REQUIRE X509), add --ssl-cert and --ssl-key.")
                : Optional.empty();
    }
}
