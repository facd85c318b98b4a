package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ColumnType;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Step;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.tidbclient.scenario.run.Verifications.step;
import static org.assertj.core.api.Assertions.assertThat;

class SavedValuesTest {
    private static final Subject SUBJECT = new Subject(new Place("s.yaml", 1, 1), "step 1");

    private static Answer answer(ColumnType.Kind kind, String... cells) {
        return new Answer(
                List.of("id", "V"),
                List.of(ColumnType.of(kind), ColumnType.of(kind)),
                cells.length == 0 ? List.of() : List.of(Arrays.asList(cells)),
                -1,
                List.of());
    }

    private static StepResult result(Optional<Answer> answer, Optional<Failure> failure) {
        return new StepResult(answer, failure, "it failed", 0, Instant.EPOCH, Duration.ZERO);
    }

    private static StepResult answered(ColumnType.Kind kind, String... cells) {
        return result(Optional.of(answer(kind, cells)), Optional.empty());
    }

    @Test
    void the_first_column_is_saved_or_the_one_of_a_name_in_any_case() {
        StepResult result = answered(ColumnType.Kind.TEXT, "x", "y");

        assertThat(SavedValues.all(step("SELECT 1", "save: seen"), result))
                .isEqualTo(Map.of("seen", new Scalar.Text("x")));
        assertThat(SavedValues.all(step("SELECT 1", "save: {seen: v, key: ID}"), result))
                .isEqualTo(Map.of("seen", new Scalar.Text("y"), "key", new Scalar.Text("x")));
    }

    @Test
    void a_value_is_saved_as_what_its_column_is() {
        Step step = step("SELECT 1", "save: seen");

        assertThat(SavedValues.all(step, answered(ColumnType.Kind.NUMBER, "7", "8")))
                .isEqualTo(Map.of("seen", Scalar.Numeric.of(7)));
        assertThat(SavedValues.all(step, answered(ColumnType.Kind.NUMBER, "seven", "8")))
                .isEqualTo(Map.of("seen", new Scalar.Text("seven")));
        assertThat(SavedValues.all(step, answered(ColumnType.Kind.BINARY, "0xff00", "8")))
                .isEqualTo(Map.of("seen", Scalar.Bytes.ofCell("0xff00")));
        assertThat(SavedValues.all(step, answered(ColumnType.Kind.BINARY, "abc", "8")))
                .isEqualTo(Map.of("seen", new Scalar.Text("abc")));
        assertThat(SavedValues.all(step, answered(ColumnType.Kind.TEXT, null, "8")))
                .isEqualTo(Map.of("seen", new Scalar.Null()));
    }

    @Test
    void nothing_can_be_saved_of_no_row_or_of_a_column_that_is_not_there() {
        Step named = step("SELECT 1", "save: {seen: price}");

        assertThat(SavedValues.fault(SUBJECT, step("SELECT 1", "save: seen"), answered(ColumnType.Kind.TEXT)))
                .contains(SUBJECT.failure("a row to save from", "no rows"));
        assertThat(SavedValues.fault(SUBJECT, named, answered(ColumnType.Kind.TEXT, "x", "y")))
                .contains(SUBJECT.failure("a column price to save", "(x, y)"));
        assertThat(SavedValues.all(named, answered(ColumnType.Kind.TEXT, "x", "y")))
                .isEmpty();
        assertThat(SavedValues.all(step("SELECT 1", "save: seen"), answered(ColumnType.Kind.TEXT)))
                .isEmpty();
    }

    @Test
    void a_step_that_saves_nothing_or_fails_has_no_fault() {
        StepResult failed =
                result(Optional.empty(), Optional.of(Failure.of(FailureKind.STATEMENT_REFUSED, "it failed", "")));

        assertThat(SavedValues.fault(SUBJECT, step("SELECT 1"), answered(ColumnType.Kind.TEXT)))
                .isEmpty();
        assertThat(SavedValues.fault(SUBJECT, step("SELECT 1", "save: seen"), failed))
                .isEmpty();
        assertThat(SavedValues.all(step("SELECT 1", "save: seen"), failed)).isEmpty();
    }

    @Test
    void of_several_results_the_script_chooses_the_one_that_is_saved_from() {
        Answer first = answer(ColumnType.Kind.TEXT, "x", "y");
        StepResult both = result(
                Optional.of(new Answer(
                        first.columns(),
                        first.types(),
                        first.rows(),
                        -1,
                        Collections.singletonList(answer(ColumnType.Kind.TEXT, "p", "q")))),
                Optional.empty());

        assertThat(SavedValues.fault(SUBJECT, step("CALL p()", "save: seen"), both)
                        .orElseThrow()
                        .expected())
                .isEqualTo("one result to save from");
        Step chosen = step("CALL p()", "save: seen", "result: 2");
        assertThat(SavedValues.fault(SUBJECT, chosen, both)).isEmpty();
        assertThat(SavedValues.all(chosen, both)).isEqualTo(Map.of("seen", new Scalar.Text("p")));
    }
}
