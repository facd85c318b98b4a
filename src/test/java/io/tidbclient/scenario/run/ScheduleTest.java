package io.tidbclient.scenario.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScheduleTest {
    private static final String GROUP = "scenario: s\nsessions: {w: {count: 3}, r: }\nsteps:\n";

    private static Schedule schedule(String script, ServerVersion server) {
        return Schedule.of(TestScripts.one(script), server, Optional.empty(), new SplittableRandom(1));
    }

    @Test
    void a_groups_step_is_a_track_for_each_member() {
        Schedule schedule = schedule(GROUP + "  - w: SELECT :member\n", Servers.TIDB);

        assertThat(schedule.phases()).hasSize(1);
        assertThat(schedule.invocations()).extracting(StepInvocation::session).containsExactly("w1", "w2", "w3");
        assertThat(schedule.invocations().get(2).values()).containsEntry("member", Scalar.Numeric.of(3));
    }

    @Test
    void a_single_member_keeps_its_number() {
        Schedule schedule = schedule(GROUP + "  - w3: SELECT :member\n  - r: SELECT :member\n", Servers.TIDB);

        assertThat(schedule.invocations())
                .extracting(invocation -> invocation.values().get("member"))
                .containsExactly(Scalar.Numeric.of(3), Scalar.Numeric.of(1));
    }

    @Test
    void a_loop_in_a_groups_track_is_every_members() {
        Schedule schedule = schedule(
                GROUP + "  - parallel:\n      - - repeat: 2\n          steps: [{w: SELECT 1}]\n      - r: SELECT 1\n",
                Servers.TIDB);

        assertThat(schedule.phases().getFirst().tracks()).hasSize(4);
        assertThat(schedule.of("w3")).hasSize(2);
        assertThat(schedule.of("r")).hasSize(1);
    }

    @Test
    void a_step_for_another_server_is_left_out() {
        String script = GROUP + "  - r: SELECT 1\n    only-on: mysql\n  - r: SELECT 2\n";

        assertThat(schedule(script, Servers.TIDB).invocations()).hasSize(1);
        assertThat(schedule(script, Servers.MYSQL).invocations()).hasSize(2);
    }

    @Test
    void a_choice_depends_on_the_seed() {
        String script = GROUP + "  - one-of:\n      - r: SELECT 1\n      - r: SELECT 2\n";
        List<String> chosen = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            chosen.add(Schedule.of(TestScripts.one(script), Servers.TIDB, Optional.empty(), new SplittableRandom(seed))
                    .invocations()
                    .getFirst()
                    .step()
                    .action()
                    .shown());
        }
        assertThat(chosen).contains("SELECT 1", "SELECT 2");
    }

    @Test
    void more_steps_than_anybody_could_read_are_refused() {
        assertThatThrownBy(() -> schedule(
                        GROUP + "  - repeat: 10000\n    steps:\n      - repeat: 10\n        steps: [{r: SELECT 1}]\n",
                        Servers.TIDB))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("this makes more than 50000 steps; repeat fewer times.");
    }

    @Test
    void other_orders_are_those_that_are_not_written() {
        for (String permutations : List.of("all", "{sample: 1}", "{sample: 50}")) {
            Scenario scenario = TestScripts.one("""
                    scenario: s
                    sessions: [a, b]
                    steps: [{a: SELECT 1}, {b: SELECT 2}]
                    permutations: %s
                    checks: [{sql: SELECT 1, rows: [[1]]}]
                    """.formatted(permutations));

            assertThat(Schedule.orders(scenario, Servers.TIDB, new SplittableRandom(1)))
                    .singleElement()
                    .satisfies(order ->
                            assertThat(order.steps()).extracting(Step::session).containsExactly("b", "a"));
        }
    }

    @Test
    void an_order_with_expectations_has_them_in_its_steps() {
        Scenario scenario = TestScripts.one("""
                scenario: s
                sessions: [a, b]
                steps: [{name: x, a: DELETE FROM t, affected: 1}, {name: y, b: SELECT 2, row-count: 1}]
                permutations: [{order: [y, x], expect: {x: {affected: 2, on-mariadb: {affected: 3}}}}]
                """);

        StepOrder order = StepOrder.all(scenario, Servers.TIDB, 1).get(1);

        assertThat(order.byExpectations()).isTrue();
        assertThat(order.steps().orElseThrow())
                .extracting(step -> step.session() + " " + step.expectedOn(Servers.TIDB))
                .containsExactly("b [RowCount[count=1]]", "a [Affected[rows=2]]");
        assertThat(order.steps().orElseThrow().getLast().expectedOn(Servers.MARIADB))
                .hasToString("[Affected[rows=3]]");
        assertThat(order.steps().orElseThrow().getLast().expectedAt()).hasToString("s.yaml:4:41");
    }

    @Test
    void a_round_is_known_by_the_name_that_a_loop_gives_it() {
        Schedule named = schedule(GROUP + "  - {repeat: 2, as: round, steps: [{r: 'SELECT :round'}]}\n", Servers.TIDB);
        Schedule unnamed = schedule(GROUP + "  - {repeat: 2, steps: [{r: SELECT 1}]}\n", Servers.TIDB);

        assertThat(named.invocations())
                .extracting(invocation -> invocation.values().get("round"))
                .containsExactly(Scalar.Numeric.of(1), Scalar.Numeric.of(2));
        assertThat(unnamed.invocations())
                .hasSize(2)
                .allSatisfy(invocation -> assertThat(invocation.values()).containsOnlyKeys("member"));
    }

    @Test
    void as_many_steps_as_may_be_are_laid_out() {
        Schedule schedule = schedule(
                GROUP + "  - repeat: 10000\n    steps:\n      - repeat: 5\n        steps: [{r: SELECT 1}]\n",
                Servers.TIDB);

        assertThat(schedule.invocations()).hasSize(50_000);
    }

    @Test
    void a_choice_in_a_track_is_made() {
        Schedule schedule = schedule(
                GROUP + "  - parallel:\n      - - one-of: [{r: SELECT 1}, {r: SELECT 1}]\n      - w1: SELECT 2\n",
                Servers.TIDB);

        assertThat(schedule.invocations()).extracting(StepInvocation::session).containsExactly("r", "w1");
    }

    @Test
    void a_single_sessions_step_in_the_track_of_a_group_is_taken_once() {
        Schedule schedule = schedule("""
                scenario: s
                sessions: {w: {count: 3}, r: , q: }
                steps:
                  - parallel:
                      - - w: SELECT 1
                        - r: SELECT 2
                      - q: SELECT 3
                """, Servers.TIDB);

        assertThat(schedule.phases().getFirst().tracks()).extracting(List::size).containsExactly(2, 1, 1, 1);
    }

    private static List<String> sessionsOfOrders(String steps, String permutations) {
        Scenario scenario = TestScripts.one("scenario: s\nsessions: [a, b]\nsteps: " + steps + "\npermutations: "
                + permutations + "\nchecks: [{sql: SELECT 1, rows: [[1]]}]\n");
        return Schedule.orders(scenario, Servers.TIDB, new SplittableRandom(1)).stream()
                .map(order -> order.steps().stream().map(Step::session).collect(Collectors.joining()))
                .toList();
    }

    @Test
    void orders_are_made_of_the_steps_for_this_server() {
        assertThat(sessionsOfOrders("[{a: SELECT 1}, {b: SELECT 2, only-on: mysql}]", "all"))
                .isEmpty();
        assertThat(sessionsOfOrders("[{a: SELECT 1}, {a: SELECT 2, only-on: mysql}, {b: SELECT 3}]", "all"))
                .containsExactly("ba");
    }

    @Test
    void a_chosen_order_that_is_the_written_one_is_not_run_again() {
        assertThat(sessionsOfOrders("[{name: x, a: SELECT 1}, {name: y, b: SELECT 2}]", "[[x, y], [y, x]]"))
                .containsExactly("ba");
    }
}
