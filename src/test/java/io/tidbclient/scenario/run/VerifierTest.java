package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Expectation;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import static io.tidbclient.scenario.run.Verifications.SUBJECT;
import static io.tidbclient.scenario.run.Verifications.VALUES;
import static io.tidbclient.scenario.run.Verifications.expected;
import static io.tidbclient.scenario.run.Verifications.failed;
import static io.tidbclient.scenario.run.Verifications.holds;
import static io.tidbclient.scenario.run.Verifications.result;
import static io.tidbclient.scenario.run.Verifications.rows;
import static org.assertj.core.api.Assertions.assertThat;

class VerifierTest {
    private static StepResult updated(String info) {
        return result(Optional.of(new Answer(List.of(), List.of(), List.of(), 1, List.of(), info)), Optional.empty());
    }

    private static Optional<ExpectationFailure> update(String expectation, StepResult result) {
        return new Verifier(SUBJECT, VALUES).compare(expected("UPDATE t SET v = 1", expectation), result);
    }

    @Test
    void what_an_update_matched_and_changed_is_read_from_the_servers_message_in_any_language() {
        String german = "Datens\u00e4tze gefunden: 3  Ge\u00e4ndert: 1  Warnungen: 0";

        assertThat(update("matched: 3\n    changed: 1", updated("Rows matched: 3  Changed: 1  Warnings: 0")))
                .isEmpty();
        assertThat(update("matched: 3\n    changed: 1", updated(german))).isEmpty();
        assertThat(update("changed: 3", updated("Rows matched: 3  Changed: 1  Warnings: 0")))
                .contains(SUBJECT.failure("3 rows changed", "3 rows matched, 1 changed"));
        assertThat(update("changed: 0", updated(""))).contains(SUBJECT.failure("0 rows changed", "1 row"));
    }

    private static StepResult warned(Warning... warnings) {
        return new StepResult(
                Optional.of(Answer.changed(1)),
                Optional.empty(),
                "",
                0,
                Instant.EPOCH,
                Duration.ofMillis(40),
                Optional.of(List.of(warnings)),
                "");
    }

    @Test
    void warnings_are_these_in_their_order_and_no_others() {
        Warning truncated = new Warning("Warning", 1265, "Data truncated for column 'v' at row 1");
        Warning unknown = new Warning("Note", 1051, "Unknown table 's.t'");

        assertThat(update("warnings: [1265, {level: note, matches: 'Unknown.*'}]", warned(truncated, unknown)))
                .isEmpty();
        assertThat(update("warnings: []", warned())).isEmpty();
        assertThat(update("warning-count: 2", warned(truncated, unknown))).isEmpty();
        assertThat(update("warnings: [{code: 1051, level: Note}, 1265]", warned(truncated, unknown)))
                .contains(SUBJECT.failure(
                        "note 1051, warning 1265",
                        "1 row; warning 1265: Data truncated for column 'v' at row 1; note 1051:"
                                + " Unknown table 's.t'"));
        assertThat(update("warnings: 1265", warned())).contains(SUBJECT.failure("warning 1265", "no warnings: 1 row"));
    }

    private static StepResult called(String... results) {
        List<Answer> all = Arrays.stream(results).map(FakeSessions::rows).toList();
        return result(
                Optional.of(new Answer(
                        all.getFirst().columns(),
                        all.getFirst().types(),
                        all.getFirst().rows(),
                        -1,
                        all.subList(1, all.size()))),
                Optional.empty());
    }

    @Test
    void all_results_of_a_procedure_are_compared() {
        String both = "results: [{rows: [[a]]}, {row-count: 1, columns: [v]}]";

        assertThat(holds(both, called("a", "b"))).isTrue();
        assertThat(holds(both, called("b", "a"))).isFalse();
        assertThat(holds(both, called("a"))).isFalse();
        assertThat(holds(both, called("a", "b", "c"))).isFalse();
        assertThat(holds("results: []", result(Optional.of(Answer.changed(0)), Optional.empty())))
                .isTrue();
        assertThat(new Verifier(SUBJECT, VALUES)
                        .compare(expected("SELECT 1", "results: [{rows: [[x]]}]"), called("a", "b")))
                .contains(SUBJECT.failure("1 result: (x)", "2 results: (a); (b)"));
    }

