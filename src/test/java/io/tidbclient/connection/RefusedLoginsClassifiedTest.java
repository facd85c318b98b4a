package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** What refusals at login are classified as, and the hint of each. */
class RefusedLoginsClassifiedTest {
    private final FailureClassifier classifier = new FailureClassifier();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1105 | HY000 | No available TiDB instances, please make sure TiDB is available | SERVER_UNAVAILABLE",
                "1105 | HY000 | TiProxy fails to connect to TiDB, please make sure TiDB is available | SERVER_UNAVAILABLE",
                "1105 | HY000 | Missing user name prefix | ACCESS_DENIED",
                "1105 | HY000 | anything else | SERVER_UNAVAILABLE",
                "1129 | HY000 | Host 'x' is blocked because of many connection errors | SERVER_UNAVAILABLE",
                "3032 | HY000 | The server is currently in offline mode | SERVER_UNAVAILABLE",
                "8176 | HY000 | the instance exceeds its memory limit | SERVER_UNAVAILABLE",
                "3118 | HY000 | Access denied for user. Account is locked. | ACCESS_DENIED",
                "3955 | HY000 | Access denied. Account is blocked for 1 day(s) | ACCESS_DENIED",
                "4150 | HY000 | User is blocked because of too many credential errors | ACCESS_DENIED",
                "4151 | HY000 | Access denied, this account is locked | ACCESS_DENIED",
                "4711 | 28000 | no | ACCESS_DENIED",
                "4711 | 08004 | no | CONNECTION_LOST",
                "4711 | 42000 | no | LOGIN_REFUSED",
                "4711 | HY000 | no | SERVER_UNAVAILABLE",
                "1156 | 08S01 | PROXY Protocol Header is invalid | NOT_MYSQL"
            })
    void no_refusal_at_login_is_a_failed_check(int code, String state, String message, FailureKind kind) {
        Failure failure = Classified.connecting(new SQLException(message, state, code));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.kind().category())
                .isIn(FailureKind.FailureCategory.UNREACHED, FailureKind.FailureCategory.USER_REFUSED);
        assertThat(failure.sentence()).endsWith(": " + message);
        assertThat(failure.hint()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1129 | HY000 | Host 'x' is blocked | FLUSH HOSTS",
                "3118 | HY000 | Account is locked | ACCOUNT UNLOCK",
                "4151 | HY000 | this account is locked | ACCOUNT UNLOCK",
                "1105 | HY000 | Missing user name prefix | xxxxxx.root",
                "1156 | 08S01 | PROXY Protocol Header is invalid | load balancer",
                "1226 | 42000 | User 'u' has exceeded the 'max_user_connections' resource | MAX_USER_CONNECTIONS"
            })
    void hints_name_what_helps(int code, String state, String message, String helps) {
        assertThat(Classified.connecting(new SQLException(message, state, code)).hint())
                .contains(helps);
    }

    @Test
    void a_user_that_is_denied_over_tls_may_need_a_certificate() {
        FailureContext overTls =
                FailureContext.connecting(Connections.to("db1", 4000, TlsSettings.of(SslMode.REQUIRED)));
        SQLException denied = new SQLException("Access denied", "28000", 1045);

        assertThat(classifier.classify(denied, overTls).hint()).contains("REQUIRE X509", "--ssl-cert");
        assertThat(Classified.connecting(denied).hint())
                .contains("--ssl-mode required")
                .doesNotContain("--ssl-cert");
    }

    @Test
    void a_limit_per_hour_is_not_tried_again_since_every_login_counts() {
        Failure failure = Classified.connecting(new SQLException(
                "User 'u' has exceeded the 'max_connections_per_hour' resource (current value: 5)", "42000", 1226));

        assertThat(failure.kind().retryable()).isFalse();
        assertThat(failure.hint()).contains("for this hour").doesNotContain("fewer connections");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidb_sm3_password", "client_ed25519", "parsec"})
    void a_plugin_that_is_not_supported_is_named_and_tls_is_no_remedy(String plugin) {
        Failure failure = Classified.connecting(
                new SQLException("Unable to load authentication plugin '" + plugin + "'.", "08004"));

        assertThat(failure.kind()).isEqualTo(FailureKind.LOGIN_REFUSED);
        assertThat(failure.sentence()).endsWith("does not support: " + plugin + ".");
        assertThat(failure.hint()).doesNotContain("Classified.TLS", "ssl-mode");
    }

    @Test
    void a_login_by_openid_is_named() {
        Failure failure = Classified.connecting(new SQLException(
                "A path to a file containing an OpenID Identity Token must be specified in the connection property"
                        + " 'idTokenFile'.",
                "S1000"));

        assertThat(failure.kind()).isEqualTo(FailureKind.LOGIN_REFUSED);
        assertThat(failure.sentence()).contains("OpenID Connect");
    }

    @Test
    void a_hint_for_tidb_cloud_speaks_of_the_prefix() {
        FailureContext cloud =
                FailureContext.connecting(Connections.to("gateway01.eu.prod.aws.tidbcloud.com", 4000, Classified.TLS));

        Failure failure = classifier.classify(new SQLException("Access denied", "28000", 1045), cloud);

        assertThat(failure.hint()).contains("xxxxxx.root");
    }
}
