package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import org.junit.jupiter.api.Test;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Mistakes in a script's YAML, with file, line and column. */
class ScriptYamlTest {
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
    void a_character_that_yaml_does_not_know_is_placed() {
        refuses(
                "scenario: s\nsessions: [a\u0007]\n",
                "s.yaml:2:13: this character cannot stand in YAML; write it with an escape in double quotes.");
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
