package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is wrong with the configuration of {@code serve}: one sentence with its place and the remedy. */
class ServeMistakesTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "- {name: a, host: db1, hots: db2}" + " | tidb-client.yaml:4: unknown key 'hots'; did you mean 'host'?",
                "- {host: db1} | tidb-client.yaml:4: this target has no name; give it one, as in 'name: shop'.",
                "- {name: '', host: db1} | tidb-client.yaml:4: name: the name is empty; give a name.",
                "- {name: a, host: db1, password: x} | tidb-client.yaml:4: password: a password does not belong in this"
                        + " file; give password-file, or set TIDB_PASSWORD.",
                "- {name: a, host: db1, listen: x} | tidb-client.yaml:4: listen: it is not a setting of a target; move"
                        + " it to the top level.",
                "- {name: a, host: db1, every: 10ms} | tidb-client.yaml:4: every: '10ms' is too short; give at least"
                        + " 1s.",
                "- {name: a, host: db1, every: 10s, cron: '0 0 * * * ?'} | tidb-client.yaml:4: every and"
                        + " tidb-client.yaml:4: cron both say when the target is checked; give one of them.",
                "- {name: a, host: db1, cron: '0 0 0 30 2 ?'} | tidb-client.yaml:4: cron: '0 0 0 30 2 ?' is never due"
                        + " again; give an expression with a time to come.",
                "- {name: a, host: db1, profile: none} | tidb-client.yaml:4: profile: tidb-client.yaml has no profile"
                        + " 'none'; it has none at all.",
                "- {name: a} | tidb-client.yaml:4: target 'a' has no host; give it one, as in 'host:"
                        + " db1.example.com:4000'.",
                "[] | tidb-client.yaml:3: targets: list at least one target, as in '- name: shop', or remove the key.",
                "- just text | tidb-client.yaml:4: a target of the list is a single value; give its name, host and"
                        + " other keys, one 'key: value' a line."
            })
    void a_mistake_in_a_target_is_named_with_its_line(String target, String message) {
        asked.yaml(
                "user: monitor",
                "serve:",
                target.equals("[]") ? "  targets: []" : "  targets:",
                "    " + target.replace("[]", ""));

        assertThat(mistake()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[] | tidb-client.yaml:3: scenarios: list at least one scenario, as in '- isolation/p4', or remove the"
                        + " key.",
                "isolation/p4 | tidb-client.yaml:3: scenarios: list at least one scenario, as in '- isolation/p4', or"
                        + " remove the key.",
                "[{every: 1m}] | tidb-client.yaml:3: this scenario has no run; give a script's file or a built-in"
                        + " scenario, as in 'run: isolation/p4'.",
                "[{run: isolation/p4, evry: 1m}] | tidb-client.yaml:3: unknown key 'evry'; did you mean 'every'?",
                "[{run: isolation/p4, every: 1m, cron: '0 0 * * * ?'}] | tidb-client.yaml:3: every and"
                        + " tidb-client.yaml:3: cron both say when the scenario runs; give one of them.",
                "[{run: isolation/p4, every: 10ms}] | tidb-client.yaml:3: every: '10ms' is too short; give at least"
                        + " 1s.",
                "[{run: isolation/p4, cron: '0 0 0 30 2 ?'}] | tidb-client.yaml:3: cron: '0 0 0 30 2 ?' is never due"
                        + " again; give an expression with a time to come.",
                "[{run: isolation/p4, timeout: soon}] | tidb-client.yaml:3: timeout: 'soon' is not a duration; give it in"
                        + " seconds or as 500ms, 90s, 2m, 1h or 30d.",
                "[isolation/p4, isolation/p4] | tidb-client.yaml:3: the scenario 'isolation/p4' was already given in"
                        + " line 3; give each scenario of a target a unique name.",
                "[[isolation/p4]] | tidb-client.yaml:3: a scenario of the list is a list; give its run and other keys,"
                        + " one 'key: value' a line.",
                "[''] | tidb-client.yaml:3: run: the name is empty; give a name.",
                "[{run: x, name: [a]}] | tidb-client.yaml:3: name: a list is not valid here; give a name."
            })
    void a_mistake_in_a_scenario_is_named_with_its_line(String scenarios, String message) {
        asked.yaml("serve:", "  targets:", "    - {name: a, user: monitor, host: db1, scenarios: " + scenarios + "}");

        assertThat(mistake()).isEqualTo(message);
    }

    @Test
    void a_long_path_needs_a_name() {
        asked.yaml(
                "serve:",
                "  targets:",
                "    - {name: a, user: monitor, host: db1, scenarios: [" + "x".repeat(70) + ".yaml]}");

        assertThat(mistake())
                .startsWith("tidb-client.yaml:3: 'xxx")
                .endsWith("is too long for a name; give this scenario a name of at most 64 characters, as in 'name:"
                        + " short'.");
    }

    @Test
    void two_targets_have_different_names() {
        asked.yaml("user: monitor", "serve:", "  targets:", "    - {name: a, host: db1}", "    - {name: a, host: db2}");

        assertThat(mistake())
                .isEqualTo("tidb-client.yaml:5: the name 'a' was already given in line 4; give each target a unique"
                        + " name.");
    }

    @Test
    void a_target_without_a_name_of_its_own_is_called_by_its_number() {
        asked.yaml("serve:", "  targets: [{host: db1}, {name: a, host: db1}, {name: a}, {}]");
        AllMistakes mistakes = new AllMistakes();

        assertThat(ServeConfiguration.read(asked.invocation(CommandSettings.SERVE), mistakes)
                        .orElseThrow()
                        .targets())
                .extracting(TargetSettings::name)
                .containsExactly("#1", "a", "#3", "#4");
        assertThat(mistakes.sentences())
                .contains("tidb-client.yaml:2: target '#3' has no host; give it one, as in 'host:"
                        + " db1.example.com:4000'.");
    }

    @Test
    void a_scenario_with_a_mistake_is_left_out() {
        asked.yaml(
                "serve:",
                "  targets:",
                "    - name: a",
                "      host: db1",
                "      scenarios: [isolation/p4, isolation/p4, " + "x".repeat(65) + ", isolation/g1a]");
        AllMistakes mistakes = new AllMistakes();

        assertThat(ServeConfiguration.read(asked.invocation(CommandSettings.SERVE), mistakes)
                        .orElseThrow()
                        .targets()
                        .getFirst()
                        .scenarios())
                .extracting(ScenarioSettings::name)
                .containsExactly("isolation/p4", "isolation/g1a");
        assertThat(mistakes.sentences()).hasSize(2);
    }

    @Test
    void what_a_target_lacks_is_said_with_its_place_and_name() {
        asked.yaml("serve:", "  targets:", "    - {name: shop, host: db1}");

        assertThat(mistake())
                .startsWith("tidb-client.yaml:3: target 'shop': No user is given; use -u, TIDB_USER, or user in");
    }

    @Test
    void an_unknown_key_of_the_server_is_named() {
        asked.yaml("serve:", "  lisen: 127.0.0.1:1");

        assertThat(mistake()).isEqualTo("tidb-client.yaml:2: unknown key 'lisen'; did you mean 'listen'?");
    }

    @Test
    void all_mistakes_are_reported_at_once() {
        asked.yaml(
                "serve:",
                "  listen: 'x:y'",
                "  targets:",
                "    - {name: a, host: db1, every: never}",
                "    - {name: a, host: db2, connections: many}");

        assertThat(asked.valueMistakes())
                .extracting(sentence -> sentence.substring(0, sentence.indexOf(": ")))
                .containsExactly(
                        "tidb-client.yaml:2", "tidb-client.yaml:4", "tidb-client.yaml:5", "tidb-client.yaml:5");
    }

    @Test
    void more_servers_than_targets_would_leave_one_without() {
        asked.option("-H", "db1").option("-u", "monitor").option("--shard", "0/2");

        assertThat(mistake()).isEqualTo("--shard: 1 target cannot be shared by 2 servers; list at least as many.");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:0", "localhost", "'[::1]:8080'", "127.1.2.3"})
    void this_machine_alone_can_reach_a_loopback_address(String listen) {
        asked.option("--listen", listen);

        assertThat(plan().tokens()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "'[::]:4080'", "monitor.example.com", "127.example.com", "10.0.0.1:80"})
    void an_address_that_others_can_reach_needs_tokens_or_an_explicit_permission(String listen) {
        asked.option("--listen", listen);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::plan)
                .withMessageStartingWith("--listen: other machines can reach ")
                .withMessageEndingWith("; require tokens with --auth-file, or give --allow-anonymous.");
        asked.option("--allow-anonymous");
        assertThat(plan().address().toString())
                .startsWith(listen.replace(":4080", "").replace(":80", ""));
    }

    @Test
    void tokens_are_the_lines_of_a_file() {
        asked.file("tokens", "# of Prometheus", "0123456789abcdef", "", "  fedcba9876543210  ")
                .option("--listen", "0.0.0.0")
                .option("--auth-file", "tokens");

        assertThat(plan().tokens()).extracting(Secret::reveal).containsExactly("0123456789abcdef", "fedcba9876543210");
        assertThat(plan().toString()).doesNotContain("0123456789abcdef");
    }

    static Stream<List<String>> wrong_tokens() {
        return Stream.of(
                List.of("# none", "has no token; write one on a line, 'openssl rand -hex 32' makes one."),
                List.of("short", "has a token of fewer than 16 characters; 'openssl rand -hex 32' makes a better one."),
                List.of(
                        "0123456789 abcdef",
                        "has a token with blanks or characters outside ASCII; 'openssl rand -hex 32' makes one."));
    }

    @ParameterizedTest
    @MethodSource("wrong_tokens")
    void a_file_without_usable_tokens_is_refused_and_not_quoted(List<String> text) {
        asked.file("tokens", text.getFirst()).option("--auth-file", "tokens");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::plan)
                .withMessageStartingWith("--auth-file: '")
                .withMessageEndingWith(text.getLast());
    }

    @Test
    void a_token_file_that_is_missing_is_named() {
        asked.option("--auth-file", "tokens");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::plan)
                .withMessageEndingWith("does not exist; check the path.");
    }

    @Test
    void a_new_configuration_does_not_open_an_address_that_other_machines_can_reach() {
        asked.file("tokens", "0123456789abcdef").option("--listen", "0.0.0.0").option("--auth-file", "tokens");
        ServerPlan current = plan();
        asked = new Asked(directory).option("--listen", "127.0.0.1");
        ServerPlan withoutTokens = plan();

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> withoutTokens.at(current))
                .withMessage("The server listens on 0.0.0.0:4080, which other machines can reach; keep --auth-file, or"
                        + " restart the server.");

        asked.option("--allow-anonymous");
        assertThat(plan().at(current).address()).isEqualTo(current.address());
        assertThat(current.warning())
                .contains("Tokens are sent in plain text to 0.0.0.0:4080; give --tls-cert and --tls-key.");
        assertThat(withoutTokens.warning()).isEmpty();
    }

    @Test
    void a_certificate_needs_its_key_and_a_key_its_certificate() {
        asked.option("--tls-cert", "server.pem");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::plan)
                .withMessage("--tls-cert: a certificate needs its private key; give it with --tls-key.");

        asked = new Asked(directory).option("--tls-key", "server.key");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::plan)
                .withMessage("--tls-key: a private key needs its certificate; give it with --tls-cert.");
    }

    private ServerPlan plan() {
        return ServerPlan.from(SettingsResolver.resolve(asked.invocation(CommandSettings.SERVE)));
    }

    private String mistake() {
        try {
            ServeConfiguration configuration = ServeConfiguration.read(asked.invocation(CommandSettings.SERVE));
            configuration.targets().forEach(target -> target.check(unasked -> Secret.EMPTY, MistakeReporter.FIRST));
            return "no mistake: " + configuration.targets();
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }
}
