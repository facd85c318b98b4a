package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class VerifierTest {
    private static final Map<String, Scalar> VALUES = Map.of("seen", Scalar.Numeric.of(7));

    private static List<Expectation> expected(String statement, String expectation) {
        return ((Block.One) TestScripts.steps("- a: " + statement, "  " + expectation)
                        .steps()
                        .getFirst())
                .step()
                .expectations();
    }

    private static StepResult rows(String... cells) {
        List<List<String>> rows = Arrays.stream(cells)
                .map(row -> Arrays.stream(row.split(","))
                        .map(cell -> cell.equals("NULL") ? null : cell)
                        .toList())
                .toList();
        return result(Optional.of(new Answer(List.of("x", "y"), List.of(true, false), rows, -1)), Optional.empty());
    }

    private static StepResult failed(int code, String state) {
        Failure failure = new Failure(FailureKind.UNCLASSIFIED, code, "", state, "", "", "it failed", "", "");
        return result(Optional.empty(), Optional.of(failure));
    }

    private static StepResult result(Optional<Answer> answer, Optional<Failure> failure) {
        return new StepResult(answer, failure, "it failed", 0, Instant.EPOCH, Duration.ofMillis(40));
    }

    private static boolean holds(String expectation, StepResult result) {
        return new Verifier(VALUES)
                .compare(expected("SELECT 1", expectation), result)
                .isEmpty();
    }

    @Test
    void numbers_are_compared_as_numbers_and_text_as_text() {
        assertThat(holds("rows: [[1, a]]", rows("1.00,a"))).isTrue();
        assertThat(holds("rows: [['1', a]]", rows("1.00,a"))).isFalse();
        assertThat(holds("rows: [[1, A]]", rows("1,a"))).isFalse();
        assertThat(holds("rows: [[null, a]]", rows("NULL,a"))).isTrue();
        assertThat(holds("rows: [['NULL', a]]", rows("NULL,a"))).isFalse();
    }

    @Test
    void rows_in_any_order_are_matched_one_to_one() {
        assertThat(holds("rows-in-any-order: [[2, b], [1, a]]", rows("1,a", "2,b")))
                .isTrue();
        assertThat(holds("rows-in-any-order: [[1, a], [1, a]]", rows("1,a", "2,b")))
                .isFalse();
        // The first pattern fits both rows, and must leave the first to the second.
        assertThat(holds("rows-in-any-order: [[{anything: true}, {anything: true}], [1, a]]", rows("1,a", "2,b")))
                .isTrue();
    }

    @Test
    void a_saved_value_is_what_was_saved() {
        Verifier verifier = new Verifier(VALUES);
        List<Expectation> named = List.of(new Expectation.Rows(
                List.of(List.of(
                        new io.tidbclient.scenario.Cell.Named("seen"), new io.tidbclient.scenario.Cell.Anything())),
                true));
        assertThat(verifier.compare(named, rows("7,z"))).isEmpty();
        assertThat(verifier.compare(named, rows("8,z"))).contains(new Verifier.Mismatch("(7, (anything))", "(8, z)"));
    }

    @Test
    void an_unexpected_error_is_a_mismatch_whatever_else_is_expected() {
        assertThat(new Verifier(VALUES).compare(List.of(), failed(1064, "42000")))
                .contains(new Verifier.Mismatch("that it succeeds", "error 1064: it failed"));
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
            assertThat(Verifier.matches(
                            new Expectation.ExpectError(List.of(more)), failed(FailureKind.CONNECTION_LOST)))
                    .as("%s", more)
                    .isFalse();
        }
    }

    @Test
    void an_alternative_that_asks_for_nothing_holds_never() {
        Expectation empty = new Expectation.AnyOf(List.of(List.of(), List.of(new Expectation.Affected(3))));

        assertThat(new Verifier(VALUES).compare(List.of(empty), rows("1,a"))).isPresent();
    }

    private static StepResult failed(FailureKind kind) {
        return result(Optional.empty(), Optional.of(Failure.of(kind, "it failed", "")));
    }
}
