package io.tidbclient.scenario.script;

import org.junit.jupiter.api.Test;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static io.tidbclient.scenario.script.ScriptRefusals.refusesSteps;
import static org.assertj.core.api.Assertions.assertThat;

/** A session takes steps only while it is sure to be connected. */
class LifelinesTest {
    @Test
    void a_session_that_has_ended_takes_no_step() {
        refusesSteps(
                "s.yaml:5:5: session a has ended in line 4; give it a step 'connect: a' before this one.",
                "- cut: a",
                "- a: SELECT 1");
        refusesSteps(
                "s.yaml:4:5: session a is connected already; declare it with 'connect: later', or disconnect it"
                        + " before.",
                "- connect: a");
    }

    @Test
    void a_choice_does_not_continue_where_another_one_ended() {
        assertThat(TestScripts.steps("- one-of:", "  - [{disconnect: a}, {connect: a}]", "  - - a: SELECT 1")
                        .steps())
                .hasSize(1);
        assertThat(TestScripts.steps("- one-of:", "  - - cut: a", "  - - a: SELECT 1", "- connect: a")
                        .steps())
                .hasSize(2);
        refusesSteps(
                "s.yaml:7:5: session a may have ended in line 5; give it a step 'connect: a' before this one.",
                "- one-of:",
                "  - cut: a",
                "  - a: SELECT 1",
                "- a: SELECT 2");
        refuses("""
                scenario: s
                sessions: {a: , b: {connect: later}}
                steps:
                  - one-of: [{connect: b}, {a: SELECT 1}]
                  - b: SELECT 2
                """, "s.yaml:5:5: session b may not be connected yet; give it a step 'connect: b' before this one.");
    }

    @Test
    void the_second_iteration_of_a_loop_begins_where_the_first_ended() {
        refusesSteps(
                "s.yaml:5:13: session a has ended in line 5; give it a step 'connect: a' before this one.",
                "- repeat: 2",
                "  steps: [{a: SELECT 1}, {cut: a}]");
        assertThat(TestScripts.steps("- repeat: 1", "  steps: [{a: SELECT 1}, {cut: a}]")
                        .steps())
                .hasSize(1);
    }

    @Test
    void what_one_server_refuses_is_not_open_there() {
        String script = """
                scenario: s
                sessions: {a: {connect: later}}
                steps:
                  - connect: a
                    on-mariadb: {error: any}
                  - a: SELECT 1
                """;

        refuses(script, "s.yaml:6:5: session a is not connected yet; give it a step 'connect: a' before this one.");
        assertThat(TestScripts.one(script + "    only-on: [tidb, mysql]\n").steps())
                .hasSize(2);
    }

    @Test
    void clients_of_a_workload_are_connected_when_it_begins() {
        refuses("""
                scenario: s
                sessions: {a: {connect: later}}
                workload:
                  {session: a, transactions: 1, transaction: SELECT 1}
                """, "s.yaml:4:3: session a is not connected yet; give it a step 'connect: a' before this one.");
    }
}
