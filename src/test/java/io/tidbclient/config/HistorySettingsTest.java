package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** {@code serve.history}: what it may say, and what is wrong with it. */
class HistorySettingsTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @Test
    void without_it_the_history_is_in_memory() {
        asked.yaml("serve:", "  targets:", "    - {name: a, host: db1, user: u, no-password: true}");

        assertThat(ServeConfiguration.read(asked.invocation(CommandSettings.SERVE))
                        .history())
                .isEmpty();
    }

    @Test
    void a_url_and_keys_say_where_it_is() {
        asked.variable("HOSTNAME", "monitor-1");
        history("url: 'mysql://u@db9:3306/m?ssl-mode=required', no-password: true, keep: 7d");

        HistoryPlan plan = plan();

        assertThat(plan.connection().name()).isEqualTo("history");
        assertThat(plan.connection().target()).isEqualTo(new ServerAddress("db9", 3306));
        assertThat(plan.connection().user()).isEqualTo("u");
        assertThat(plan.connection().tls().mode()).isEqualTo(SslMode.REQUIRED);
        assertThat(plan.database()).isEqualTo("m");
        assertThat(plan.keep()).isEqualTo(Duration.ofDays(7));
        assertThat(plan.server()).isEqualTo("monitor-1");
    }

    @Test
    void a_variable_is_enough_and_may_hold_the_password() {
        asked.variable("TIDB_SERVE_HISTORY_URL", "mysql://u:geheim@db9/m");
        asked.yaml("serve:", "  targets:", "    - {name: a, host: db1, user: u, no-password: true}");

        HistoryPlan plan = ServeConfiguration.read(asked.invocation(CommandSettings.SERVE))
                .history()
                .orElseThrow()
                .plan(
                        settings -> new PasswordResolver(new Asked.NoTerminal(), System.in)
                                .resolve(settings)
                                .secret(),
                        MistakeReporter.FIRST)
                .orElseThrow();

        assertThat(plan.connection().password().reveal()).isEqualTo("geheim");
        assertThat(plan.keep()).isEqualTo(Duration.ofDays(30));
        assertThat(plan.toString()).doesNotContain("geheim");
    }

    @Test
    void a_server_is_called_by_its_machine_unless_it_has_a_name() {
        history("url: 'mysql://u@db9/m', no-password: true");
        String longest = "x".repeat(48);
        asked.variable("COMPUTERNAME", " other ");

        asked.variable("HOSTNAME", longest);
        assertThat(plan().server()).isEqualTo(longest);
        asked.variable("HOSTNAME", "x".repeat(49));
        assertThat(plan().server()).isEqualTo("other");
        asked.variable("HOSTNAME", " ");
        assertThat(plan().server()).isEqualTo("other");
        asked.variable("HOSTNAME", "a\u202eb");
        assertThat(plan().server()).isEqualTo("other");

        history("url: 'mysql://u@db9/m', no-password: true, server: monitor-2");
        assertThat(plan().server()).isEqualTo("monitor-2");
    }

    @Test
    void servers_that_share_the_targets_are_called_by_their_shares_too() {
        asked.variable("HOSTNAME", "monitor").option("--shard", "0/1");
        history("url: 'mysql://u@db9/m', no-password: true");
        assertThat(plan().server()).isEqualTo("monitor");

        asked = new Asked(directory).variable("HOSTNAME", "monitor").option("--shard", "1/2");
        asked.yaml(
                "serve:",
                "  history: {url: 'mysql://u@db9/m', no-password: true}",
                "  targets:",
                "    - {name: a, host: db1, user: u, no-password: true}",
                "    - {name: b, host: db1, user: u, no-password: true}");
        assertThat(plan().server()).isEqualTo("monitor 1/2");
    }

    @Test
    void the_name_of_a_server_has_64_printable_characters_at_most() {
        history("url: 'mysql://u@db9/m', no-password: true, server: " + "x".repeat(64));
        assertThat(plan().server()).hasSize(64);

        history("url: 'mysql://u@db9/m', no-password: true, server: " + "x".repeat(65));
        assertThat(mistakes())
                .containsExactly("tidb-client.yaml:2: server: '" + "x".repeat(60)
                        + "…' is not a name; give at most 64 printable characters.");
        history("url: 'mysql://u@db9/m', no-password: true, server: \"a\\u202eb\"");
        assertThat(mistakes())
                .containsExactly(
                        "tidb-client.yaml:2: server: 'a?b' is not a name; give at most 64 printable characters.");
    }

    @Test
    void an_empty_variable_counts_as_not_set() {
        asked.variable("TIDB_SERVE_HISTORY_URL", "").variable("TIDB_SERVE_HISTORY_PASSWORD", "");
        asked.yaml("serve:", "  targets:", "    - {name: a, host: db1, user: u, no-password: true}");
        assertThat(ServeConfiguration.read(asked.invocation(CommandSettings.SERVE))
                        .history())
                .isEmpty();

        history("url: mysql://u@db9/m");
        assertThat(mistakes())
                .containsExactly("tidb-client.yaml:2: serve.history: there is no password; give password-file, or"
                        + " 'no-password: true' for the empty one, or set TIDB_SERVE_HISTORY_PASSWORD.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_server_without_a_variable_is_called_as_the_kernel_says() throws IOException {
        String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        assumeThat(name).hasSizeBetween(1, 48);
        history("url: 'mysql://u@db9/m', no-password: true");

        assertThat(plan().server()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "keep: 1h | tidb-client.yaml:5: keep: '1h' is too short; give at least 1d.",
                "server: '' | tidb-client.yaml:5: server: the name is empty; give a name.",
                "user: '' | tidb-client.yaml:5: user: the user is empty; give a user's name.",
                "ssl-mode: x | tidb-client.yaml:5: ssl-mode: 'x' is not known; give disabled, preferred, required,"
                        + " verify-ca, verify-identity.",
                "ssl-cert: c.pem | tidb-client.yaml:5: ssl-cert: a client certificate needs its private key; give ssl-key"
                        + " beside it.",
                "password-file: p | tidb-client.yaml:5: password-file and tidb-client.yaml:4: no-password both say where"
                        + " the password comes from; give one of them."
            })
    void a_mistake_in_a_line_of_its_own_is_reported_once_and_at_that_line(String line, String message) {
        asked.file("c.pem", PemTexts.certificate());
        asked.yaml(
                "serve:",
                "  history:",
                "    url: mysql://u@db9/m",
                "    no-password: true",
                "    " + line,
                "  targets:",
                "    - {name: a, host: db1, user: u, no-password: true}");

        assertThat(mistakes()).containsExactly(message);
    }

    @Test
    void the_settings_of_targets_and_of_other_urls_are_not_the_historys() {
        asked.variable("DATABASE_URL", "postgres://elsewhere/x");
        asked.variable("TIDB_PASSWORD", "of the targets");
        asked.yaml(
                "user: someone",
                "ssl-mode: disabled",
                "serve:",
                "  history: {url: 'mysql://db9/m', no-password: true}",
                "  targets:",
                "    - {name: a, host: db1}");

        assertThat(mistakes())
                .containsExactly("tidb-client.yaml:4: serve.history: there is no user; give one in the URL,"
                        + " mysql://user@host:port/database, or with user.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "no-password: true | tidb-client.yaml:2: the history has no url; give it one, as in 'url:"
                        + " mysql://monitor@db1.example.com:4000/monitoring'.",
                "url: mysql://u@db9/m | tidb-client.yaml:2: serve.history: there is no password; give password-file, or"
                        + " 'no-password: true' for the empty one, or set TIDB_SERVE_HISTORY_PASSWORD.",
                "url: mysql://u@db9, no-password: true | tidb-client.yaml:2: serve.history: the URL has no database;"
                        + " give mysql://user@host:port/database, whose tables keep the history.",
                "url: 'mysql://u@db8,db9/m', no-password: true | tidb-client.yaml:2: serve.history: the URL has several"
                        + " hosts; give the one of a load balancer, or one of them.",
                "url: mysql://u:p@db9/m | tidb-client.yaml:2: url: a password does not belong in this file; leave it out"
                        + " and use password-file or TIDB_SERVE_HISTORY_PASSWORD.",
                "url: postgres://u@db9/m, no-password: true | tidb-client.yaml:2: url: it does not begin with mysql:// or"
                        + " tidb://; give mysql://user@host:port/database.",
                "url: mysql://u@db9/m, no-password: true, keep: 1h | tidb-client.yaml:2: keep: '1h' is too short; give at"
                        + " least 1d.",
                "url: mysql://u@db9/m, no-password: true, kep: 3d | tidb-client.yaml:2: unknown key 'kep'; did you mean"
                        + " 'keep'?",
                "url: mysql://u@db9/m, no-password: true, server: '' | tidb-client.yaml:2: server: the name is empty;"
                        + " give a name.",
            })
    void a_mistake_is_named_with_its_line(String history, String message) {
        history(history);

        assertThat(mistakes()).containsExactly(message);
    }

    private void history(String keys) {
        asked.yaml(
                "serve:",
                "  history: {" + keys + "}",
                "  targets:",
                "    - {name: a, host: db1, user: u, no-password: true}");
    }

    private HistoryPlan plan() {
        return ServeConfiguration.read(asked.invocation(CommandSettings.SERVE))
                .history()
                .orElseThrow()
                .plan(unasked -> Secret.EMPTY, MistakeReporter.FIRST)
                .orElseThrow();
    }

    private List<String> mistakes() {
        AllMistakes reporter = new AllMistakes();
        ServeConfiguration.read(asked.invocation(CommandSettings.SERVE), reporter)
                .ifPresent(configuration -> configuration.check(reporter));
        return reporter.sentences();
    }
}