    @Test
    void of_several_results_the_script_chooses_one() {
        Answer first = rows("1,a").answer().orElseThrow();
        Answer second = rows("2,b", "3,c").answer().orElseThrow();
        StepResult both = result(
                Optional.of(new Answer(first.columns(), first.types(), first.rows(), -1, List.of(second))),
                Optional.empty());

        assertThat(new Verifier(SUBJECT, VALUES).compare(expected("CALL p()", "rows: [[1, a]]"), both))
                .contains(SUBJECT.failure(
                        "(1, a)", "2 results, of which 'result' can choose one: (1, a); (2, b), (3, c)"));
        assertThat(holds("within: 1s", both)).isTrue();
        assertThat(holds("rows: [[1, a]]\n    result: 1", both)).isTrue();
        assertThat(holds("rows: [[2, b], [3, c]]\n    result: 2", both)).isTrue();
        assertThat(holds("row-count: 1\n    result: 2", both)).isFalse();
        assertThat(holds("result: 2", both)).isTrue();
        assertThat(holds("result: 3", both)).isFalse();
        assertThat(holds("rows: [[1, a]]\n    result: 2", rows("1,a"))).isFalse();
    }

    @Test
    void an_unexpected_error_is_a_mismatch_whatever_else_is_expected() {
        assertThat(new Verifier(SUBJECT, VALUES).compare(List.of(), failed(1064, "42000")))
                .contains(SUBJECT.failure("that it succeeds", "error 1064: it failed"));
        assertThat(holds("within: 1s", failed(1064, "42000"))).isFalse();
    }

    @Test
    void errors_match_by_number_state_and_message() {
        assertThat(holds("error: 1064", failed(1064, "42000"))).isTrue();
        assertThat(holds("error: [1062, 1064]", failed(1064, "42000"))).isTrue();
        assertThat(holds("error: any", failed(1, ""))).isTrue();
        assertThat(holds("error: {sqlstate: '42000', matches: 'it.*'}", failed(1064, "42000")))
                .isTrue();
        assertThat(holds("error: {code: 1064, sqlstate: '40001'}", failed(1064, "42000")))
                .isFalse();
        assertThat(holds("error: any", rows("1,a"))).isFalse();
    }

    @Test
    void times_include_their_bounds() {
        assertThat(holds("within: 40ms", rows("1,a"))).isTrue();
        assertThat(holds("not-before: 40ms", rows("1,a"))).isTrue();
        assertThat(holds("within: 39ms", rows("1,a"))).isFalse();
        assertThat(holds("not-before: 41ms", rows("1,a"))).isFalse();
    }

    @Test
    void either_holds_when_all_of_one_alternative_does() {
        assertThat(holds("either: [{rows: [[1, a]], within: 1ms}, {error: 1213}]", failed(1213, "")))
                .isTrue();
        assertThat(holds("either: [{rows: [[1, a]], within: 1ms}, {error: 1213}]", rows("1,a")))
                .isFalse();
    }

    @Test
    void only_what_the_server_does_is_an_error_that_can_be_expected() {
        for (FailureKind own : List.of(
                FailureKind.DEFECT,
                FailureKind.MISCONFIGURED,
                FailureKind.TIMED_OUT,
                FailureKind.EXPECTATION_NOT_MET)) {
            assertThat(holds("error: any", failed(own))).as("%s", own).isFalse();
            assertThat(holds("error: CR_SERVER_LOST", failed(own)))
                    .as("%s", own)
                    .isFalse();
        }
    }

