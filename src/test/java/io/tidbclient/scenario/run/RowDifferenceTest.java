package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ColumnType;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.run.RowDifference.OfCell;
import io.tidbclient.scenario.run.RowDifference.OfRow;
import io.tidbclient.scenario.run.RowDifference.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.tidbclient.scenario.run.Verifications.SUBJECT;
import static io.tidbclient.scenario.run.Verifications.VALUES;
import static io.tidbclient.scenario.run.Verifications.expected;
import static io.tidbclient.scenario.run.Verifications.failed;
import static io.tidbclient.scenario.run.Verifications.holds;
import static io.tidbclient.scenario.run.Verifications.result;
import static io.tidbclient.scenario.run.Verifications.rows;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows that are compared, and how a difference is shown. */
class RowDifferenceTest {
    @Test
    void numbers_are_compared_as_numbers_and_text_as_text() {
        assertThat(holds("rows: [[1, a]]", rows("1.00,a"))).isTrue();
        assertThat(holds("rows: [['1', a]]", rows("1.00,a"))).isFalse();
        assertThat(holds("rows: [[1, A]]", rows("1,a"))).isFalse();
        assertThat(holds("rows: [[null, a]]", rows("NULL,a"))).isTrue();
        assertThat(holds("rows: [['NULL', a]]", rows("NULL,a"))).isFalse();
        assertThat(holds("rows: [[1, {matches: 'b+'}]]", rows("1,bbb"))).isTrue();
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
                "rows: [[1, a]]      | 10,a   | row 1, column x: expected 1, got 10",
                "rows: [[10, a]]     | 1,a    | row 1, column x: expected 10, got 1",
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
    void a_difference_within_the_first_sixty_characters_is_shown_from_the_beginning() {
        String head = "a".repeat(59);

        assertThat(difference("rows: [[1, " + head + "b]]", rows("1," + head + "c"))
                        .map(RowDifference::sentence))
                .contains("row 1, column y: expected '" + head + "b', got '" + head + "c'");
        assertThat(difference("rows: [[1, a" + head + "b]]", rows("1,a" + head + "c"))
                        .map(RowDifference::sentence))
                .contains("row 1, column y, from character 61: expected …" + "a".repeat(20) + "b', got …"
                        + "a".repeat(20) + "c'");
    }

    @Test
    void bytes_that_are_shown_as_digits_stand_without_quotes_and_a_text_like_them_within() {
        assertThat(binary("0xff", "f(x)").shown()).isEqualTo("(0xff, 'f(x)')");
        assertThat(typed("1,0xff").shown()).isEqualTo("(1, '0xff')");
        assertThat(difference("rows: [[{hex: 'FE'}]]", binary("0xff")).map(RowDifference::sentence))
                .contains("row 1, column b0: expected 0xfe, got 0xff");
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
}
