package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What to do next after an error of the server, where its code or its words say more than its kind. */
class ServerHintsTest {
    private static final String PROXY = "The server expects the PROXY protocol: connect through the load balancer.";
    private static final String CHECK_PASSWORD = "Check user and password, and from which hosts the user may come.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1129 | Run FLUSH HOSTS on the server (MySQL 8.0.23 and later: TRUNCATE performance_schema.host_cache);"
                        + " health checks that open connections without a login block a host, so let them log in.",
                "3118 | Unlock the account, with ALTER USER … ACCOUNT UNLOCK.",
                "4151 | Unlock the account, with ALTER USER … ACCOUNT UNLOCK.",
                "3955 | The account is blocked after failed logins: wait until the block ends, or have it ended"
                        + " with ALTER USER … ACCOUNT UNLOCK (MariaDB: FLUSH PRIVILEGES).",
                "4150 | The account is blocked after failed logins: wait until the block ends, or have it ended"
                        + " with ALTER USER … ACCOUNT UNLOCK (MariaDB: FLUSH PRIVILEGES).",
                "3032 | The server is in offline mode: SET GLOBAL offline_mode = OFF, or wait until that is done.",
                "8048 | Use READ COMMITTED or REPEATABLE READ; with tidb_skip_isolation_level_check = 1, TiDB accepts"
                        + " the level and provides REPEATABLE READ.",
                "8173 | Meet the condition, or leave the checks out with the option DISABLE_PRECHECK."
            })
    void codes_have_their_hint(int code, String hint) {
        assertThat(hint(code, "the message", Classified.CONNECTING)).isEqualTo(hint);
    }

    @Test
    void a_code_without_a_hint_of_its_own_has_that_of_its_kind_and_number() {
        assertThat(hint(1213, "Deadlock found", Classified.IN_USE)).isEqualTo("Run the whole transaction again.");
        assertThat(hint(1820, "You must reset your password", Classified.IN_USE))
                .isEqualTo("Change the user's password first.");
        assertThat(ServerHints.of(FailureKind.SERVER_UNAVAILABLE, Optional.empty(), "odd", Classified.CONNECTING))
                .isEqualTo("Wait until the server is ready, with: tidb-client wait");
    }

    @ParameterizedTest
    @CsvSource({"max_connections_per_hour", "max_questions", "max_updates"})
    void a_limit_per_hour_is_used_up(String limit) {
        assertThat(hint(1226, "User 'u' has exceeded the '" + limit + "' resource", Classified.CONNECTING))
                .isEqualTo("The user's limit for this hour is used up, and every login counts: wait, or raise"
                        + " it with ALTER USER … WITH MAX_CONNECTIONS_PER_HOUR or the limit named.");
    }

    @Test
    void a_limit_of_connections_is_met_by_fewer_connections() {
        assertThat(hint(1226, "User 'u' has exceeded the 'max_user_connections' resource", Classified.CONNECTING))
                .isEqualTo("Ask for fewer connections with -n, --parallel or --pool-size, or raise the user's"
                        + " MAX_USER_CONNECTIONS.");
    }

    @Test
    void words_of_tidb_cloud_and_of_tiproxy_have_their_hint_whatever_the_code() {
        assertThat(hint(1105, "Missing user name prefix", Classified.IN_USE))
                .isEqualTo("On TiDB Cloud the user's name begins with the cluster's prefix, as in xxxxxx.root.");
        assertThat(hint(1105, "TiProxy fails to connect to TiDB", Classified.IN_USE))
                .isEqualTo("Check the TiDB servers behind TiProxy; wait for them with: tidb-client wait");
        assertThat(hint(1105, "No available TiDB instances", Classified.IN_USE))
                .isEqualTo("Check the TiDB servers behind TiProxy; wait for them with: tidb-client wait");
    }

    @Test
    void words_about_the_proxy_protocol_count_only_at_login() {
        assertThat(hint(1105, "PROXY Protocol Header is invalid", Classified.CONNECTING))
                .isEqualTo(PROXY);
        assertThat(hint(1105, "invalid proxy-protocol header", Classified.CONNECTING))
                .isEqualTo(PROXY);
        assertThat(hint(1105, "PROXY Protocol Header is invalid", Classified.IN_USE))
                .isEmpty();
    }

    @Test
    void a_user_that_is_denied_over_tls_without_a_certificate_may_need_one() {
        String certificate = " If the user must show a certificate (REQUIRE X509), add --ssl-cert and --ssl-key.";

        assertThat(denied(TlsSettings.of(SslMode.REQUIRED))).isEqualTo(CHECK_PASSWORD + certificate);
        assertThat(denied(TlsSettings.of(SslMode.VERIFY_CA))).isEqualTo(CHECK_PASSWORD + certificate);
        assertThat(denied(TlsSettings.of(SslMode.PREFERRED)))
                .isEqualTo(CHECK_PASSWORD + " If the user must use TLS, add --ssl-mode required.");
        assertThat(denied(new TlsSettings(
                        SslMode.REQUIRED,
                        Optional.empty(),
                        Optional.of(TestTls.path("client-rsa.pem")),
                        Optional.of(TestTls.path("client-rsa-pkcs8.pem")))))
                .isEqualTo(CHECK_PASSWORD);
    }

    private static String denied(TlsSettings tls) {
        return hint(1045, "Access denied", FailureContext.connecting(Connections.to("db1", 4000, tls)));
    }

    private static String hint(int number, String message, FailureContext context) {
        ServerErrorCode code = ServerErrorCode.of(number).orElseThrow();
        return ServerHints.of(code.kind(message), Optional.of(code), message, context);
    }
}
