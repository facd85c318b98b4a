package io.tidbclient.config;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that the YAML file lists. */
class ConnectionListTest {
    private static final String[] TWO = {
        "connections:", //
        "  - id: shop",
        "    host: db1:4001",
        "    user: shop_reader",
        "    password-file: shop.pw",
        "    database: [shop, stock]",
        "  - id: crm",
        "    host: db2",
        "    user: crm_reader"
    };

    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory).file("shop.pw", "shop-secret");
    }

    @Test
    void each_is_a_connection_with_its_id_as_its_name() {
        List<ConnectionSettings> connections =
                plan(asked.yaml(TWO).variable("TIDB_PASSWORD", "shared")).connections();

        assertThat(connections)
                .extracting(
                        ConnectionSettings::name,
                        connection -> connection.target().toString(),
                        ConnectionSettings::user,
                        ConnectionSettings::databases,
                        connection -> connection.password().reveal())
                .containsExactly(
                        Tuple.tuple("shop", "db1:4001", "shop_reader", List.of("shop", "stock"), "shop-secret"),
                        Tuple.tuple("crm", "db2:4000", "crm_reader", List.of(), "shared"));
    }

    @Test
    void what_a_connection_leaves_out_comes_from_the_ordinary_settings() {
        asked.yaml(
                        "port: 4002",
                        "user: from-file",
                        "database: everywhere",
                        "connections:",
                        "  - {id: a, host: db1}",
                        "  - {id: b, host: 'db2:4009', user: own, port: 4003, database: other}",
                        "  - id: c")
                .variable("TIDB_HOST", "from-variable")
                .option("-u", "from-option")
                .option("--no-password");

        assertThat(plan(asked).connections())
                .extracting(
                        ConnectionSettings::name,
                        connection -> connection.target().toString(),
                        ConnectionSettings::user,
                        ConnectionSettings::databases)
                .containsExactly(
                        Tuple.tuple("a", "db1:4002", "from-option", List.of("everywhere")),
                        Tuple.tuple("b", "db2:4009", "own", List.of("other")),
                        Tuple.tuple("c", "from-variable:4002", "from-option", List.of("everywhere")));
    }

    @ParameterizedTest
    @CsvSource({"-H, db9, db9:4000", "--url, mysql://db9, db9:4000", "-n, 1, from-file:4000"})
    void the_command_line_replaces_the_list_where_it_says_where_to_connect(String option, String value, String target) {
        asked.yaml("host: from-file", "user: root", "no-password: true", "connections: [{id: a}, {id: b}]")
                .option(option, value);

        assertThat(plan(asked).connections())
                .extracting(
                        ConnectionSettings::name,
                        connection -> connection.target().toString())
                .containsExactly(Tuple.tuple("c1", target));
    }

    @Test
    void variables_and_a_my_cnf_do_not_replace_the_list() {
        asked.yaml("user: root", "no-password: true", "connections: [{id: a, host: db1}, {id: b}]")
                .variable("TIDB_HOST", "db9")
                .variable("TIDB_CONNECTIONS", "7")
                .file("my.cnf", "[client]", "host=db8")
                .option("--defaults-file", "my.cnf");

        assertThat(plan(asked).connections())
                .extracting(
                        ConnectionSettings::name,
                        connection -> connection.target().toString())
                .containsExactly(Tuple.tuple("a", "db1:4000"), Tuple.tuple("b", "db9:4000"));
        assertThat(asked.resolve().warnings())
                .containsExactly("TIDB_CONNECTIONS has no effect: the connections are listed at tidb-client.yaml:3.");
    }

    @Test
    void a_profile_lists_others_or_says_otherwise_where_to_connect() {
        String[] lines = {
            "user: root",
            "no-password: true",
            "connections: [{id: a, host: db1}]",
            "profiles:",
            "  list: {connections: [{id: b, host: db2}, {id: c, host: db3}]}",
            "  host: {host: db4}",
            "  count: {host: db5, connections: 2}",
            "  user: {user: dba}"
        };

        assertThat(names(lines, "list")).containsExactly("b", "c");
        assertThat(names(lines, "host")).containsExactly("c1");
        assertThat(names(lines, "count")).containsExactly("c1", "c2");
        assertThat(names(lines, "user")).containsExactly("a");
    }

    @Test
    void a_list_of_a_profile_replaces_a_number_below_it_without_a_warning() {
        asked.yaml("connections: 5", "profiles:", "  list: {connections: [{id: b, host: db2}]}")
                .option("--profile", "list");

        assertThat(asked.resolve().listed()).isPresent();
        assertThat(asked.resolve().warnings()).isEmpty();
    }

    @Test
    void an_option_that_no_connection_needs_is_warned_of() {
        asked.yaml("no-password: true", "connections: [{id: a, host: db1, user: u}, {id: b, host: db2, user: v}]")
                .option("-u", "root")
                .option("-d", "shop");

        assertThat(asked.resolve().warnings())
                .containsExactly("-u has no effect: each connection listed at tidb-client.yaml:2 has its own user.");
        assertThat(plan(asked).connections())
                .extracting(ConnectionSettings::user)
                .containsExactly("u", "v");
    }

    @Test
    void tls_is_each_connections_own() {
        asked.file("ca.pem", PemTexts.certificate())
                .file("cert.pem", PemTexts.certificate())
                .file("key.pem", PemTexts.privateKey())
                .file("cert2.pem", PemTexts.certificate())
                .file("key2.pem", PemTexts.privateKey());
        asked.yaml(
                "user: root",
                "no-password: true",
                "ssl-ca: ca.pem",
                "ssl-cert: cert.pem",
                "ssl-key: key.pem",
                "connections:",
                "  - {id: general, host: db1}",
                "  - {id: plain, host: db2, ssl-mode: disabled}",
                "  - {id: own, host: db3, ssl-mode: verify-identity, ssl-cert: cert2.pem, ssl-key: key2.pem}",
                "  - {id: cloud, host: x.tidbcloud.com}");
        Path work = asked.workingDirectory();

        assertThat(plan(asked).connections())
                .extracting(
                        ConnectionSettings::name,
                        connection -> connection.tls().mode(),
                        connection -> connection
                                .tls()
                                .ca()
                                .map(work::relativize)
                                .map(Path::toString)
                                .orElse(""),
                        connection -> connection
                                .tls()
                                .cert()
                                .map(work::relativize)
                                .map(Path::toString)
                                .orElse(""))
                .containsExactly(
                        Tuple.tuple("general", SslMode.VERIFY_CA, "ca.pem", "cert.pem"),
                        Tuple.tuple("plain", SslMode.DISABLED, "", ""),
                        Tuple.tuple("own", SslMode.VERIFY_IDENTITY, "ca.pem", "cert2.pem"),
                        Tuple.tuple("cloud", SslMode.VERIFY_IDENTITY, "ca.pem", "cert.pem"));
    }

    @Test
    void shares_and_limits_are_about_the_whole_list() {
        asked.yaml(
                        "user: root",
                        "no-password: true",
                        "connections: [{id: a, host: h1}, {id: b, host: h2}, {id: c, host: h1}]")
                .option("--parallel", "2");

        assertThat(asked.check().parallel()).isEqualTo(2);
        asked.option("--shard", "0/2");
        assertThat(asked.check().connections())
                .extracting(ConnectionSettings::name)
                .containsExactly("a", "c");
        assertThat(new Asked(directory).option("--shard", "0/4").mistake())
                .isEqualTo("--shard: 3 connections cannot be shared by 4 processes; list at least as many.");
    }

    @Test
    void wait_takes_the_list() {
        asked.yaml("user: root", "no-password: true", "connections: [{id: a, host: db1}, {id: b, host: db2}]");

        ResolvedSettings settings = SettingsResolver.resolve(asked.invocation(CommandSettings.WAIT));

        assertThat(ConnectionPlan.from(settings, any -> Secret.EMPTY).connections())
                .extracting(ConnectionSettings::name)
                .containsExactly("a", "b");
    }

    @Test
    void the_rows_to_show_have_what_each_connection_says_itself() {
        ResolvedSettings settings = asked.yaml(TWO).resolve();

        assertThat(settings.rows())
                .contains(new SettingRow("connections", "2", "tidb-client.yaml:1"))
                .extracting(SettingRow::key)
                .containsExactlyElementsOf(
                        Settings.ALL.stream().map(Setting::key).toList());
        assertThat(settings.connectionRows())
                .containsExactly(
                        new ConnectionRows(
                                "shop",
                                List.of(
                                        new SettingRow("host", "db1:4001", "tidb-client.yaml:3"),
                                        new SettingRow("user", "shop_reader", "tidb-client.yaml:4"),
                                        new SettingRow(
                                                "password-file",
                                                asked.workingDirectory()
                                                        .resolve("shop.pw")
                                                        .toString(),
                                                "tidb-client.yaml:5"),
                                        new SettingRow("database", "shop,stock", "tidb-client.yaml:6"))),
                        new ConnectionRows(
                                "crm",
                                List.of(
                                        new SettingRow("host", "db2", "tidb-client.yaml:8"),
                                        new SettingRow("user", "crm_reader", "tidb-client.yaml:9"))));
        assertThat(asked.option("-H", "h").resolve().connectionRows()).isEmpty();
    }

    private List<String> names(String[] lines, String profile) {
        return plan(new Asked(directory).yaml(lines).option("--profile", profile)).connections().stream()
                .map(ConnectionSettings::name)
                .toList();
    }

    private static ConnectionPlan plan(Asked asked) {
        return ConnectionPlan.from(asked.resolve(), ConnectionListTest::password);
    }

    private static Secret password(ResolvedSettings settings) {
        return new PasswordResolver(new Asked.NoTerminal(), InputStream.nullInputStream())
                .resolve(settings)
                .secret();
    }
}
