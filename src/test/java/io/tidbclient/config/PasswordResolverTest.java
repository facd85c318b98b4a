package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordResolverTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void a_user_is_known() {
        asked = new Asked(directory).option("-u", "root").option("-H", "db:4001");
    }

    @Test
    void a_files_first_line_is_the_password_without_its_line_end() {
        asked.file("pw", "ge heim \r", "second line").option("--password-file", "pw");

        ResolvedPassword password = resolve();

        assertThat(password.secret().reveal()).isEqualTo("ge heim ");
        assertThat(password.origin().describe()).isEqualTo("--password-file");
    }

    @Test
    void standard_input_is_read_to_the_end_of_its_first_line() throws IOException {
        asked.option("--password-stdin");
        InputStream stdin = new ByteArrayInputStream("geheim\nrest".getBytes(StandardCharsets.UTF_8));

        assertThat(resolve(stdin).secret().reveal()).isEqualTo("geheim");
        assertThat(stdin.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("rest");
    }

    @Test
    void no_password_is_the_empty_one_even_when_a_variable_has_another() {
        asked.variable("TIDB_PASSWORD", "geheim").option("--no-password");

        assertThat(resolve().secret().reveal()).isEmpty();
    }

    @Test
    void the_order_is_option_variable_url_defaults_file_configuration_file() {
        asked.file("low", "from-yaml").yaml("password-file: low");
        assertThat(resolve().secret().reveal()).isEqualTo("from-yaml");

        asked.file("my.cnf", "[client]", "password=from-cnf").variable("TIDB_DEFAULTS_FILE", "my.cnf");
        assertThat(resolve().secret().reveal()).isEqualTo("from-cnf");

        asked.variable("DATABASE_URL", "mysql://u:from-url@db:4001");
        assertThat(resolve().secret().reveal()).isEqualTo("from-url");

        asked.variable("TIDB_PASSWORD", "from-variable");
        assertThat(resolve().secret().reveal()).isEqualTo("from-variable");

        asked.file("high", "from-option").option("--password-file", "high");
        assertThat(resolve().secret().reveal()).isEqualTo("from-option");
    }

    @Test
    void a_urls_password_goes_to_that_urls_hosts_alone() {
        asked.variable("DATABASE_URL", "mysql://u:from-url@other:4001");

        assertThat(asked.mistake())
                .isEqualTo(
                        "There is no password (the one in DATABASE_URL is for that URL's host alone) and no terminal to"
                                + " ask on; use --password-file, --password-stdin, TIDB_PASSWORD or, for the empty password,"
                                + " --no-password.");
        assertThat(asked.variable("DATABASE_URL", "mysql://u:from-url@DB:4000").mistake())
                .startsWith("There is no password (");

        asked.variable("DATABASE_URL", "mysql://u:from-url@other,DB:4001");
        assertThat(resolve().secret().reveal()).isEqualTo("from-url");
        // Without a host it is this machine's.
        assertThat(asked.variable("DATABASE_URL", "mysql://u:from-url@").mistake())
                .startsWith("There is no password (");
    }

    @Test
    void a_weaker_source_speaks_where_a_urls_password_is_for_others() {
        asked.variable("DATABASE_URL", "mysql://u:from-url@other")
                .file("my.cnf", "[client]", "password=from-cnf")
                .option("--defaults-file", "my.cnf");

        assertThat(resolve().secret().reveal()).isEqualTo("from-cnf");
    }

    @Test
    void the_terminal_is_asked_when_nothing_else_is_there() {
        Person person = new Person();

        ResolvedPassword password =
                new PasswordResolver(person, InputStream.nullInputStream()).resolve(asked.resolve());

        assertThat(password.secret().reveal()).isEqualTo("typed");
        assertThat(password.origin().describe()).isEqualTo("asked for");
        assertThat(person.questions).containsExactly("root@db:4001");
    }

    @Test
    void asking_may_be_demanded_although_a_variable_is_set() {
        asked.variable("TIDB_PASSWORD", "geheim").option("-p");

        assertThat(new PasswordResolver(new Person(), InputStream.nullInputStream())
                        .resolve(asked.resolve())
                        .secret()
                        .reveal())
                .isEqualTo("typed");
        assertThat(asked.mistake())
                .isEqualTo("There is no terminal for -p/--password to ask on; use --password-file, --password-stdin or"
                        + " TIDB_PASSWORD.");
    }

    @Test
    void a_flag_that_is_turned_off_silences_weaker_sources_of_its_own() {
        asked.yaml("no-password: true").option("--no-password", "false");

        assertThat(asked.mistake()).startsWith("There is no password and no terminal to ask on;");
    }

    @Test
    void a_source_is_shown_by_its_place_alone() {
        asked.variable("TIDB_PASSWORD", "geheim");

        assertThat(PasswordSource.of(asked.resolve())).hasToString("TIDB_PASSWORD");
    }

    @Test
    void two_sources_at_the_same_place_are_a_mistake_that_names_both() {
        asked.file("pw", "x").option("--password-file", "pw").option("--password-stdin");
        assertThat(asked.mistake())
                .isEqualTo("--password-file and --password-stdin both say where the password comes from; give one of"
                        + " them.");

        assertThat(new Asked(directory)
                        .option("-u", "root")
                        .option("--no-password")
                        .option("-p")
                        .mistake())
                .isEqualTo("--no-password and -p/--password both say where the password comes from; give one of them.");
        assertThat(new Asked(directory)
                        .option("-u", "root")
                        .variable("TIDB_PASSWORD", "geheim")
                        .variable("TIDB_PASSWORD_FILE", "pw")
                        .mistake())
                .isEqualTo("TIDB_PASSWORD_FILE and TIDB_PASSWORD both say where the password comes from; give one of"
                        + " them.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            empty | the first line is empty; give the password on it, or --no-password for the empty one.
            latin | the first line is not UTF-8 text; save it as UTF-8.
            long  | the first line is longer than 4096 bytes; give the password alone on it.
            """)
    void a_file_whose_first_line_is_no_password_says_why(String name, String message) {
        asked.file("empty", "", "x")
                .file("latin", "\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                .file("long", "x".repeat(4097))
                .option("--password-file", name);

        assertThat(asked.mistake()).isEqualTo("--password-file: " + message);
    }

    @Test
    void a_file_that_is_not_there_or_a_directory_is_named() {
        Path work = asked.workingDirectory();

        assertThat(asked.option("--password-file", "missing").mistake())
                .isEqualTo("--password-file: '" + work.resolve("missing") + "' does not exist; check the path.");
        assertThat(new Asked(directory)
                        .option("-u", "root")
                        .option("--password-file", ".")
                        .mistake())
                .isEqualTo("--password-file: '" + work + "' is a directory; give a file.");
    }

    @Test
    void empty_standard_input_is_a_mistake() {
        assertThat(asked.option("--password-stdin").mistake())
                .isEqualTo(
                        "--password-stdin: the first line is empty; give the password on it, or --no-password for the"
                                + " empty one.");
    }

    @Test
    void standard_input_that_is_closed_is_a_mistake() throws IOException {
        asked.option("--password-stdin");
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> resolve(closed))
                .withMessage("--password-stdin: standard input cannot be read; use --password-file.");
    }

    @Test
    void a_file_that_everybody_can_read_is_warned_of() throws IOException {
        asked.file("pw", "geheim").option("--password-file", "pw");
        Path file = asked.workingDirectory().resolve("pw");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(resolve().warnings())
                .singleElement()
                .asString()
                .endsWith(" can be read by every user of this machine; chmod 600 keeps them out.");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(resolve().warnings()).isEmpty();
    }

    @Test
    void a_my_cnf_with_a_password_that_everybody_can_read_is_warned_of() throws IOException {
        asked.file("my.cnf", "[client]", "password=geheim").option("--defaults-file", "my.cnf");
        Files.setPosixFilePermissions(
                asked.workingDirectory().resolve("my.cnf"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(resolve().warnings()).hasSize(1);
    }

    private ResolvedPassword resolve() {
        return resolve(InputStream.nullInputStream());
    }

    private ResolvedPassword resolve(InputStream stdin) {
        return new PasswordResolver(new Asked.NoTerminal(), stdin).resolve(asked.resolve());
    }

    /** Somebody at a terminal. */
    private static final class Person implements PasswordPrompt {
        private final List<String> questions = new ArrayList<>();

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public Secret ask(String user, ServerAddress target) {
            questions.add(user + "@" + target);
            return Secret.of("typed");
        }
    }
}
