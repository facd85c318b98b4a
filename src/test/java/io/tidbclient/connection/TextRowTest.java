package io.tidbclient.connection;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDateTime;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TextRowTest {

    @Test
    void columns_are_found_by_name_without_regard_to_case() {
        TextRow row = row("Job_ID", "42");

        assertThat(row.columns()).containsExactly("Job_ID");
        assertThat(row.has("JOB_id")).isTrue();
        assertThat(row.number("job_id")).hasValue(42);
    }

    @Test
    void a_column_that_is_not_there_reads_as_empty() {
        TextRow row = row("a", "1");

        assertThat(row.has("b")).isFalse();
        assertThat(row.text("b")).isEmpty();
        assertThat(row.number("b")).isEmpty();
        assertThat(row.time("b")).isEmpty();
    }

    @Test
    void null_reads_as_empty_but_the_column_is_there() {
        TextRow row = row("a", null);

        assertThat(row.has("a")).isTrue();
        assertThat(row.text("a")).isEmpty();
    }

    @Test
    void of_two_columns_with_one_name_the_first_is_read() {
        TextRow row = new TextRow(TextRow.Header.of(List.of("a", "A")), "1", "2");

        assertThat(row.text("a")).contains("1");
        assertThat(row.columns()).containsExactly("a", "A");
    }

    @Test
    void numbers_have_64_bits() {
        assertThat(row("a", "9223372036854775807").number("a")).hasValue(Long.MAX_VALUE);
        assertThat(row("a", "9223372036854775808").number("a")).isEmpty();
        assertThat(row("a", "1.5").number("a")).isEmpty();
        assertThat(row("a", "N/A").number("a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02 03:04:05, 2026-01-02T03:04:05",
        "2026-01-02 03:04:05.1, 2026-01-02T03:04:05.1",
        "2026-01-02 03:04:05.123456, 2026-01-02T03:04:05.123456",
        "2026-03-29 02:30:00, 2026-03-29T02:30" // not a time of day in Berlin: no zone of the client's is involved
    })
    void times_are_read_as_they_stand(String text, LocalDateTime time) {
        assertThat(row("a", text).time("a")).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00 00:00:00", "0000-00-00 00:00:00.000000", "2026-02-30 00:00:00", "N/A", ""})
    void what_is_no_time_reads_as_empty(String text) {
        assertThat(row("a", text).time("a")).isEmpty();
    }

    @Property
    void reading_any_text_never_throws(@ForAll String text) {
        TextRow row = row("a", text);

        assertThat(row.text("a")).contains(text);
        assertThat(row.number("a")).isNotNull();
        assertThat(row.time("a")).isNotNull();
    }

    private static TextRow row(String column, String value) {
        return new TextRow(TextRow.Header.of(List.of(column)), value);
    }
}
