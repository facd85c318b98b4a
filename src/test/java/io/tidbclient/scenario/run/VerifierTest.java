package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ColumnType;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.run.RowDifference.OfCell;
import io.tidbclient.scenario.run.RowDifference.OfRow;
import io.tidbclient.scenario.run.RowDifference.Value;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class VerifierTest {
    private static final Subject SUBJECT = new Subject(new Place("s.yaml", 1, 1), "step 1, a: SELECT 1");
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
        return new Verifier(SUBJECT, VALUES)
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
        Verifier verifier = new Verifier(SUBJECT, VALUES);
        List<Expectation> named = List.of(new Expectation.Rows(
                List.of(List.of(
                        new io.tidbclient.scenario.Cell.Named("seen"), new io.tidbclient.scenario.Cell.Anything())),
                true));
        assertThat(verifier.compare(named, rows("7,z"))).isEmpty();
        assertThat(verifier.compare(named, rows("8,z")))
                .contains(SUBJECT.failure(
                        "(7, (anything))", "(8, z)", Optional.of(new OfCell(1, "x", number("7"), number("8")))));
    }

    private static Value number(String text) {
        return new Value(Optional.of(text), true);
    }

    private static Value text(String text) {
        return new Value(Optional.of(text), false);
    }

    private static Optional<RowDifference> difference(String expectation, StepResult result) {
        return new Verifier(SUBJECT, VALUES)
                .compare(expected("SELECT 1", expectation), result)
                .flatMap(ExpectationFailure::rows);
    }

    @Test
    void the_first_cell_that_differs_is_named_however_far_down_and_however_long_it_is() {
        String[] rows = IntStream.rangeClosed(1, 20).mapToObj(i -> i + ",v" + i).toArray(String[]::new);
        String expected = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "[" + i + ", " + (i == 10 ? "V10" : "v" + i) + "]")
                .collect(Collectors.joining(", ", "rows: [", "]"));
        String tail = "a".repeat(100);

        assertThat(difference(expected, rows(rows))).contains(new OfCell(10, "y", text("V10"), text("v10")));
        assertThat(difference("rows: [[1, " + tail + "b]]", rows("1," + tail + "c")))
                .contains(new OfCell(1, "y", text(tail + "b"), text(tail + "c")));
        assertThat(difference("rows: [[null, 'a ']]", rows("1,a")))
                .contains(new OfCell(1, "x", new Value(Optional.empty(), false), number("1")));
        assertThat(difference("rows: [[1, {matches: 'b+'}]]", rows("1,NULL")))
                .contains(new OfCell(
                        1, "y", new Value(Optional.of("/b+/"), false, "/b+/", ""), new Value(Optional.empty(), false)));
    }

    @Test
    void values_are_compared_by_the_type_of_their_column() {
        assertThat(holds("rows: [[1, 1]]", rows("1,1"))).isTrue();
        assertThat(holds("rows: [[1, 1]]", rows("1,1.0"))).isFalse();
        assertThat(holds("rows: [[1, 1.50]]", rows("1,1.50"))).isTrue();
        StepResult bytes = binary("0xff", "0x30786666", "abc");
        assertThat(holds("rows: [[{hex: 'FF'}, '0xff', abc]]", bytes)).isTrue();
        assertThat(holds("rows: [[{hex: 'FF'}, {hex: '30786666'}, {hex: '616263'}]]", bytes))
                .isTrue();
        assertThat(holds("rows: [['0xff', '0xff', abc]]", bytes)).isFalse();
        assertThat(holds("rows: [[{hex: 'ff'}, {hex: 'ff'}, abc]]", bytes)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows: [[1, 'NULL']] | 1,NULL | row 1, column y: expected 'NULL', got NULL",
                "rows: [[1, 1]]      | 1,1.0  | row 1, column y: expected 1, got '1.0' (VARCHAR)",
                "rows: [['1, a']]    | 1,a    | row 1: expected ('1, a'), got (1, 'a')",
                "rows: [[1, a]]      | 1,a;2,b | row 2: expected no row, got (2, 'b')",
                "rows: [[1, \"it's\"]] | 1,its  | row 1, column y: expected 'it''s', got 'its'"
            })
    void what_differs_first_can_be_seen(String expectation, String rows, String sentence) {
        assertThat(difference(expectation, typed(rows.split(";"))).map(RowDifference::sentence))
                .contains(sentence);
    }

    @Test
    void what_differs_far_behind_can_be_seen() {
        String tail = "a".repeat(100);

        assertThat(difference("rows: [[1, " + tail + "bc]]", rows("1," + tail + "cc"))
                        .map(RowDifference::sentence))
                .contains("row 1, column y, from character 101: expected …" + "a".repeat(20) + "bc', got …"
                        + "a".repeat(20) + "cc'");
    }

    @Test
    void a_secret_is_masked_before_its_value_is_cut() {
        String head = "a".repeat(100) + " secret-access-key=";
        String same = "GEHEIM".repeat(10);

        assertThat(difference("rows: [[1, '" + head + same + "1']]", rows("1," + head + same + "2 END"))
                        .orElseThrow()
                        .sentence())
                .doesNotContain("GEHEIM")
                .contains("got …", "xxxxxx END'");
        assertThat(difference("rows: [[1, {matches: '" + head + same + "1'}]]", rows("1," + head + same + "2"))
                        .orElseThrow()
                        .sentence())
                .doesNotContain("GEHEIM");
        assertThat(difference("rows: [[1, password=GEHEIM1]]", rows("1,password=GEHEIM2")))
                .isPresent();
    }

    @Test
    void a_text_is_quoted_where_it_could_be_something_else() {
        assertThat(typed("1,abc", "2,NULL", "3,null", "4,12", "5, x", "6,f(x)").shown())
                .isEqualTo("(1, abc), (2, NULL), (3, 'null'), (4, '12'), (5, ' x'), (6, 'f(x)')");
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

    private static StepResult typed(String... cells) {
        Answer answer = rows(cells).answer().orElseThrow();
        return result(
                Optional.of(new Answer(
                        answer.columns(),
                        List.of(
                                new ColumnType("INT", ColumnType.Kind.NUMBER),
                                new ColumnType("VARCHAR", ColumnType.Kind.TEXT)),
                        answer.rows(),
                        -1,
                        List.of())),
                Optional.empty());
    }

    private static StepResult binary(String... cells) {
        List<ColumnType> types = Collections.nCopies(cells.length, ColumnType.of(ColumnType.Kind.BINARY));
        return result(
                Optional.of(new Answer(
                        IntStream.range(0, cells.length).mapToObj(i -> "b" + i).toList(),
                        types,
                        List.of(List.of(cells)),
                        -1,
                        List.of())),
                Optional.empty());
    }

    @Test
    void a_row_that_is_missing_unexpected_or_of_another_width_is_named_as_a_whole() {
        assertThat(difference("rows: [[1, a], [2, b]]", rows("1,a")))
                .contains(new OfRow(2, Optional.of(List.of(number("2"), text("b"))), Optional.empty()));
        assertThat(difference("rows: [[1, a]]", rows("1,a", "2,b")))
                .contains(new OfRow(2, Optional.empty(), Optional.of(List.of(number("2"), text("b")))));
        assertThat(difference("rows: [[1]]", rows("1,a")))
                .contains(
                        new OfRow(1, Optional.of(List.of(number("1"))), Optional.of(List.of(number("1"), text("a")))));
        // What differs first counts, not the number of rows.
        assertThat(difference("rows: [[1, A], [2, b]]", rows("1,a")))
                .contains(new OfCell(1, "y", text("A"), text("a")));
    }

    @Test
    void in_any_order_one_missing_row_is_compared_with_the_one_that_is_unexpected() {
        assertThat(difference("rows-in-any-order: [[2, b], [1, a]]", rows("1,a", "2,B")))
                .contains(new OfCell(2, "y", text("b"), text("B")));
        assertThat(difference("rows-in-any-order: [[3, c], [4, d], [1, a]]", rows("7,x", "1,a", "8,y")))
                .contains(new OfRow(
                        1, Optional.of(List.of(number("3"), text("c"))), Optional.of(List.of(number("7"), text("x")))));
        assertThat(difference("rows-in-any-order: [[1, a], [3, c]]", rows("1,a")))
                .contains(new OfRow(2, Optional.of(List.of(number("3"), text("c"))), Optional.empty()));
        assertThat(difference("rows-in-any-order: [[1, a]]", rows("3,c", "1,a")))
                .contains(new OfRow(1, Optional.empty(), Optional.of(List.of(number("3"), text("c")))));
    }

    @Test
    void what_is_not_about_rows_has_no_difference_of_rows() {
        assertThat(difference("rows: [[1, a]]", failed(1064, "42000"))).isEmpty();
        assertThat(difference("row-count: 2", rows("1,a"))).isEmpty();
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

    private static StepResult failed(FailureKind kind) {
        return result(Optional.empty(), Optional.of(Failure.of(kind, "it failed", "")));
    }
}
