package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scalar;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The result of a step, and the values that its names stood for, as a person reads them. */
class StepResultTest {
    private static StepResult rows(int count) {
        return Verifications.result(
                Optional.of(FakeSessions.rows(Collections.nCopies(count, "a").toArray(String[]::new))),
                Optional.empty());
    }

    private static String shown(int count) {
        return Collections.nCopies(count, "(a)").stream().collect(Collectors.joining(", "));
    }

    @Test
    void at_most_eight_rows_are_shown_with_how_many_there_are_and_all_where_the_whole_is_asked_for() {
        assertThat(rows(8).shown()).isEqualTo(shown(8));
        assertThat(rows(9).shown()).isEqualTo(shown(8) + " … 9 rows");
        assertThat(rows(9).whole()).isEqualTo(shown(9));
        assertThat(rows(0).whole()).isEqualTo("no rows");
    }

    @Test
    void a_value_of_more_than_eighty_characters_is_cut() {
        String longest = "a".repeat(80);

        assertThat(Verifications.result(Optional.of(FakeSessions.rows(longest)), Optional.empty())
                        .shown())
                .isEqualTo("(" + longest + ")");
        assertThat(Verifications.result(Optional.of(FakeSessions.rows(longest + "b")), Optional.empty())
                        .shown())
                .isEqualTo("(" + longest.substring(1) + "…)");
    }

    @Test
    void a_step_is_over_as_long_after_its_beginning_as_it_took() {
        StepResult result = new StepResult(
                Optional.of(Answer.changed(1)),
                Optional.empty(),
                "",
                0,
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofSeconds(3));

        assertThat(result.ended()).isEqualTo(Instant.parse("2026-01-01T00:00:03Z"));
    }

    @Test
    void the_outcome_is_unknown_only_where_the_answer_was_lost() {
        assertThat(Verifications.failed(FailureKind.CONNECTION_LOST).isUnknown())
                .isTrue();
        assertThat(Verifications.failed(FailureKind.EXPECTATION_NOT_MET).isUnknown())
                .isFalse();
        assertThat(Verifications.result(
                                Optional.empty(),
                                Optional.of(new Failure(
                                        FailureKind.CONNECTION_LOST, 1053, "", "", "", "", "it failed", "", "")))
                        .isUnknown())
                .isFalse();
        assertThat(rows(1).isUnknown()).isFalse();
    }

    private static String shownValues(Map<String, Scalar> bound) {
        RunningStep step = new RunningSteps("- a: SELECT 1").begin(1, Duration.ZERO);
        return new StepRecord(step.invocation, Duration.ZERO, Instant.EPOCH, bound, Optional.empty(), Optional.empty())
                .shownValues();
    }

    @Test
    void the_names_of_a_statement_are_shown_with_what_they_stood_for_except_the_members_number() {
        Map<String, Scalar> bound = new LinkedHashMap<>();
        bound.put("amount", Scalar.Numeric.of(7));
        bound.put("member", Scalar.Numeric.of(2));
        bound.put("owner", new Scalar.Text("ann"));
        bound.put("digits", new Scalar.Text("12"));
        bound.put("tail", new Scalar.Text("a".repeat(81)));

        assertThat(shownValues(bound))
                .isEqualTo(":amount = 7, :owner = ann, :digits = '12', :tail = " + "a".repeat(79) + "…");
        assertThat(shownValues(Map.of("member", Scalar.Numeric.of(2)))).isEmpty();
    }

    @Test
    void a_warning_without_a_number_has_the_number_zero_and_one_with_a_known_number_its_name() {
        Answer answer = new Answer(
                List.of("Level", "Code", "Message"),
                List.of(false, false, false),
                List.of(List.of("Warning", "none", "Odd"), List.of("Error", "1062", "Duplicate entry")),
                -1);

        assertThat(Warning.of(answer))
                .containsExactly(new Warning("Warning", 0, "Odd"), new Warning("Error", 1062, "Duplicate entry"));
        assertThat(Warning.of(answer))
                .extracting(Warning::shown)
                .containsExactly("warning 0: Odd", "error 1062 ER_DUP_ENTRY: Duplicate entry");
    }

    @Test
    void what_a_run_left_behind_is_named_by_its_kind() {
        assertThat(new Leftover("1", Leftover.Kind.USER, "tc_1", "%").label()).isEqualTo("user 'tc_1'@'%'");
        assertThat(new Leftover("1", Leftover.Kind.DATABASE, "tidb_client_1", "").label())
                .isEqualTo("database tidb_client_1");
    }
}
