package io.tidbclient.scenario.script;

import org.junit.jupiter.api.Test;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static io.tidbclient.scenario.script.ScriptRefusals.refusesSteps;
import static org.assertj.core.api.Assertions.assertThat;

/** Loops and parallel tracks with their barriers. */
class BlockReaderTest {
    @Test
    void a_barrier_that_no_other_track_has_is_refused() {
        refusesSteps(
                "s.yaml:6:9: no other track has the barrier 'x'; add it to another track of the block.",
                "- parallel:",
                "  - - a: BEGIN",
                "    - barrier: x",
                "  - b: BEGIN");
        refusesSteps(
                "s.yaml:7:9: the barrier 'x' waits for a track that has ended by then; let each track come to it as"
                        + " often.",
                "- parallel:",
                "  - - a: BEGIN",
                "    - barrier: x",
                "    - barrier: x",
                "  - - b: BEGIN",
                "    - barrier: x");
        refusesSteps(
                "s.yaml:5:9: the barrier 'x' waits for a track that waits at 'y'; give all tracks the same order of"
                        + " barriers.",
                "- parallel:",
                "  - - barrier: x",
                "    - barrier: y",
                "  - - barrier: y",
                "    - barrier: x");
        refusesSteps(
                "s.yaml:4:5: a barrier belongs into a 'parallel' block; steps outside wait for each other anyway.",
                "- barrier: x");
    }

    @Test
    void tracks_within_tracks_are_refused() {
        refusesSteps(
                "s.yaml:6:17: nested 'parallel' blocks are not supported.",
                "- parallel:",
                "  - - repeat: 2",
                "      steps: [{parallel: [{a: BEGIN}, {b: COMMIT}]}]",
                "  - b: BEGIN");
    }

    @Test
    void more_steps_than_can_be_run_are_refused_before_anything_is_connected() {
        String script = """
                scenario: s
                sessions: {a: , b: , g: {count: 10}}
                steps:
                  - parallel:
                      - - repeat: 10000
                          steps: [{repeat: 10000, steps: [{barrier: x}]}]
                      - - b: BEGIN
                """;
        refuses(script, "s.yaml:5:11: this makes more than 50000 steps; repeat fewer times.");
        refuses(
                "scenario: s\nsessions: {g: {count: 10}}\nsteps: [{repeat: 5001, steps: [{g: SELECT 1}]}]\n",
                "s.yaml:3:9: this makes more than 50000 steps; repeat fewer times.");
        // Each of the thousand waits at each barrier.
        refuses("""
                scenario: s
                sessions: {w: {count: 1000}, r: }
                steps:
                  - parallel:
                      - [{w: SELECT 1}, {repeat: 60, steps: [{barrier: x}]}]
                      - [{r: SELECT 1}, {repeat: 60, steps: [{barrier: x}]}]
                """, "s.yaml:4:5: this makes more than 50000 steps; repeat fewer times.");
        assertThat(TestScripts.one("""
                                scenario: s
                                sessions: {g: {count: 10}}
                                steps: [{repeat: 5000, steps: [{g: SELECT 1}]}]
                                """).steps()).hasSize(1);
    }
}
