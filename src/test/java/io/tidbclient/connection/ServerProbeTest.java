package io.tidbclient.connection;

import io.tidbclient.connection.DatabaseAccess.Extent;
import io.tidbclient.connection.ServerVersion.Product;
import org.junit.jupiter.api.Test;

import java.time.LocalDateTime;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerProbeTest {
    private static final TextRow.Header IDENTITY =
            TextRow.Header.of(List.of("version", "hostname", "port", "connection_id", "account", "clock"));

    private final ScriptedSession session = new ScriptedSession();
    private final ServerProbe probe = new ServerProbe();

    @Test
    void identity_takes_one_statement() {
        session.answering(
                "SELECT VERSION()",
                new TextRow(
                        IDENTITY,
                        "8.0.11-TiDB-v8.5.4",
                        "tidb-0",
                        "4000",
                        "4611686018427387905",
                        "root@%",
                        "2026-11-01 12:00:00.123456"));

        assertThat(probe.identity(session))
                .isEqualTo(new ServerIdentity(
                        "8.0.11-TiDB-v8.5.4",
                        "tidb-0",
                        4000,
                        4_611_686_018_427_387_905L,
                        "root@%",
                        LocalDateTime.of(2026, 11, 1, 12, 0, 0, 123_456_000)));
        assertThat(session.statements()).hasSize(1);
    }

    @Test
    void a_server_without_a_readable_time_is_not_believed() {
        session.answering("SELECT VERSION()", new TextRow(IDENTITY, "8", "h", "1", "1", "u", null));

        assertThatThrownBy(() -> probe.identity(session))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UNCLASSIFIED));
    }

    @Test
    void tidb_reports_edition_and_store() {
        session.answering(
                "SELECT TIDB_VERSION()", "version", "Release Version: v8.5.4\nEdition: Community\nStore: tikv");

        assertThat(probe.version(session, identity("8.0.11-TiDB-v8.5.4")))
                .isEqualTo(new ServerVersion(Product.TIDB, "v8.5.4", "Community", "tikv", false));
    }

    @Test
    void mysql_does_not_know_the_function_which_is_an_answer() {
        session.failing(
                "SELECT TIDB_VERSION()",
                new Failure(FailureKind.STATEMENT_REFUSED, 1046, "ER_NO_DB_ERROR", "3D000", "", "", "no", "", ""));

        assertThat(probe.version(session, identity("8.4.3")))
                .isEqualTo(new ServerVersion(Product.MYSQL, "8.4.3", "", "", false));
    }

    @Test
    void mariadb_is_not_even_asked() {
        assertThat(probe.version(session, identity("10.11.14-MariaDB-0+deb12u2"))
                        .product())
                .isEqualTo(Product.MARIADB);
        assertThat(session.statements()).isEmpty();
    }

    @Test
    void a_connection_that_breaks_is_not_taken_for_a_server_without_the_function() {
        session.failing("SELECT TIDB_VERSION()", Failure.of(FailureKind.CONNECTION_LOST, "gone", ""));

        assertThatThrownBy(() -> probe.version(session, identity("8.4.3"))).isInstanceOf(FailureException.class);
    }

    @Test
    void a_database_is_used_by_its_quoted_name_and_its_access_read_from_the_grants() {
        session.answering("USE", "x")
                .answering(
                        "SHOW GRANTS",
                        "Grants for u@%",
                        "GRANT USAGE ON *.* TO 'u'@'%'",
                        "GRANT SELECT ON `a``b`.* TO 'u'@'%'");

        probe.use(session, "a`b");

        assertThat(probe.grants(session).accessTo("a`b"))
                .isEqualTo(new DatabaseAccess("a`b", Extent.ALL, Extent.NONE, Extent.NONE));
        assertThat(session.statements()).containsExactly("USE `a``b`", "SHOW GRANTS");
    }

    @Test
    void a_database_that_is_not_there_fails() {
        session.failing(
                "USE",
                new Failure(FailureKind.UNKNOWN_DATABASE, 1049, "ER_BAD_DB_ERROR", "42000", "", "", "no", "", ""));

        assertThatThrownBy(() -> probe.use(session, "nodb")).isInstanceOf(FailureException.class);
        assertThat(session.statements()).containsExactly("USE `nodb`");
    }

    @Test
    void an_answer_of_another_number_of_rows_is_not_believed() {
        session.answering("SELECT TIDB_VERSION()", "version", "v1", "v2");

        assertThatThrownBy(() -> probe.version(session, identity("8.4.3")))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().sentence())
                            .isEqualTo("The server answered the query for its version with 2 rows where one was"
                                    + " expected: it is not TiDB, MySQL or MariaDB, or a proxy answered in its place.");
                    assertThat(e.failure().hint()).isEqualTo("Check host and port.");
                });
    }

    @Test
    void an_error_that_passes_is_not_taken_for_a_server_without_the_function() {
        session.failing(
                "SELECT TIDB_VERSION()",
                new Failure(FailureKind.STATEMENT_ABORTED, 1317, "", "70100", "", "", "interrupted", "", ""));

        assertThatThrownBy(() -> probe.version(session, identity("8.4.3"))).isInstanceOf(FailureException.class);
    }

    @Test
    void texts_of_the_identity_are_printable_and_its_port_is_one() {
        session.answering(
                "SELECT VERSION()", new TextRow(IDENTITY, "8\n0", null, "99999", null, "a\tb", "2026-11-01 12:00:00"));

        assertThat(probe.identity(session))
                .isEqualTo(new ServerIdentity("8 0", "", 65_535, 0, "a b", LocalDateTime.of(2026, 11, 1, 12, 0)));
    }

    private static ServerIdentity identity(String version) {
        return new ServerIdentity(version, "h", 4000, 1, "root@%", LocalDateTime.of(2026, 11, 1, 12, 0));
    }
}
