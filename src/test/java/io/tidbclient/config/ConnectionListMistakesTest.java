package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes in the list of connections in the YAML file: one sentence, with the line and the remedy. */
class ConnectionListMistakesTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            - {id: a, hots: h}             | tidb-client.yaml:2: unknown key 'hots'; did you mean 'host'?
            - id: a;    zebra: h           | tidb-client.yaml:3: unknown key 'zebra'; a connection has id, host, port, user, password-file, no-password, database, ssl-mode, ssl-ca, ssl-cert, ssl-key.
            - id: a;    timeout: 5s        | tidb-client.yaml:3: timeout: it is not for a single connection; move it out of the list.
            - id: a;    password: geheim   | tidb-client.yaml:3: password: a password does not belong in this file; give password-file, or set TIDB_PASSWORD.
            - id: a;    config: x          | tidb-client.yaml:3: config: the file cannot name another one; give --config or TIDB_CONFIG.
            - host: h                      | tidb-client.yaml:2: this connection has no id; give it a name, as in 'id: shop'.
            - id: ''                       | tidb-client.yaml:2: id: the name is empty; give a name.
            - id: [a]                      | tidb-client.yaml:2: id: a list is not valid here; give a name.
            - id:                          | tidb-client.yaml:2: id: the value is missing; give a name or remove the line.
            - id: "a\\u202eb"              | tidb-client.yaml:2: id: 'a?b' holds invisible characters; give a name without.
            - id: "a\\u0007"               | tidb-client.yaml:2: id: 'a?' holds control characters; give a name without.
            - id: a;  - id: b;  - id: a    | tidb-client.yaml:4: the id 'a' was already given in line 2; give each connection a unique id.
            - just words                   | tidb-client.yaml:2: a connection of the list is a single value; give its id, host and other keys, one 'key: value' a line.
            - [a]                          | tidb-client.yaml:2: a connection of the list is a list; give its id, host and other keys, one 'key: value' a line.
            - id: a;    host: [a, b]       | tidb-client.yaml:3: host: a connection of the list has one host; list a connection for each.
            - id: a;    host: a,b          | tidb-client.yaml:3: host: a connection of the list has one host; list a connection for each.
            - id: a;    host: ',a'         | tidb-client.yaml:3: host: a connection of the list has one host; list a connection for each.
            - id: a;    host: h:x          | tidb-client.yaml:3: host: the port of 'h': it is not a whole number; give 1 to 65535.
            - id: a;    port: 0            | tidb-client.yaml:3: port: '0' is out of range; give 1 to 65535.
            - id: a;    user: ''           | tidb-client.yaml:3: user: the user is empty; give a user's name.
            - id: a;    user: [a, b]       | tidb-client.yaml:3: user: a list is not valid here; give one value.
            - id: a;    database: 'a,'     | tidb-client.yaml:3: database: the database is empty; give a database's name.
            - id: a;    ssl-mode: on       | tidb-client.yaml:3: ssl-mode: 'on' is not known; give disabled, preferred, required, verify-ca, verify-identity.
            - id: a;    ssl-key: k.pem     | tidb-client.yaml:3: ssl-key: a private key needs its client certificate; give ssl-cert beside it.
            - id: a;    host: h            | tidb-client.yaml:2: connection 'a' has no user; give it one, or one for all with -u, TIDB_USER or user at the top level.
            """)
    void a_mistake_is_one_sentence_with_file_line_and_remedy(String lines, String message) {
        asked.yaml(("connections:;  " + lines).split(";")).option("--no-password");
        if (!message.contains("has no user")) {
            asked.option("-u", "root");
        }

        assertThat(asked.mistake()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connections: []     | tidb-client.yaml:1: connections: the list is empty; list a connection, or remove the key.
            connections: {a: b} | tidb-client.yaml:1: connections: a map is not valid here; give a number or a list of connections.
            connections:        | tidb-client.yaml:1: connections: the value is missing; give a number or a list of connections or remove the line.
            """)
    void what_is_neither_a_number_nor_a_list_is_a_mistake(String line, String message) {
        assertThat(asked.yaml(line).mistake()).isEqualTo(message);
    }

    @Test
    void an_id_has_at_most_64_characters() {
        assertThat(asked.yaml("connections:", "  - id: " + "x".repeat(65)).mistake())
                .startsWith("tidb-client.yaml:2: id: 'xxx")
                .endsWith("' is too long; a connection's id has at most 64 characters.");
    }

    @Test
    void a_connection_without_a_host_needs_a_single_one_for_all() {
        asked.yaml("host: [db1, db2]", "connections:", "  - id: a")
                .option("-u", "root")
                .option("--no-password");

        assertThat(asked.mistake())
                .isEqualTo("tidb-client.yaml:3: connection 'a' has no host of its own, and there are 2"
                        + " (tidb-client.yaml:1); give it one.");
    }

    @Test
    void validating_finds_every_mistake_in_every_list() {
        asked.yaml(
                "connections:",
                "  - {id: a, port: 0}",
                "profiles:",
                "  p:",
                "    connections:",
                "      - id: b",
                "        ssl-mode: x");

        assertThat(asked.valueMistakes())
                .containsExactly(
                        "tidb-client.yaml:2: port: '0' is out of range; give 1 to 65535.",
                        "tidb-client.yaml:7: ssl-mode: 'x' is not known; give disabled, preferred, required, verify-ca,"
                                + " verify-identity.");
    }
}
