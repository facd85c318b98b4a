package io.tidbclient.config;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The targets of {@code serve}. */
class ServeConfigurationTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @Test
    void options_describe_one_target_that_is_named_by_its_host_and_checked_every_30_seconds() {
        TargetSettings target = only(asked.option("-H", "db1:4001").option("-u", "monitor"));

        assertThat(target.name()).isEqualTo("db1:4001");
        assertThat(target.plan()).isEqualTo(new Plan.Every(Duration.ofSeconds(30)));
        assertThat(target.followsImports()).isTrue();
        assertThat(check(target).connections())
                .extracting(connection -> connection.target().toString(), ConnectionSettings::user)
                .containsExactly(Tuple.tuple("db1:4001", "monitor"));
    }

    @Test
    void a_check_has_half_a_minute_and_watches_no_import_jobs_itself() {
        CheckRequest check = check(only(asked.option("-H", "db1").option("-u", "monitor")));

        assertThat(check.timeout()).contains(Duration.ofSeconds(30));
        assertThat(check.monitorDuration()).isZero();
    }

    @Test
    void a_target_lists_scenarios_with_plans_of_their_own() {
        asked.yaml(
                "serve:",
                "  targets:",
                "    - name: shop",
                "      host: db1",
                "      user: monitor",
                "      every: 5s",
                "      scenarios:",
                "        - isolation/p4",
                "        - {run: locks, every: 1h}",
                "        - {run: checks/transfer.yaml, name: transfer, cron: '0 0 3 * * ?', timeout: 2m}");

        assertThat(only(asked).scenarios())
                .extracting(
                        ScenarioSettings::name,
                        ScenarioSettings::run,
                        ScenarioSettings::plan,
                        ScenarioSettings::timeout,
                        scenario -> scenario.origin().describe())
                .containsExactly(
                        Tuple.tuple(
                                "isolation/p4",
                                "isolation/p4",
                                new Plan.Every(Duration.ofMinutes(10)),
                                Duration.ofMinutes(1),
                                "tidb-client.yaml:8"),
                        Tuple.tuple(
                                "locks",
                                "locks",
                                new Plan.Every(Duration.ofHours(1)),
                                Duration.ofMinutes(1),
                                "tidb-client.yaml:9"),
                        Tuple.tuple(
                                "transfer",
                                "checks/transfer.yaml",
                                new Plan.Cron("0 0 3 * * ?"),
                                Duration.ofMinutes(2),
                                "tidb-client.yaml:10"));
        assertThat(only(asked).scenarios()).extracting(ScenarioSettings::base).containsOnly(directory.resolve("work"));
        assertThat(only(asked).plan()).isEqualTo(new Plan.Every(Duration.ofSeconds(5)));
    }

    @Test
    void the_file_lists_targets_each_with_settings_of_its_own() {
        asked.yaml(
                "user: monitor",
                "no-password: true",
                "serve:",
                "  listen: 127.0.0.1:0",
                "  targets:",
                "    - name: shop",
                "      host: db1:4001",
                "      every: 10s",
                "      connections: 3",
                "    - name: crm",
                "      host: [db2, db3]",
                "      user: crm",
                "      cron: '0 */5 * * * ?'",
                "      no-imports: true");

        ServeConfiguration configuration = read(asked);

        assertThat(configuration.server().get(ServeOptions.LISTEN)).isEqualTo(new ListenAddress("127.0.0.1", 0));
        assertThat(configuration.targets())
                .extracting(
                        TargetSettings::name,
                        TargetSettings::plan,
                        TargetSettings::followsImports,
                        target -> hosts(target),
                        target -> check(target).connections().getFirst().user())
                .containsExactly(
                        Tuple.tuple(
                                "shop",
                                new Plan.Every(Duration.ofSeconds(10)),
                                true,
                                List.of("db1:4001", "db1:4001", "db1:4001"),
                                "monitor"),
                        Tuple.tuple(
                                "crm", new Plan.Cron("0 */5 * * * ?"), false, List.of("db2:4000", "db3:4000"), "crm"));
    }

    @Test
    void a_target_takes_what_it_leaves_out_from_its_profile_then_from_options_then_from_the_top_level() {
        asked.yaml(
                        "user: top",
                        "port: 4009",
                        "database: everywhere",
                        "profiles:",
                        "  production:",
                        "    host: db9",
                        "    user: of-profile",
                        "serve:",
                        "  targets:",
                        "    - {name: a, profile: production}",
                        "    - {name: b, profile: production, user: own, host: 'db1:4001'}",
                        "    - {name: c, host: db2}")
                .option("-d", "from-option");

        assertThat(read(asked).targets().stream()
                        .map(target -> check(target).connections().getFirst()))
                .extracting(
                        connection -> connection.target().toString(),
                        ConnectionSettings::user,
                        ConnectionSettings::databases)
                .containsExactly(
                        Tuple.tuple("db9:4009", "of-profile", List.of("from-option")),
                        Tuple.tuple("db1:4001", "own", List.of("from-option")),
                        Tuple.tuple("db2:4009", "top", List.of("from-option")));
    }

    @Test
    void the_strongest_place_that_says_when_decides() {
        asked.yaml(
                "user: monitor",
                "serve:",
                "  cron: '0 0 * * * ?'",
                "  targets:",
                "    - {name: own, host: db1, every: 5s}",
                "    - {name: shared, host: db2}");

        assertThat(read(asked).targets())
                .extracting(TargetSettings::plan)
                .containsExactly(new Plan.Every(Duration.ofSeconds(5)), new Plan.Cron("0 0 * * * ?"));
    }

    @Test
    void a_host_on_the_command_line_replaces_the_list_and_one_in_a_variable_does_not() {
        asked.yaml("user: monitor", "serve:", "  targets:", "    - {name: shop, host: db1}")
                .variable("TIDB_HOST", "of-another-program");
        assertThat(read(asked).targets()).extracting(TargetSettings::name).containsExactly("shop");

        asked.option("-H", "db7");
        assertThat(read(asked).targets()).extracting(TargetSettings::name).containsExactly("db7:4000");
    }

    @Test
    void a_list_of_connections_is_one_target_without_a_list_of_targets_and_else_the_checks() {
        asked.yaml("user: monitor", "connections:", "  - {id: a, host: db1}", "  - {id: b, host: db2}");
        assertThat(hosts(only(asked))).containsExactly("db1:4000", "db2:4000");

        asked.yaml(
                "user: monitor",
                "connections:",
                "  - {id: a, host: db1}",
                "serve:",
                "  targets:",
                "    - {name: shop, host: db3}");
        assertThat(hosts(only(asked))).containsExactly("db3:4000");
    }

    @Test
    void plain_text_of_a_target_leaves_out_the_certificates_of_the_others() {
        asked.file("ca.pem", "")
                .yaml(
                        "user: monitor",
                        "ssl-mode: verify-ca",
                        "ssl-ca: ca.pem",
                        "serve:",
                        "  targets:",
                        "    - {name: shop, host: db1, ssl-mode: disabled}");

        assertThat(check(only(asked)).connections().getFirst().tls().mode()).isEqualTo(SslMode.DISABLED);
    }

    @Test
    void a_configuration_that_is_read_again_unchanged_makes_equal_checks() {
        asked.file("shop.pw", "shop-secret")
                .yaml("user: monitor", "serve:", "  targets:", "    - {name: shop, host: db1, password-file: shop.pw}");

        assertThat(withPassword(only(asked))).isEqualTo(withPassword(only(asked)));

        CheckRequest before = withPassword(only(asked));
        asked.file("shop.pw", "other-secret");
        assertThat(withPassword(only(asked))).isNotEqualTo(before);
    }

    @Test
    void what_standard_input_has_is_read_once_for_all_targets_and_a_file_each_time() {
        asked.file("own.pw", "of-file")
                .yaml(
                        "user: monitor",
                        "serve:",
                        "  targets:",
                        "    - {name: a, host: db1}",
                        "    - {name: b, host: db2}",
                        "    - {name: c, host: db3, password-file: own.pw}")
                .option("--password-stdin");
        PasswordResolver resolver = new PasswordResolver(
                new Asked.NoTerminal(), new ByteArrayInputStream("of-stdin\n".getBytes(StandardCharsets.UTF_8)));
        AskedOnce passwords =
                new AskedOnce(settings -> resolver.resolve(settings).secret());

        assertThat(passwords(passwords)).containsExactly("of-stdin", "of-stdin", "of-file");
        asked.file("own.pw", "changed");
        assertThat(passwords(passwords)).containsExactly("of-stdin", "of-stdin", "changed");
    }

    private List<String> passwords(AskedOnce passwords) {
        return read(asked).targets().stream()
                .map(target -> target.check(passwords, MistakeReporter.FIRST).orElseThrow())
                .map(check -> check.connections().getFirst().password().reveal())
                .toList();
    }

    @Test
    void several_servers_share_the_targets() {
        asked.yaml(
                        "user: monitor",
                        "serve:",
                        "  targets:",
                        "    - {name: a, host: db1}",
                        "    - {name: b, host: db2}",
                        "    - {name: c, host: db3}")
                .option("--shard", "1/2");

        assertThat(read(asked).targets()).extracting(TargetSettings::name).containsExactly("b");
    }

    private static ServeConfiguration read(Asked asked) {
        return ServeConfiguration.read(asked.invocation(CommandSettings.SERVE));
    }

    private static TargetSettings only(Asked asked) {
        List<TargetSettings> targets = read(asked).targets();
        assertThat(targets).hasSize(1);
        return targets.getFirst();
    }

    private static CheckRequest check(TargetSettings target) {
        return target.check(unasked -> Secret.EMPTY, MistakeReporter.FIRST).orElseThrow();
    }

    private static CheckRequest withPassword(TargetSettings target) {
        PasswordResolver passwords = new PasswordResolver(new Asked.NoTerminal(), InputStream.nullInputStream());
        return target.check(settings -> passwords.resolve(settings).secret(), MistakeReporter.FIRST)
                .orElseThrow();
    }

    private static List<String> hosts(TargetSettings target) {
        return check(target).connections().stream()
                .map(connection -> connection.target().toString())
                .toList();
    }
}
