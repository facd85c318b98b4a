package io.tidbclient.connection;

import com.mysql.cj.jdbc.exceptions.MysqlDataTruncation;
import io.tidbclient.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** What the error codes and states that servers send are classified as. */
class ServerErrorsClassifiedTest {
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
        Failure failure = classifier.classify(new SQLException("the message", "HY000", code), Classified.IN_USE);

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
                        .classify(new SQLException(message, "HY000", 1105), Classified.IN_USE)
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void an_unknown_code_is_reported_and_never_retried() {
        Failure failure = classifier.classify(new SQLException("odd", "HY000", 4711), Classified.IN_USE);

        assertThat(failure.kind()).isEqualTo(FailureKind.UNCLASSIFIED);
        assertThat(failure.kind().retryable()).isFalse();
        assertThat(failure.codeWithName()).contains("4711");
        assertThat(failure.sentence()).isEqualTo("db1:4000 answered with an error: odd");
    }

    @Test
    void an_unknown_code_with_a_connections_sqlstate_is_a_lost_connection() {
        assertThat(classifier
                        .classify(new SQLException("odd", "08S01", 4711), Classified.IN_USE)
                        .kind())
                .isEqualTo(FailureKind.CONNECTION_LOST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1040 | db1:4000 takes no more connections",
                "1053 | db1:4000 is not ready",
                "2013 | db1:4000 ended the connection",
                "1045 | db1:4000 refused user 'root'",
                "3159 | db1:4000 refused user 'root'",
                "1142 | db1:4000 does not let user 'root' do this",
                "1049 | db1:4000 does not know the database",
                "1213 | The transaction on db1:4000 conflicted with another one",
                "1064 | db1:4000 refused the statement",
                "1317 | db1:4000 gave up the statement",
                "4711 | db1:4000 answered with an error"
            })
    void the_servers_words_follow_what_they_mean(int code, String opening) {
        assertThat(classifier
                        .classify(new SQLException("the message", "HY000", code), Classified.IN_USE)
                        .sentence())
                .isEqualTo(opening + ": the message");
    }

    @Test
    void a_server_behind_a_load_balancer_takes_no_connections_directly() {
        assertThat(Classified.connecting(new SQLException("PROXY Protocol Header is invalid", "08S01", 1156))
                        .sentence())
                .isEqualTo("db1:4000 does not take connections directly: PROXY Protocol Header is invalid");
    }

    @ParameterizedTest
    @CsvSource({"08004, CONNECTION_LOST", "28000, ACCESS_DENIED", "42000, UNCLASSIFIED", "HY000, UNCLASSIFIED"})
    void an_unknown_code_is_judged_by_its_class(String state, FailureKind kind) {
        assertThat(classifier
                        .classify(new SQLException("odd", state, 4711), Classified.IN_USE)
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void a_code_of_tidbs_is_a_gateways_only_at_login() {
        assertThat(classifier
                        .classify(new SQLException("cannot be found", "28000", 9002), Classified.IN_USE)
                        .codeWithName())
                .contains("9002 ErrTiKVServerTimeout");
    }

    @Test
    void an_error_without_words_or_state_says_so() {
        Failure failure = classifier.classify(new SQLException(null, null, 1064), Classified.IN_USE);

        assertThat(failure.sentence()).isEqualTo("db1:4000 refused the statement: no message");
        assertThat(failure.sqlState()).isEmpty();
        assertThat(failure.hint()).isEmpty();
    }

    @Test
    void only_the_drivers_words_before_a_truncation_are_removed() {
        assertThat(classifier
                        .classify(new SQLException("Data truncation: x", "22001", 1406), Classified.IN_USE)
                        .words())
                .isEqualTo("Data truncation: x");
    }

    @ParameterizedTest
    @CsvSource({
        "Information schema is out of date, 1064, STATEMENT_REFUSED",
        "task manager is not initialized, 1064, STATEMENT_REFUSED",
        "exceeded max_questions, 1203, TOO_MANY_CONNECTIONS",
        "exceeded max_questions, 1226, LOGIN_REFUSED"
    })
    void words_change_the_meaning_of_their_own_code_alone(String message, int code, FailureKind kind) {
        assertThat(ServerErrorCode.of(code).orElseThrow().kind(message)).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void each_code_in_the_table_is_found_by_its_number(ServerErrorCode code) {
        assertThat(ServerErrorCode.of(code.number())).contains(code);
    }

    @Test
    void codes_are_named_by_the_product_that_sent_them() {
        Failure azure = Classified.connecting(new SQLException(
                "The server name you tried cannot be found. Please use the correct name and retry.", "28000", 9002));
        Failure tikv = Classified.connecting(new SQLException("TiKV server timeout", "HY000", 9002));
        Failure mariadb =
                Classified.connecting(new SQLException("Access denied, this account is locked", "HY000", 4151));

        assertThat(azure.codeWithName()).contains("9002");
        assertThat(azure.kind()).isEqualTo(FailureKind.ACCESS_DENIED);
        assertThat(tikv.codeWithName()).contains("9002 ErrTiKVServerTimeout");
        assertThat(mariadb.codeWithName()).contains("4151 ER_ACCOUNT_HAS_BEEN_LOCKED");
    }

    @ParameterizedTest
    @CsvSource({"1264, 22003", "1366, 22007", "1406, 22001", "4711, 22000"})
    void words_and_state_of_a_truncation_are_the_servers_and_not_the_drivers(int code, String state) {
        Failure failure = classifier.classify(
                new MysqlDataTruncation("Out of range", 0, false, false, 0, 0, code), Classified.IN_USE);

        assertThat(failure.words()).isEqualTo("Out of range");
        assertThat(failure.sqlState()).isEqualTo(state);
    }

    @Test
    void a_lock_wait_timeout_has_the_state_of_the_servers() {
        assertThat(classifier
                        .classify(new SQLException("Lock wait timeout exceeded", "40001", 1205), Classified.IN_USE)
                        .sqlState())
                .isEqualTo("HY000");
    }

    @Test
    void what_the_server_said_is_kept_as_it_came() {
        String novel = "so\nlong ".repeat(100);

        assertThat(classifier
                        .classify(new SQLException(novel, "HY000", 1064), Classified.IN_USE)
                        .words())
                .isEqualTo(novel);
        assertThat(classifier
                        .classify(
                                new SQLException(
                                        "Data source rejected, message from server: \"#08004Too many connections\"",
                                        "08004",
                                        1040),
                                Classified.CONNECTING)
                        .words())
                .isEqualTo("Too many connections");
        assertThat(classifier.classify(new ConfigException("a mistake")).words())
                .isEqualTo("a mistake");
    }

    @Test
    void control_characters_of_a_server_do_not_reach_the_terminal() {
        Failure failure = classifier.classify(
                new SQLException("a\u001b[31mred\u0007\r\nb\u202ec", "HY000", 1064), Classified.IN_USE);

        assertThat(failure.sentence()).isEqualTo("db1:4000 refused the statement: a [31mred b c");
    }

    @Test
    void a_servers_novel_is_cut() {
        Failure failure = classifier.classify(new SQLException("x".repeat(5_000), "HY000", 1064), Classified.IN_USE);

        assertThat(failure.sentence()).hasSizeLessThan(350).endsWith("…");
    }
}
