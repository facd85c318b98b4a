package io.tidbclient.connection;

import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What to do next, literally; those of TLS are in {@link TlsFailuresClassifiedTest}. */
class HintsTest {
    private static final String NO_GREETING_LATER =
            " Otherwise the server may be overloaded or frozen; --connect-timeout gives it longer.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONNECTION_REFUSED | Is the server running, and is 4000 its port? TiDB's is 4000, MySQL's 3306.",
                "UNKNOWN_HOST | Check the host's spelling, and that this machine's DNS knows it.",
                "TIMED_OUT | Check host and port, and whether a firewall or an IP access list drops the packets;"
                        + " --connect-timeout gives it longer.",
                "TOO_MANY_CONNECTIONS | Ask for fewer connections with -n, --parallel or --pool-size, or raise"
                        + " max_connections on the server.",
                "SERVER_UNAVAILABLE | Wait until the server is ready, with: tidb-client wait",
                "CONNECTION_LOST | Check the server's log, and any proxy or load balancer in between, which may close"
                        + " connections, too.",
                "UNKNOWN_DATABASE | Check the name after -d; SHOW DATABASES lists those the user may see.",
                "NO_PRIVILEGE | Ask an administrator to grant it; SHOW GRANTS lists the user's privileges.",
                "TRANSACTION_CONFLICT | Run the whole transaction again.",
                "STATEMENT_ABORTED | Run it again when the server is less busy.",
                "DEFECT | Please report it, with the output of the same command with --verbose."
            })
    void each_kind_has_its_hint(FailureKind kind, String hint) {
        assertThat(Hints.of(kind, 0, Classified.IN_USE)).isEqualTo(hint);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "BREAKER_OPEN",
                "STATEMENT_REFUSED",
                "UNCLASSIFIED",
                "STATE_TIMED_OUT",
                "EXPECTATION_NOT_MET",
                "MISCONFIGURED"
            })
    void kinds_whose_sentence_says_all_have_none(FailureKind kind) {
        assertThat(Hints.of(kind, 0, Classified.IN_USE)).isEmpty();
    }

    @Test
    void a_port_without_a_greeting_is_compared_with_the_status_port() {
        assertThat(Hints.of(FailureKind.NO_GREETING, 0, Classified.CONNECTING))
                .isEqualTo("Check the port: TiDB's SQL port is 4000 by default, 10080 is its HTTP status port, which is"
                        + " silent." + NO_GREETING_LATER);
        assertThat(Hints.of(
                        FailureKind.NO_GREETING,
                        0,
                        FailureContext.connecting(Connections.to("db1", 10_080, Classified.TLS))))
                .isEqualTo("10080 is TiDB's HTTP status port; its SQL port is 4000 by default." + NO_GREETING_LATER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db1", "tidbcloud.com", "db.tidbcloud.com.example.org"})
    void a_user_that_is_denied_may_come_from_the_wrong_host(String host) {
        assertThat(denied(host, SslMode.REQUIRED))
                .isEqualTo("Check user and password, and from which hosts the user may come.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway01.prod.aws.tidbcloud.com", "X.TiDB-Cloud.com", "x.tidbcloud.com."})
    void a_user_that_is_denied_on_tidb_cloud_may_lack_the_prefix(String host) {
        assertThat(denied(host, SslMode.VERIFY_IDENTITY))
                .isEqualTo("Check user and password; on TiDB Cloud the user's name begins with the cluster's prefix, as"
                        + " in xxxxxx.root.");
    }

    @ParameterizedTest
    @EnumSource
    void a_user_that_is_denied_where_tls_is_not_required_may_have_to_use_it(SslMode mode) {
        boolean mayLackTls = mode == SslMode.DISABLED || mode == SslMode.PREFERRED;

        assertThat(denied("db1", mode))
                .isEqualTo("Check user and password, and from which hosts the user may come."
                        + (mayLackTls ? " If the user must use TLS, add --ssl-mode required." : ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1820 | Change the user's password first.",
                "1862 | Change the user's password first.",
                "1251 | Let the user log in by caching_sha2_password or mysql_native_password.",
                "1524 | Let the user log in by caching_sha2_password or mysql_native_password.",
                "2059 | Let the user log in by caching_sha2_password or mysql_native_password.",
                "3159 | Use TLS, with --ssl-mode required or stricter.",
                "4711 | Check the user's account on the server: its authentication plugin, its limits, whether it may"
                        + " log in."
            })
    void a_login_that_is_refused_has_the_remedy_of_its_code(int code, String hint) {
        assertThat(Hints.of(FailureKind.LOGIN_REFUSED, code, Classified.CONNECTING))
                .isEqualTo(hint);
    }

    @Test
    void a_database_that_is_denied_may_not_exist() {
        assertThat(Hints.of(FailureKind.NO_PRIVILEGE, 1044, Classified.CONNECTING))
                .isEqualTo("Grant the user what it needs, or check the name of the database: a user without privileges"
                        + " on a database cannot see whether it exists.");
    }

    private static String denied(String host, SslMode mode) {
        return Hints.of(
                FailureKind.ACCESS_DENIED,
                0,
                FailureContext.connecting(Connections.to(host, 4000, TlsSettings.of(mode))));
    }
}
