package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class ConfigFileTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void inADirectoryOfItsOwn() {
        asked = new Asked(directory);
    }

    @Test
    void settings_are_read_with_their_lines() {
        ResolvedSettings settings = asked.yaml(
                        "# comment", "host: [a, 'b:4001']", "user: \"app\"", "connections: 12", "fail-fast: yes")
                .resolve();

        assertThat(settings.get(ConnectionOptions.HOST))
                .extracting(HostSpec::toString)
                .containsExactly("a", "b:4001");
        assertThat(settings.get(LoginOptions.USER)).isEqualTo("app");
        assertThat(settings.get(RunOptions.CONNECTIONS)).isEqualTo(12);
        assertThat(settings.get(RunOptions.FAIL_FAST)).isTrue();
        assertThat(settings.origin(RunOptions.CONNECTIONS).describe()).isEqualTo("tidb-client.yaml:4");
    }

    @Test
    void a_profile_lies_over_the_top_level() {
        asked.yaml("user: app", "port: 4001", "profiles:", "  prod:", "    user: dba", "  test:", "    port: 4002")
                .option("--profile", "prod");

        ResolvedSettings settings = asked.resolve();

        assertThat(settings.get(LoginOptions.USER)).isEqualTo("dba");
        assertThat(settings.get(ConnectionOptions.PORT)).isEqualTo(4001);
        assertThat(settings.origin(LoginOptions.USER).describe()).isEqualTo("tidb-client.yaml:5 (profile prod)");
    }

    @Test
    void the_file_may_name_the_profile_and_the_option_another() {
        asked.yaml("profile: test", "profiles:", "  prod: {user: dba}", "  test: {user: tester}");

        assertThat(asked.resolve().get(LoginOptions.USER)).isEqualTo("tester");
        assertThat(asked.variable("TIDB_PROFILE", "prod").resolve().get(LoginOptions.USER))
                .isEqualTo("dba");
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        assertThat(asked.yaml("\ufeffuser: app").resolve().get(LoginOptions.USER))
                .isEqualTo("app");
    }

    @Test
    void an_anchor_is_followed() {
        asked.yaml("user: &name app", "database: *name");

        assertThat(asked.resolve().get(ConnectionOptions.DATABASE)).containsExactly("app");
    }

    @ParameterizedTest
    @CsvSource({"''", "'# nothing but a comment'", "'---'"})
    void an_empty_file_says_nothing(String content) {
        asked.yaml(content);

        if (content.equals("---")) {
            assertThat(asked.mistake()).startsWith("tidb-client.yaml:1: the file is nothing;");
        } else {
            assertThat(asked.resolve().find(LoginOptions.USER)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            connections: 1;conections: 2 | tidb-client.yaml:2: unknown key 'conections'; did you mean 'connections'?
            zebra: 2                  | tidb-client.yaml:1: unknown key 'zebra'; see 'tidb-client config init' for the known ones.
            profile: {}               | tidb-client.yaml:1: profile: a map is not valid here; give one value.
            profles: {a: {}}          | tidb-client.yaml:1: unknown key 'profles'; did you mean 'profiles'?
            host: {a: b}              | tidb-client.yaml:1: host: a map is not valid here; give a value or a list of values.
            host: []                  | tidb-client.yaml:1: host: a list is not valid here; give a value or a list of values.
            host: [[a]]               | tidb-client.yaml:1: host: a list is not valid here; give a value or a list of values.
            user: [a, b]              | tidb-client.yaml:1: user: a list is not valid here; give one value.
            user:                     | tidb-client.yaml:1: user: the value is missing; give one value or remove the line.
            user: ''                  | tidb-client.yaml:1: user: the user is empty; give a user's name.
            user: a;user: b           | tidb-client.yaml:2: 'user' was already given in line 1; remove one of them.
            password: geheim          | tidb-client.yaml:1: password: a password does not belong in this file; give password-file, or set TIDB_PASSWORD.
            config: other.yaml        | tidb-client.yaml:1: config: the file cannot name another one; give --config or TIDB_CONFIG.
            url: mysql://u:geheim@h   | tidb-client.yaml:1: url: a password does not belong in this file; leave it out and use password-file or TIDB_PASSWORD.
            connections: x            | tidb-client.yaml:1: connections: 'x' is not a whole number; give 1 to 100000.
            [user, root]              | tidb-client.yaml:1: the file is a list; give settings, one 'key: value' a line.
            just words                | tidb-client.yaml:1: the file is a single value; give settings, one 'key: value' a line.
            profiles: [a]             | tidb-client.yaml:1: profiles is a list; give a map from names to settings.
            profiles: {a: b}          | tidb-client.yaml:1: profile 'a' is a single value; give settings.
            profiles: {a: {usr: x}}   | tidb-client.yaml:1: unknown key 'usr'; did you mean 'user'?
            profiles: {a: {profile: b}} | tidb-client.yaml:1: a profile cannot name a profile; move it to the top level.
            ? [a];: b                 | tidb-client.yaml:1: a key is a list; give a name.
            a: b: c                   | tidb-client.yaml:1: this is not valid YAML (mapping values are not allowed here); a value with ': ' in it needs quotes around all of it; else check the indentation.
            user: "open               | tidb-client.yaml:1: this is not valid YAML (found unexpected end of stream); check indentation, colons and quotes there.
            user: a;---;user: b       | tidb-client.yaml:2: a second YAML document begins here; keep one in this file.
            """)
    void a_mistake_is_one_sentence_with_file_line_and_remedy(String lines, String message) {
        asked.yaml(lines.split(";")).option("-u", "root").option("--no-password");
        if (message.contains("user: the user is empty") || message.contains("user: b")) {
            asked = new Asked(directory).yaml(lines.split(";")).option("--no-password");
        }

        assertThat(asked.mistake()).isEqualTo(message);
    }

    @Test
    void a_profile_that_is_not_there_lists_those_that_are() {
        asked.yaml("profiles:", "  prod: {}", "  test: {}").option("--profile", "prd");

        assertThat(asked.mistake())
                .isEqualTo("--profile: tidb-client.yaml has no profile 'prd'; it has 'prod', 'test'.");
    }

    @Test
    void a_profile_without_profiles_or_without_a_file_says_so() {
        asked.option("--profile", "prod");

        assertThat(asked.mistake())
                .isEqualTo(
                        "--profile: there is no configuration file, thus no profile 'prod'; give one with --config.");
        assertThat(asked.yaml("user: root").mistake())
                .isEqualTo("--profile: tidb-client.yaml has no profile 'prod'; it has none at all.");
    }

    @Test
    void the_named_file_comes_before_the_local_one_and_that_before_the_users() {
        asked.file("../home/.config/tidb-client/config.yaml", "user: at-home");
        assertThat(asked.resolve().get(LoginOptions.USER)).isEqualTo("at-home");

        asked.variable("XDG_CONFIG_HOME", directory.resolve("xdg").toString())
                .file("../xdg/tidb-client/config.yaml", "user: in-xdg");
        assertThat(asked.resolve().get(LoginOptions.USER)).isEqualTo("in-xdg");

        asked.yaml("user: local");
        assertThat(asked.resolve().get(LoginOptions.USER)).isEqualTo("local");

        asked.file("sub/named.yaml", "user: named").option("--config", "sub/named.yaml");
        ResolvedSettings settings = asked.resolve();
        assertThat(settings.get(LoginOptions.USER)).isEqualTo("named");
        assertThat(settings.origin(LoginOptions.USER).describe()).isEqualTo("sub/named.yaml:1");
    }

    @Test
    void a_relative_xdg_directory_is_ignored() {
        asked.variable("XDG_CONFIG_HOME", "xdg")
                .file("xdg/tidb-client/config.yaml", "user: wrong")
                .file("../home/.config/tidb-client/config.yaml", "user: right");

        assertThat(asked.resolve().get(LoginOptions.USER)).isEqualTo("right");
    }

    @Test
    void paths_start_at_the_file_and_a_tilde_at_home() {
        asked.file("sub/named.yaml", "ssl-ca: ca.pem", "log-file: ~/x.log").option("--config", "sub/named.yaml");

        ResolvedSettings settings = asked.resolve();

        assertThat(settings.get(TlsOptions.SSL_CA)).isEqualTo(directory.resolve("work/sub/ca.pem"));
        assertThat(settings.get(LoggingOptions.LOG_FILE)).isEqualTo(directory.resolve("home/x.log"));
    }

    @Test
    void a_file_that_cannot_be_read_says_why() throws IOException {
        asked.option("--config", "x.yaml");
        assertThat(asked.mistake()).isEqualTo("--config: 'x.yaml' does not exist; check the path.");

        Files.createDirectories(directory.resolve("work/x.yaml"));
        assertThat(asked.mistake()).isEqualTo("--config: 'x.yaml' is a directory; give a file.");

        Files.delete(directory.resolve("work/x.yaml"));
        asked.file("x.yaml", "user: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(asked.mistake()).isEqualTo("--config: 'x.yaml' is not UTF-8 text; save it as UTF-8.");

        asked.file("x.yaml", new byte[(4 << 20) + 1]);
        assertThat(asked.mistake())
                .isEqualTo("--config: 'x.yaml' is larger than 4 MiB; check that it is the right one.");

        asked.file("x.yaml", "user: \u0007");
        assertThat(asked.mistake())
                .isEqualTo("x.yaml:1: this character cannot stand in YAML; write it with an escape in double quotes.");

        asked.file("x.yaml", "user: \"\\UFFFFFFFF\"");
        assertThat(asked.mistake())
                .isEqualTo("x.yaml:1: what follows cannot be read as YAML; check its escapes, \\x, \\u and \\U.");

        asked.file("x.yaml", "[".repeat(1000));
        assertThat(asked.mistake())
                .isEqualTo("x.yaml:1: maps and lists are nested more than 30 levels deep; check brackets and aliases.");
    }

    @Test
    void a_file_without_permission_says_so() {
        asked.yaml("user: root");
        Path file = directory.resolve("work/tidb-client.yaml");
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("a superuser reads everything").isFalse();

        assertThat(asked.mistake())
                .isEqualTo(
                        "configuration file: 'tidb-client.yaml' may not be read by this user; check its permissions.");
    }

    @Test
    void a_recursive_document_ends_in_a_mistake() {
        asked.yaml("profiles: &all", "  a: *all");

        assertThat(asked.mistake())
                .isEqualTo("tidb-client.yaml:2: the alias '*all' refers to itself; write out what is meant.");
    }

    @Test
    void a_class_that_a_tag_names_is_not_loaded() {
        asked.yaml("user: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader []]");

        assertThat(asked.mistake())
                .isEqualTo(
                        "tidb-client.yaml:1: this is not valid YAML; check indentation, colons, quotes and tags there.");
    }

    @Test
    void validating_finds_every_mistake_also_where_it_is_not_in_use() {
        asked.yaml("port: 0", "user: app", "profiles:", "  a: {connections: x}", "  b: {interval: 10ms, user: root}")
                .option("-P", "4000");

        assertThat(asked.mistakes())
                .containsExactly(
                        "tidb-client.yaml:1: port: '0' is out of range; give 1 to 65535.",
                        "tidb-client.yaml:4: connections: 'x' is not a whole number; give 1 to 100000.",
                        "tidb-client.yaml:5: interval: '10ms' is too short; give at least 1s.");
        assertThat(new Asked(directory.resolve("other")).yaml("user: root").mistakes())
                .isEmpty();
    }

    @Test
    void the_environment_is_not_part_of_a_text() {
        Invocation invocation =
                new Invocation(Settings.ALL, List.of(), Map.of("TIDB_PASSWORD", "geheim"), directory, directory);

        assertThat(invocation.toString()).doesNotContain("geheim");
    }
}
