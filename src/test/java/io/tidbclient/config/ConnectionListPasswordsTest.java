package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Which password each connection of the list in the YAML file logs in with. */
class ConnectionListPasswordsTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory).file("shop.pw", "shop-secret");
    }

    @Test
    void the_password_that_several_share_is_asked_for_once() {
        Person person = new Person();
        ResolvedSettings settings = asked.yaml(
                        "user: root",
                        "connections:",
                        "  - {id: a, host: db1, password-file: shop.pw}",
                        "  - {id: b, host: db2, user: app}",
                        "  - {id: c, host: db3}",
                        "  - {id: d, host: db4, no-password: true}")
                .resolve();
        PasswordResolver passwords = new PasswordResolver(person, InputStream.nullInputStream());

        ConnectionPlan plan =
                ConnectionPlan.from(settings, one -> passwords.resolve(one).secret());

        assertThat(plan.connections())
                .extracting(connection -> connection.password().reveal())
                .containsExactly("shop-secret", "typed", "typed", "");
        assertThat(person.questions).containsExactly("app@db2:4000");
    }

    @Test
    void there_is_no_prompt_when_each_has_a_password_of_its_own() {
        asked.yaml(
                "user: root",
                "connections:",
                "  - {id: a, host: db1, password-file: shop.pw}",
                "  - {id: b, host: db2, no-password: true}");

        assertThat(asked.mistake()).startsWith("no mistake: ");
    }

    @Test
    void a_connection_may_turn_off_what_is_on_for_all() {
        asked.yaml("user: root", "no-password: true", "connections: [{id: a, host: db1, no-password: false}]");

        assertThat(asked.mistake())
                .isEqualTo("There is no password for the connection 'a' and no terminal to ask on; use --password-file,"
                        + " --password-stdin, TIDB_PASSWORD or, for the empty password, --no-password.");
    }

    @Test
    void a_urls_password_goes_to_that_urls_host_alone() {
        asked.yaml("user: app", "connections: [{id: a, host: db1}, {id: b}, {id: c, host: db1, port: 4001}]")
                .variable("DATABASE_URL", "mysql://root:from-url@db1:4000");

        assertThat(asked.mistake())
                .isEqualTo("There is no password for the connection 'c' (the one in DATABASE_URL is for that URL's host"
                        + " alone) and no terminal to ask on; use --password-file, --password-stdin, TIDB_PASSWORD or,"
                        + " for the empty password, --no-password.");

        asked.file("my.cnf", "[client]", "password=from-cnf").option("--defaults-file", "my.cnf");
        assertThat(ConnectionPlan.from(
                                asked.resolve(),
                                one -> new PasswordResolver(new Asked.NoTerminal(), InputStream.nullInputStream())
                                        .resolve(one)
                                        .secret())
                        .connections())
                .extracting(connection -> connection.password().reveal())
                .containsExactly("from-url", "from-url", "from-cnf");
    }

    /** A user at a terminal. */
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
