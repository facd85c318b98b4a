package io.tidbclient.connection;

import io.tidbclient.connection.ColumnType.Kind;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTest {

    @Test
    void columns_are_numbers_or_text_where_nothing_else_is_known() {
        Answer answer = new Answer(List.of("id", "name"), List.of(true, false), List.of(List.of("1", "x")), -1);

        assertThat(answer.types()).containsExactly(new ColumnType("", Kind.NUMBER), new ColumnType("", Kind.TEXT));
        assertThat(answer.numeric()).containsExactly(true, false);
        assertThat(answer.more()).isEmpty();
        assertThat(answer.info()).isEmpty();
    }

    @Test
    void rows_came_back_unless_a_number_of_changed_ones_did() {
        assertThat(rows("a").hasRows()).isTrue();
        assertThat(Answer.changed(0).hasRows()).isFalse();
        assertThat(Answer.changed(3)).isEqualTo(new Answer(List.of(), List.of(), List.of(), 3, List.of(), ""));
        assertThat(Answer.changed(3, "Rows matched: 3").info()).isEqualTo("Rows matched: 3");
    }

    @Test
    void a_value_is_found_by_row_and_column_and_null_is_none() {
        Answer answer = new Answer(
                List.of("a", "b"), List.of(false, false), List.of(List.of("1", "2"), Arrays.asList("3", null)), -1);

        assertThat(answer.value(0, 1)).contains("2");
        assertThat(answer.value(1, 0)).contains("3");
        assertThat(answer.value(1, 1)).isEmpty();
    }

    @Test
    void the_first_result_with_rows_counts_and_the_others_with_rows_follow() {
        Answer all = Answer.ofAll(List.of(Answer.changed(2, "info"), rows("a"), Answer.changed(1), rows("b")));

        assertThat(all.columns()).containsExactly("a");
        assertThat(all.affected()).isEqualTo(-1);
        assertThat(all.more()).containsExactly(rows("b"));
        assertThat(all.alone()).isEqualTo(rows("a"));
    }

    @Test
    void without_rows_the_first_number_of_changed_rows_counts() {
        assertThat(Answer.ofAll(List.of(Answer.changed(2, "info"), Answer.changed(1))))
                .isEqualTo(Answer.changed(2, "info"));
    }

    @Test
    void a_row_that_is_changed_later_is_kept_as_it_was() {
        List<String> row = new ArrayList<>(List.of("1"));
        Answer answer = new Answer(List.of("a"), List.of(true), List.of(row), -1);

        row.set(0, "2");

        assertThat(answer.rows()).containsExactly(List.of("1"));
    }

    private static Answer rows(String column) {
        return new Answer(List.of(column), List.of(false), List.of(List.of("x")), -1);
    }
}
