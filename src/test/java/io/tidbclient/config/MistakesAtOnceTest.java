package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Several mistakes in one list of the YAML file: each is reported, and none hides those after it. */
class MistakesAtOnceTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void in_a_directory_of_its_own() {
        asked = new Asked(directory);
    }

    @Test
    void all_mistakes_of_a_list_of_connections_are_reported() {
        asked.yaml(
                "connections:",
                "  - host: db1",
                "  - {id: a, hots: db1}",
                "  - {id: a, timeout: 5s}",
                "  - {id: '', port: 0}",
                "  - {id: '#4', host: [a, b]}",
                "  - just words");

        assertThat(asked.valueMistakes())
                .containsExactly(
                        "tidb-client.yaml:2: this connection has no id; give it a name, as in 'id: shop'.",
                        "tidb-client.yaml:3: unknown key 'hots'; did you mean 'host'?",
                        "tidb-client.yaml:4: timeout: it is not for a single connection; move it out of the list.",
                        "tidb-client.yaml:4: the id 'a' was already given in line 3; give each connection a unique id.",
                        "tidb-client.yaml:5: id: the name is empty; give a name.",
                        "tidb-client.yaml:5: port: '0' is out of range; give 1 to 65535.",
                        "tidb-client.yaml:6: host: a connection of the list has one host; list a connection for each.",
                        "tidb-client.yaml:6: the id '#4' was already given in line 5; give each connection a unique id.",
                        "tidb-client.yaml:7: a connection of the list is a single value; give its id, host and other"
                                + " keys, one 'key: value' a line.");
    }

    @Test
    void all_mistakes_of_a_list_of_targets_are_reported() {
        asked.yaml(
                "serve:",
                "  lisen: 127.0.0.1",
                "  host: db1",
                "  targets:",
                "    - host: db1",
                "    - {name: a, listen: 127.0.0.1}",
                "    - {name: a, hots: db1}",
                "    - {name: 'b\\u202ec', host: db1}".replace("'", "\""),
                "    - {name: " + "x".repeat(65) + ", host: db1}",
                "    - {name: " + "y".repeat(64) + ", host: db1, profile: none}",
                "    - just words");

        assertThat(asked.valueMistakes())
                .containsExactly(
                        "tidb-client.yaml:2: unknown key 'lisen'; did you mean 'listen'?",
                        "tidb-client.yaml:3: host: it is not a setting of the server; move it to the top level.",
                        "tidb-client.yaml:5: this target has no name; give it one, as in 'name: shop'.",
                        "tidb-client.yaml:6: listen: it is not a setting of a target; move it to the top level.",
                        "tidb-client.yaml:7: the name 'a' was already given in line 6; give each target a unique name.",
                        "tidb-client.yaml:7: unknown key 'hots'; did you mean 'host'?",
                        "tidb-client.yaml:8: name: 'b?c' holds invisible characters; give a name without.",
                        "tidb-client.yaml:9: name: '" + "x".repeat(60)
                                + "…' is too long; a target's name has at most 64 characters.",
                        "tidb-client.yaml:10: profile: tidb-client.yaml has no profile 'none'; it has none at all.",
                        "tidb-client.yaml:11: a target of the list is a single value; give its name, host and other"
                                + " keys, one 'key: value' a line.");
    }

    @Test
    void targets_that_are_no_list_are_reported() {
        asked.yaml("serve:", "  targets: shop", "  lisen: 127.0.0.1");

        assertThat(asked.valueMistakes())
                .containsExactly(
                        "tidb-client.yaml:2: targets: list at least one target, as in '- name: shop', or remove the"
                                + " key.",
                        "tidb-client.yaml:3: unknown key 'lisen'; did you mean 'listen'?");
    }

    @Test
    void all_mistakes_of_a_list_of_scenarios_are_reported() {
        asked.yaml(
                "serve:",
                "  targets:",
                "    - name: a",
                "      host: db1",
                "      scenarios:",
                "        - {evry: 1m}",
                "        - {run: isolation/p4, every: 1m, cron: '0 0 * * * ?'}",
                "        - {run: isolation/p4, timeout: soon}",
                "        - {run: isolation/p4, name: [a]}",
                "        - {run: \"a\\u202eb\"}",
                "        - {run: isolation/p4, name: p4}",
                "        - {run: isolation/g1a, name: p4}",
                "        - {run: isolation/g1a, name: " + "x".repeat(65) + "}",
                "        - {run: isolation/g1a, name: " + "x".repeat(64) + "}");

        assertThat(asked.valueMistakes())
                .containsExactly(
                        "tidb-client.yaml:6: unknown key 'evry'; did you mean 'every'?",
                        "tidb-client.yaml:6: this scenario has no run; give a script's file or a built-in scenario, as"
                                + " in 'run: isolation/p4'.",
                        "tidb-client.yaml:7: every and tidb-client.yaml:7: cron both say when the scenario runs; give"
                                + " one of them.",
                        "tidb-client.yaml:8: timeout: 'soon' is not a duration; give it in seconds or as 500ms, 90s,"
                                + " 2m, 1h or 30d.",
                        "tidb-client.yaml:9: name: a list is not valid here; give a name.",
                        "tidb-client.yaml:10: run: 'a?b' holds invisible characters; give one without.",
                        "tidb-client.yaml:12: the scenario 'p4' was already given in line 11; give each scenario of a"
                                + " target a unique name.",
                        "tidb-client.yaml:13: '" + "x".repeat(60)
                                + "…' is too long for a name; give this scenario a name of at most 64 characters, as in"
                                + " 'name: short'.");
    }

    @Test
    void scenarios_that_are_no_list_are_reported() {
        asked.yaml("serve:", "  targets:", "    - {name: a, hots: db1, scenarios: []}");

        assertThat(asked.valueMistakes())
                .containsExactlyInAnyOrder(
                        "tidb-client.yaml:3: scenarios: list at least one scenario, as in '- isolation/p4', or remove"
                                + " the key.",
                        "tidb-client.yaml:3: unknown key 'hots'; did you mean 'host'?");
    }

    @Test
    void flags_that_contradict_each_other_and_repetitions_are_reported() {
        asked.option("-q").option("-v").option("--repeat", "3").option("--last");

        assertThat(asked.mistakes())
                .contains(
                        "-q/--quiet and -v/--verbose contradict each other; give one of them.",
                        "--repeat: requires --every or --cron.",
                        "--last: requires --every or --cron.");

        asked = new Asked(directory).option("-q").option("--every", "1m").option("--cron", "0 0 * * * ?");
        assertThat(asked.mistakes())
                .contains("--every and --cron both say when the check is repeated; give one of them.")
                .doesNotContain("-q/--quiet and -v/--verbose contradict each other; give one of them.");
    }
}