    @Test
    void a_lost_connection_is_expected_by_its_own_name() {
        assertThat(holds("error: CR_SERVER_LOST", failed(FailureKind.CONNECTION_LOST)))
                .isTrue();
        assertThat(holds("error: [any, CR_SERVER_LOST]", failed(FailureKind.CONNECTION_LOST)))
                .isTrue();
        assertThat(holds("error: any", failed(FailureKind.CONNECTION_LOST))).isFalse();
        assertThat(holds("error: 1064", failed(FailureKind.CONNECTION_LOST))).isFalse();
        for (Expectation.ErrorPattern more : List.of(
                new Expectation.ErrorPattern(2013, "08S01", null),
                new Expectation.ErrorPattern(2013, "", Pattern.compile("something else")))) {
            assertThat(ErrorMatch.matches(
                            new Expectation.ExpectError(List.of(more)), failed(FailureKind.CONNECTION_LOST)))
                    .as("%s", more)
                    .isFalse();
        }
    }

    @Test
    void an_alternative_that_asks_for_nothing_holds_never() {
        Expectation empty = new Expectation.AnyOf(List.of(List.of(), List.of(new Expectation.Affected(3))));

        assertThat(new Verifier(SUBJECT, VALUES).compare(List.of(empty), rows("1,a")))
                .isPresent();
    }

    private static Optional<ExpectationFailure> compared(String expectation, StepResult result) {
        return new Verifier(SUBJECT, VALUES).compare(expected("SELECT 1", expectation), result);
    }

    @Test
    void the_number_of_rows_has_to_be_that() {
        assertThat(compared("row-count: 2", rows("1,a", "2,b"))).isEmpty();
        assertThat(compared("row-count: 0", rows())).isEmpty();
        assertThat(compared("row-count: 2", rows("1,a"))).contains(SUBJECT.failure("2 rows", "1 row: (1, a)"));
        assertThat(compared("row-count: 0", result(Optional.of(Answer.changed(0)), Optional.empty())))
                .contains(SUBJECT.failure("0 rows", "ok"));
    }

    @Test
    void columns_have_these_names_in_any_case_and_no_others() {
        assertThat(compared("columns: [x, Y]", rows("1,a"))).isEmpty();
        assertThat(compared("columns: [x]", rows("1,a"))).contains(SUBJECT.failure("columns x", "columns x, y"));
        assertThat(compared("columns: [x, z]", rows("1,a"))).contains(SUBJECT.failure("columns x, z", "columns x, y"));
        assertThat(compared("columns: [z, y]", rows("1,a"))).contains(SUBJECT.failure("columns z, y", "columns x, y"));
    }

    @Test
    void rows_are_those_of_a_statement_that_answers_rows() {
        StepResult done = result(Optional.of(Answer.changed(0)), Optional.empty());

        assertThat(compared("rows: []", rows())).isEmpty();
        assertThat(compared("rows: []", done)).contains(SUBJECT.failure("no rows", "ok"));
        assertThat(update("affected: 1", updated(""))).isEmpty();
        assertThat(update("affected: 0", updated(""))).contains(SUBJECT.failure("0 rows changed", "1 row"));
    }

    @Test
    void an_update_that_matched_or_changed_another_number_of_rows_is_not_as_expected() {
        StepResult three = updated("Rows matched: 3  Changed: 1  Warnings: 0");

        assertThat(update("matched: 2", three))
                .contains(SUBJECT.failure("2 rows matched", "3 rows matched, 1 changed"));
        assertThat(update("changed: 1", three)).isEmpty();
        assertThat(update("matched: 1", updated(""))).contains(SUBJECT.failure("1 row matched", "1 row"));
    }

    @Test
    void another_number_of_warnings_is_not_as_expected() {
        Warning truncated = new Warning("Warning", 1265, "Data truncated");

        assertThat(update("warning-count: 2", warned(truncated)))
                .contains(SUBJECT.failure("2 warnings", "1 row; warning 1265: Data truncated"));
        assertThat(update("warning-count: 1", warned())).contains(SUBJECT.failure("1 warning", "no warnings: 1 row"));
        assertThat(update("warning-count: 0", updated(""))).isPresent();
    }
}
