package io.tidbclient.output.scenario;

import io.tidbclient.connection.Answer;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.Schedule;
import io.tidbclient.scenario.run.StepInvocation;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.StepResult;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Members of a large group that did the same have one column; the values of a statement stand below it. */
class FoldedGroupsTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private static ScenarioResult result(int count, ToLongFunction<StepInvocation> affected) {
        return answered(count, step -> Answer.changed(affected.applyAsLong(step)));
    }

    private static ScenarioResult answered(int count, Function<StepInvocation, Answer> answer) {
        Scenario scenario = TestScripts.one("""
                scenario: s
                sessions: {ann: {server: 2}, w: {count: %d}}
                values: {amount: 7}
                steps:
                  - ann: BEGIN
                  - w: INSERT INTO t VALUES (:member, :amount)
                """.formatted(count));
        List<StepRecord> steps =
                Schedule.of(scenario, Servers.TIDB, Optional.empty(), new SplittableRandom(1)).invocations().stream()
                        .map(invocation -> taken(invocation, answer.apply(invocation)))
                        .toList();
        return new ScenarioResult(
                scenario,
                "s",
                ScenarioResult.Status.PASSED,
                "",
                Optional.empty(),
                START,
                Duration.ofSeconds(1),
                scenario.connections(),
                Map.of(),
                steps,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                1,
                1,
                Optional.empty());
    }

    private static StepRecord taken(StepInvocation invocation, Answer answer) {
        Map<String, Scalar> bound = invocation.session().equals("ann")
                ? Map.of()
                : Map.of("member", invocation.values().get("member"), "amount", Scalar.Numeric.of(7));
        StepResult result = new StepResult(Optional.of(answer), Optional.empty(), "", 0, START, Duration.ofMillis(1));
        return new StepRecord(
                invocation,
                Duration.ZERO,
                START.plusMillis(invocation.number()),
                bound,
                Optional.empty(),
                Optional.of(result));
    }

    private static List<String> timeline(ScenarioResult result, int width) {
        return new Timeline(result, width).lines().stream().map(Text::plain).toList();
    }

    @Test
    void a_large_group_whose_members_did_the_same_is_one_column_with_the_values_below_the_statement() {
        assertThat(timeline(result(5, step -> 1), 100))
                .containsExactly(
                        "     ann (server 2)                                w ×5",
                        "  1  BEGIN",
                        "     → 1 row",
                        "  2                                                INSERT INTO t VALUES (:member, :amount)",
                        "                                                     :amount = 7",
                        "                                                   → 1 row");
    }

    @Test
    void members_that_did_something_else_have_columns_of_their_own() {
        ScenarioResult differs = result(5, step -> step.session().equals("w3") ? 2 : 1);

        assertThat(new FoldedGroups(differs).sessions()).containsExactly("ann", "w1", "w2", "w3", "w4", "w5");
        assertThat(new FoldedGroups(result(3, step -> 1)).sessions()).containsExactly("ann", "w1", "w2", "w3");
    }

    @Test
    void rows_beyond_those_that_a_timeline_shows_are_compared_too() {
        ScenarioResult same = answered(5, step -> rows(20, "last"));
        ScenarioResult differs = answered(5, step -> rows(20, step.session().equals("w3") ? "another last" : "last"));

        assertThat(new FoldedGroups(same).sessions()).containsExactly("ann", "w1");
        assertThat(new FoldedGroups(differs).sessions()).containsExactly("ann", "w1", "w2", "w3", "w4", "w5");
    }

    private static Answer rows(int count, String last) {
        List<List<String>> rows = IntStream.rangeClosed(1, count)
                .mapToObj(row -> List.of(row == count ? last : "row " + row))
                .toList();
        return new Answer(List.of("v"), List.of(false), rows, -1);
    }

    @Test
    void where_columns_do_not_fit_the_lines_are_folded_and_those_to_compare_are_not() {
        assertThat(timeline(result(5, step -> 1), 20))
                .containsExactly(
                        "  1  ann (server 2)  BEGIN → 1 row",
                        "  2  w ×5            INSERT INTO t VALUES (:member, :amount) (:amount = 7) → 1 row");
        assertThat(StepLines.of(result(5, step -> 1))).hasSize(6);
    }
}
