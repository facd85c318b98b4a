package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** YAML that has no end, or a very distant one. */
class ScriptYamlTest {
    private static void refuses(String script, String message) {
        assertThatThrownBy(() -> TestScripts.all(script))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void an_alias_within_what_it_stands_for_is_refused() {
        String why = ": the alias '*x' refers to itself; write out what is meant.";

        refuses("scenario: s\nsessions: [a]\nsteps: &x\n  - repeat: 2\n    steps: *x\n", "s.yaml:5:12" + why);
        refuses("&x {scenario: *x}\n", "s.yaml:1:15" + why);
        refuses("scenario: s\nsessions: &x {a: *x}\n", "s.yaml:2:18" + why);
    }

    @Test
    void an_alias_that_comes_after_its_anchor_is_what_it_stands_for() {
        assertThat(TestScripts.one("""
            scenario: s
            sessions: [a, b]
            steps:
              - repeat: 2
                steps: &x [{a: SELECT 1}, {b: SELECT &two 2}]
              - repeat: 3
                steps: *x
            """).steps()).hasSize(2);
    }

    @Test
    void few_lines_that_make_a_great_many_values_are_refused() {
        StringBuilder script = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            script.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }

        refuses(
                script.toString(),
                "s.yaml:6:55: the script has more than 1000000 values here, with all aliases written out; make it"
                        + " smaller.");
    }

    @Test
    void deep_nesting_is_refused_with_its_place_also_by_aliases() {
        refuses(
                "scenario: s\nsteps: " + "[".repeat(100_000),
                "s.yaml:2:38: maps and lists are nested more than 30 levels deep; check brackets and aliases.");
        refuses(
                "a: &a " + "[".repeat(20) + "]".repeat(20) + "\nb: " + "[".repeat(20) + "*a" + "]".repeat(20),
                "s.yaml:2:24: maps and lists are nested more than 30 levels deep; check brackets and aliases.");
    }

    @Test
    void a_character_that_yaml_does_not_know_is_placed() {
        refuses(
                "scenario: s\nsessions: [a\u0007]\n",
                "s.yaml:2:13: this character cannot stand in YAML; write it with an escape in double quotes.");
    }

    @Test
    void an_escape_of_no_character_is_placed() {
        refuses(
                "scenario: s\nsessions: [a, \"\\UFFFFFFFF\"]\n",
                "s.yaml:2:13: what follows cannot be read as YAML; check its escapes, \\x, \\u and \\U.");
    }

    @Test
    void huge_values_are_cut_in_messages() {
        String huge = "x".repeat(3_000_000);

        assertThatThrownBy(() -> TestScripts.all("scenario: s\nsessions: [" + huge + "]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("s.yaml:2:12: 'xxx")
                .message()
                .hasSizeLessThan(300);
        assertThat(TestScripts.steps("- a: \"" + " (".repeat(200_000) + "SELECT 1\"")
                        .steps())
                .hasSize(1);
        assertThatThrownBy(() ->
                        TestScripts.steps("- a: SELECT 1", "  rows: [[{matches: \"" + "(".repeat(100_000) + "\"}]]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("s.yaml:5:23: the pattern is not a regular expression (");
    }

    @Test
    void a_key_that_stands_twice_is_refused() {
        refuses(
                "scenario: s\nsessions: [a]\nscenario: t\n",
                "s.yaml:3:1: 'scenario' was already given in line 1; remove one of them.");
    }
}
