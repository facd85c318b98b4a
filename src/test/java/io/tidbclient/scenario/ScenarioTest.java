package io.tidbclient.scenario;

import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioTest {
    @Test
    void depends_on_chance_when_the_seed_chooses_anything() {
        assertThat(TestScripts.steps("- a: SELECT 1", "- repeat: 2", "  steps: [{a: SELECT 2}]")
                        .dependsOnChance())
                .isFalse();
        assertThat(TestScripts.steps("- repeat: 2", "  steps: [{one-of: [{a: SELECT 1}, {b: SELECT 2}]}]")
                        .dependsOnChance())
                .isTrue();
        assertThat(TestScripts.one(
                                "scenario: s\nsessions: [a]\nvalues: {x: {between: [1, 2]}}\nsteps: [{a: SELECT 1}]\n")
                        .dependsOnChance())
                .isTrue();
    }

    @Test
    void scenarios_that_are_read_from_the_same_text_are_equal() {
        String text = """
                scenario: s
                sessions: [a]
                steps:
                  - a: SELECT nonsense
                    error: {matches: "Unknown.*"}
                  - a: SELECT 'x'
                    rows: [[{matches: "x.*"}]]
                """;

        assertThat(TestScripts.one(text))
                .isEqualTo(TestScripts.one(text))
                .hasSameHashCodeAs(TestScripts.one(text))
                .isNotEqualTo(TestScripts.one(text.replace("Unknown", "unknown")))
                .isNotEqualTo(TestScripts.one(text.replace("x.*", "y.*")));
    }

    @Test
    void a_members_number_is_its_place_in_its_group() {
        assertThat(TestScripts.one("scenario: s\nsessions: {w: {count: 3}, r: }\nsteps: [{r: SELECT 1}]\n")
                        .memberNumbers())
                .containsEntry("w3", 3)
                .containsEntry("r", 1)
                .hasSize(4);
    }
}
