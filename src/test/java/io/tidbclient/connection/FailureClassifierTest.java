package io.tidbclient.connection;

import com.mysql.cj.jdbc.exceptions.MysqlDataTruncation;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.resilience.CircuitOpenException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

import static org.assertj.core.api.Assertions.assertThat;

class FailureClassifierTest {
    private static final TlsSettings TLS = TlsSettings.of(SslMode.PREFERRED);
    private static final FailureContext CONNECTING = FailureContext.connecting(Connections.to("db1", 4000, TLS));
    private static final FailureContext IN_USE = FailureContext.inUse(Connections.to("db1", 4000, TLS));

    private final FailureClassifier classifier = new FailureClassifier();

    @ParameterizedTest
    @CsvSource({
        "1040, TOO_MANY_CONNECTIONS, true, ER_CON_COUNT_ERROR",
        "1042, SERVER_UNAVAILABLE, true, ER_BAD_HOST_ERROR",
        "1043, SERVER_UNAVAILABLE, true, ER_HANDSHAKE_ERROR",
        "1047, SERVER_UNAVAILABLE, true, ER_UNKNOWN_COM_ERROR",
        "1053, SERVER_UNAVAILABLE, true, ER_SERVER_SHUTDOWN",
        "1081, SERVER_UNAVAILABLE, true, ER_IPSOCK_ERROR",
        "2006, CONNECTION_LOST, true, CR_SERVER_GONE_ERROR",
        "2013, CONNECTION_LOST, true, CR_SERVER_LOST",
        "1203, TOO_MANY_CONNECTIONS, true, ER_TOO_MANY_USER_CONNECTIONS",
        "1226, TOO_MANY_CONNECTIONS, true, ER_USER_LIMIT_REACHED",
        "8027, SERVER_UNAVAILABLE, true, ErrInfoSchemaExpired",
        "9001, SERVER_UNAVAILABLE, true, ErrPDServerTimeout",
        "9002, SERVER_UNAVAILABLE, true, ErrTiKVServerTimeout",
        "9003, SERVER_UNAVAILABLE, true, ErrTiKVServerBusy",
        "9004, SERVER_UNAVAILABLE, true, ErrResolveLockTimeout",
        "9005, SERVER_UNAVAILABLE, true, ErrRegionUnavailable",
        "9008, SERVER_UNAVAILABLE, true, ErrTiKVStoreLimit",
        "9010, SERVER_UNAVAILABLE, true, ErrTiKVStaleCommand",
        "9012, SERVER_UNAVAILABLE, true, ErrTiFlashServerTimeout",
        "9013, SERVER_UNAVAILABLE, true, ErrTiFlashServerBusy",
        "1205, TRANSACTION_CONFLICT, false, ER_LOCK_WAIT_TIMEOUT",
        "1213, TRANSACTION_CONFLICT, false, ER_LOCK_DEADLOCK",
        "8002, TRANSACTION_CONFLICT, false, ErrForUpdateCantRetry",
        "8022, TRANSACTION_CONFLICT, false, ErrTxnRetryable",
        "8028, TRANSACTION_CONFLICT, false, ErrInfoSchemaChanged",
        "9007, TRANSACTION_CONFLICT, false, ErrWriteConflict",
        "1044, NO_PRIVILEGE, false, ER_DBACCESS_DENIED_ERROR",
        "1045, ACCESS_DENIED, false, ER_ACCESS_DENIED_ERROR",
        "1698, ACCESS_DENIED, false, ER_ACCESS_DENIED_NO_PASSWORD_ERROR",
        "1130, ACCESS_DENIED, false, ER_HOST_NOT_PRIVILEGED",
        "1142, NO_PRIVILEGE, false, ER_TABLEACCESS_DENIED_ERROR",
        "1227, NO_PRIVILEGE, false, ER_SPECIFIC_ACCESS_DENIED_ERROR",
        "1049, UNKNOWN_DATABASE, false, ER_BAD_DB_ERROR",
        "1064, STATEMENT_REFUSED, false, ER_PARSE_ERROR",
        "2059, LOGIN_REFUSED, false, CR_AUTH_PLUGIN_CANNOT_LOAD",
        "3159, LOGIN_REFUSED, false, ER_SECURE_TRANSPORT_REQUIRED",
        "8048, STATEMENT_REFUSED, false, ErrUnsupportedIsolationLevel",
        "8170, STATEMENT_REFUSED, false, ErrLoadDataJobNotFound",
        "8171, STATEMENT_REFUSED, false, ErrLoadDataInvalidOperation",
        "8173, STATEMENT_REFUSED, false, ErrLoadDataPreCheckFailed",
        "1317, STATEMENT_ABORTED, true, ER_QUERY_INTERRUPTED",
        "3024, STATEMENT_ABORTED, true, ER_QUERY_TIMEOUT",
        "8175, STATEMENT_ABORTED, true, ErrMemoryExceedForQuery",
        "8176, STATEMENT_ABORTED, true, ErrMemoryExceedForInstance",
        "8180, STATEMENT_ABORTED, true, ErrQueryExecStopped",
        "8229, STATEMENT_ABORTED, true, ErrLockExpire",
        "8252, STATEMENT_ABORTED, true, ErrResourceGroupThrottled",
        "8253, STATEMENT_ABORTED, true, ErrResourceGroupQueryRunawayInterrupted",
        "9006, STATEMENT_ABORTED, true, ErrTxnAbortedByGC",
        "9011, SERVER_UNAVAILABLE, true, ErrTiKVMaxTimestampNotSynced"
    })
    void codes_have_a_kind_a_name_and_a_verdict_on_retrying(
            int code, FailureKind kind, boolean retryable, String name) {
        Failure failure = classifier.classify(new SQLException("the message", "HY000", code), IN_USE);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.kind().retryable()).isEqualTo(retryable);
        assertThat(failure.codeWithName()).contains(code + " " + name);
        assertThat(failure.sqlState()).isEqualTo("HY000");
        assertThat(failure.sentence()).contains("db1:4000").endsWith(": the message");
    }

    @ParameterizedTest
    @CsvSource({
        "Information schema is out of date: schema failed to update, TRANSACTION_CONFLICT",
        "Information schema is changed during the execution, TRANSACTION_CONFLICT",
        "task manager is not initialized, SERVER_UNAVAILABLE",
        "other error, UNCLASSIFIED"
    })
    void code_1105_is_what_its_message_says(String message, FailureKind kind) {
        assertThat(classifier
                        .classify(new SQLException(message, "HY000", 1105), IN_USE)
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void an_unknown_code_is_reported_and_never_retried() {
        Failure failure = classifier.classify(new SQLException("odd", "HY000", 4711), IN_USE);

        assertThat(failure.kind()).isEqualTo(FailureKind.UNCLASSIFIED);
        assertThat(failure.kind().retryable()).isFalse();
        assertThat(failure.codeWithName()).contains("4711");
        assertThat(failure.sentence()).isEqualTo("db1:4000 answered with an error: odd");
    }

    @Test
    void an_unknown_code_with_a_connections_sqlstate_is_a_lost_connection() {
        assertThat(classifier
                        .classify(new SQLException("odd", "08S01", 4711), IN_USE)
                        .kind())
                .isEqualTo(FailureKind.CONNECTION_LOST);
    }

    @ParameterizedTest
    @EnumSource
    void each_code_in_the_table_is_found_by_its_number(ServerErrorCode code) {
        assertThat(ServerErrorCode.of(code.number())).contains(code);
    }

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
        Failure failure = connecting(new SQLException(message, state, code));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.kind().category())
                .isIn(FailureKind.FailureCategory.UNREACHED, FailureKind.FailureCategory.USER_REFUSED);
        assertThat(failure.sentence()).endsWith(": " + message);
        assertThat(failure.hint()).isNotEmpty();
    }

    @Test
    void codes_are_named_by_the_product_that_sent_them() {
        Failure azure = connecting(new SQLException(
                "The server name you tried cannot be found. Please use the correct name and retry.", "28000", 9002));
        Failure tikv = connecting(new SQLException("TiKV server timeout", "HY000", 9002));
        Failure mariadb = connecting(new SQLException("Access denied, this account is locked", "HY000", 4151));

        assertThat(azure.codeWithName()).contains("9002");
        assertThat(azure.kind()).isEqualTo(FailureKind.ACCESS_DENIED);
        assertThat(tikv.codeWithName()).contains("9002 ErrTiKVServerTimeout");
        assertThat(mariadb.codeWithName()).contains("4151 ER_ACCOUNT_HAS_BEEN_LOCKED");
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
        assertThat(connecting(new SQLException(message, state, code)).hint()).contains(helps);
    }

    @Test
    void a_user_that_is_denied_over_tls_may_need_a_certificate() {
        FailureContext overTls =
                FailureContext.connecting(Connections.to("db1", 4000, TlsSettings.of(SslMode.REQUIRED)));
        SQLException denied = new SQLException("Access denied", "28000", 1045);

        assertThat(classifier.classify(denied, overTls).hint()).contains("REQUIRE X509", "--ssl-cert");
        assertThat(connecting(denied).hint()).contains("--ssl-mode required").doesNotContain("--ssl-cert");
    }

    @Test
    void a_limit_per_hour_is_not_tried_again_since_every_login_counts() {
        Failure failure = connecting(new SQLException(
                "User 'u' has exceeded the 'max_connections_per_hour' resource (current value: 5)", "42000", 1226));

        assertThat(failure.kind().retryable()).isFalse();
        assertThat(failure.hint()).contains("for this hour").doesNotContain("fewer connections");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tidb_sm3_password", "client_ed25519", "parsec"})
    void a_plugin_that_is_not_supported_is_named_and_tls_is_no_remedy(String plugin) {
        Failure failure =
                connecting(new SQLException("Unable to load authentication plugin '" + plugin + "'.", "08004"));

        assertThat(failure.kind()).isEqualTo(FailureKind.LOGIN_REFUSED);
        assertThat(failure.sentence()).endsWith("does not support: " + plugin + ".");
        assertThat(failure.hint()).doesNotContain("TLS", "ssl-mode");
    }

    @Test
    void a_login_by_openid_is_named() {
        Failure failure = connecting(new SQLException(
                "A path to a file containing an OpenID Identity Token must be specified in the connection property"
                        + " 'idTokenFile'.",
                "S1000"));

        assertThat(failure.kind()).isEqualTo(FailureKind.LOGIN_REFUSED);
        assertThat(failure.sentence()).contains("OpenID Connect");
    }

    @Test
    void a_server_that_accepts_no_cipher_suite_is_reported_as_such() {
        Failure failure =
                connecting(new SSLHandshakeException("(handshake_failure) Received fatal alert: handshake_failure"));

        assertThat(failure.kind()).isEqualTo(FailureKind.TLS_FAILED);
        assertThat(failure.hint()).contains("cipher suites");
    }

    @Test
    void refused_names_the_port_to_check() {
        Failure failure = connecting(new ConnectException("Connection refused"));

        assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
        assertThat(failure.sentence()).isEqualTo("Nothing listens at db1:4000.");
        assertThat(failure.hint()).contains("4000");
    }

    @Test
    void a_connect_timeout_says_how_long_was_waited() {
        Failure failure = connecting(new SocketTimeoutException("Connect timed out"));

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure.sentence()).isEqualTo("db1:4000 did not accept a connection within 5 s.");
    }

    @Test
    void a_read_timeout_in_mid_session_says_so() {
        Failure failure = classifier.classify(lost(new SocketTimeoutException("Read timed out")), IN_USE);

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(failure.sentence()).isEqualTo("db1:4000 was silent for 5 s.");
        assertThat(failure.hint()).contains("--read-timeout");
    }

    @Test
    void other_network_failures_have_their_sentence() {
        assertSentence(
                connecting(new UnknownHostException("db1: Name or service not known")),
                FailureKind.UNKNOWN_HOST,
                "The host 'db1' has no address.");
        assertSentence(
                connecting(new NoRouteToHostException("No route to host")),
                FailureKind.CONNECTION_REFUSED,
                "There is no route to db1:4000.");
        assertSentence(
                connecting(new SocketException("Network is unreachable")),
                FailureKind.CONNECTION_REFUSED,
                "The network of db1:4000 cannot be reached from here.");
        assertSentence(
                connecting(new ConnectException("Connection timed out")),
                FailureKind.TIMED_OUT,
                "db1:4000 did not answer.");
        assertSentence(
                connecting(new SocketException("Too many open files")),
                FailureKind.TOO_MANY_CONNECTIONS,
                "This machine has no room for another connection to db1:4000.");
        assertSentence(
                connecting(new BindException("Cannot assign requested address")),
                FailureKind.TOO_MANY_CONNECTIONS,
                "This machine has no room for another connection to db1:4000.");
        assertSentence(
                connecting(new EOFException("read 0 bytes")),
                FailureKind.CONNECTION_LOST,
                "db1:4000 closed the connection during login.");
        assertSentence(
                classifier.classify(lost(new SocketException("Connection reset")), IN_USE),
                FailureKind.CONNECTION_LOST,
                "db1:4000 closed the connection.");
        assertSentence(
                classifier.classify(lost(new SocketException("Closed by interrupt")), IN_USE),
                FailureKind.CONNECTION_LOST,
                "The connection to db1:4000 was closed from here.");
    }

    @Test
    void what_is_classified_already_passes_through_any_wrapping() {
        Failure failure =
                Failure.of(FailureKind.NO_PRIVILEGE, "the sentence", "hint").at("c7", "Connecting");

        assertThat(classifier.classify(
                        new CompletionException(new IllegalStateException(new FailureException(failure, null)))))
                .isEqualTo(failure);
    }

    @Test
    void an_open_breaker_reports_until_when_and_why() {
        FailureException last = new FailureException(
                Failure.of(FailureKind.CONNECTION_REFUSED, "Nothing listens at db1:4000.", ""), null);

        Failure failure = classifier.classify(
                new CircuitOpenException(new ServerAddress("db1", 4000), Duration.ofMillis(28_200), last), CONNECTING);

        assertThat(failure.kind()).isEqualTo(FailureKind.BREAKER_OPEN);
        assertThat(failure.sentence())
                .isEqualTo("circuit breaker open for db1:4000 after repeated failures;"
                        + " the last failure: Nothing listens at db1:4000.");
        assertThat(failure.hint()).isEqualTo("Next probe connection in 29 s.");
    }

    @Test
    void a_mistake_in_the_settings_stays_one() {
        Failure failure = classifier.classify(new ConfigException("The CA file x does not exist."), CONNECTING);

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.sentence()).isEqualTo("The CA file x does not exist.");
    }

    @Test
    void a_timeout_of_ours_is_a_states() {
        assertThat(classifier.classify(new TimeoutException()).kind()).isEqualTo(FailureKind.STATE_TIMED_OUT);
    }

    @Test
    void anything_else_is_an_internal_error_that_names_itself() {
        Failure failure = classifier.classify(new NullPointerException("x is null"), IN_USE);

        assertThat(failure.kind()).isEqualTo(FailureKind.DEFECT);
        assertThat(failure.sentence()).isEqualTo("Internal error (NullPointerException: x is null).");
        assertThat(classifier.classify(new StackOverflowError()).kind()).isEqualTo(FailureKind.DEFECT);
    }

    @Test
    void control_characters_of_a_server_do_not_reach_the_terminal() {
        Failure failure =
                classifier.classify(new SQLException("a\u001b[31mred\u0007\r\nb\u202ec", "HY000", 1064), IN_USE);

        assertThat(failure.sentence()).isEqualTo("db1:4000 refused the statement: a [31mred b c");
    }

    @Test
    void a_servers_novel_is_cut() {
        Failure failure = classifier.classify(new SQLException("x".repeat(5_000), "HY000", 1064), IN_USE);

        assertThat(failure.sentence()).hasSizeLessThan(350).endsWith("…");
    }

    @Test
    void a_hint_for_tidb_cloud_speaks_of_the_prefix() {
        FailureContext cloud =
                FailureContext.connecting(Connections.to("gateway01.eu.prod.aws.tidbcloud.com", 4000, TLS));

        Failure failure = classifier.classify(new SQLException("Access denied", "28000", 1045), cloud);

        assertThat(failure.hint()).contains("xxxxxx.root");
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_failure_has_a_hint_or_none_but_never_a_crash(FailureKind kind) {
        assertThat(Hints.of(kind, 0, CONNECTING)).isNotNull();
    }

    @Test
    void a_circle_of_causes_ends() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(classifier.classify(second, IN_USE).kind()).isEqualTo(FailureKind.DEFECT);
    }

    @Property
    void never_throws_and_never_shows_the_password(
            @ForAll String message, @ForAll String state, @ForAll int code, @ForAll boolean connecting) {
        SQLException thrown = new SQLException(message, state, code);

        Failure failure = classifier.classify(thrown, connecting ? CONNECTING : IN_USE);

        assertThat(failure.sentence()).isNotBlank().doesNotContain(Connections.PASSWORD);
        assertThat(failure.sentence().chars()).noneMatch(Character::isISOControl);
        assertThat(failure.kind()).isNotEqualTo(FailureKind.DEFECT);
    }

    @Property
    void never_throws_on_a_message_that_is_missing(@ForAll int code) {
        assertThat(classifier.classify(new SQLException(null, null, code), IN_USE))
                .isNotNull();
        assertThat(classifier
                        .classify(new IOException((String) null), CONNECTING)
                        .kind())
                .isEqualTo(FailureKind.CONNECTION_LOST);
    }

    private Failure connecting(SQLException thrown) {
        return classifier.classify(thrown, CONNECTING);
    }

    private Failure connecting(IOException cause) {
        return classifier.classify(lost(cause), CONNECTING);
    }

    /** As the driver wraps it. */
    private static SQLException lost(IOException cause) {
        return new SQLException("Communications link failure", "08S01", new RuntimeException(cause));
    }

    private static void assertSentence(Failure failure, FailureKind kind, String sentence) {
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.sentence()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"1264, 22003", "1366, 22007", "1406, 22001", "4711, 22000"})
    void words_and_state_of_a_truncation_are_the_servers_and_not_the_drivers(int code, String state) {
        Failure failure =
                classifier.classify(new MysqlDataTruncation("Out of range", 0, false, false, 0, 0, code), IN_USE);

        assertThat(failure.words()).isEqualTo("Out of range");
        assertThat(failure.sqlState()).isEqualTo(state);
    }

    @Test
    void a_lock_wait_timeout_has_the_state_of_the_servers() {
        assertThat(classifier
                        .classify(new SQLException("Lock wait timeout exceeded", "40001", 1205), IN_USE)
                        .sqlState())
                .isEqualTo("HY000");
    }

    @Test
    void what_the_server_said_is_kept_as_it_came() {
        String novel = "so\nlong ".repeat(100);

        assertThat(classifier
                        .classify(new SQLException(novel, "HY000", 1064), IN_USE)
                        .words())
                .isEqualTo(novel);
        assertThat(classifier
                        .classify(
                                new SQLException(
                                        "Data source rejected, message from server: \"#08004Too many connections\"",
                                        "08004",
                                        1040),
                                CONNECTING)
                        .words())
                .isEqualTo("Too many connections");
        assertThat(classifier.classify(new ConfigException("a mistake")).words())
                .isEqualTo("a mistake");
    }
}
