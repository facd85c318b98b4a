package io.tidbclient.isolation.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.history.Values;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListTableTest {
    private final List<String> statements = new ArrayList<>();
    private final ListTable table = new ListTable();

    @Test
    void rows_exist_before_any_transaction_needs_them() {
        table.create(statements::add, 10);

        assertThat(statements.getFirst()).startsWith("CREATE TABLE lists");
        assertThat(statements).hasSize(3);
        assertThat(statements.get(1))
                .startsWith("INSERT IGNORE INTO lists (k, v) VALUES (0,''),(1,'')")
                .endsWith("(999,'')");
        assertThat(statements.get(2)).contains("VALUES (1000,'')").endsWith("(1999,'')");
    }

    @Test
    void more_rows_are_inserted_before_the_last_ones_are_used() {
        table.create(statements::add, 10);
        statements.clear();

        table.provide(1499, statements::add);
        assertThat(statements).isEmpty();
        table.provide(1500, statements::add);
        assertThat(statements).hasSize(1);
        assertThat(statements.getFirst()).contains("VALUES (2000,'')");
        table.provide(1500, statements::add);
        assertThat(statements).hasSize(1);
    }

    @Test
    void rows_whose_insertion_failed_are_inserted_by_the_next_client() {
        table.create(statements::add, 10);
        statements.clear();

        assertThatThrownBy(() -> table.provide(1700, sql -> {
                    throw new IllegalStateException("lost");
                }))
                .hasMessage("lost");
        table.provide(1700, statements::add);

        assertThat(statements).singleElement().asString().contains("VALUES (2000,'')");
    }

    @Test
    void table_is_complete_for_a_session_that_sees_each_row() {
        table.create(statements::add, 10);

        assertThat(table.isComplete((sql, parameters) -> count("2000"))).isTrue();
        assertThat(table.isComplete((sql, parameters) -> count("1000"))).isFalse();
    }

    private static Answer count(String rows) {
        return new Answer(List.of("n"), List.of(true), List.of(List.of(rows)), -1);
    }

    @Test
    void row_that_has_vanished_is_an_empty_list() {
        Map<Long, Values> found = new HashMap<>();

        ListTable.readRange(
                (sql, parameters) -> new Answer(
                        List.of("k", "v"), List.of(true, false), List.of(List.of("7", ",1,2"), List.of("9", "")), -1),
                7,
                10,
                (values, key) -> found.put(key, values));

        assertThat(found).isEqualTo(Map.of(7L, Values.of(1, 2), 8L, Values.none(), 9L, Values.none()));
    }
}
