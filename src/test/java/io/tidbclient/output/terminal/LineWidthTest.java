package io.tidbclient.output.terminal;

import io.tidbclient.output.text.Paragraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

class LineWidthTest {

    private static int results(OptionalInt asked, boolean onTerminal, OptionalInt exported) {
        return new LineWidth(asked, onTerminal, exported)
                .results(LineWidthTest::terminal)
                .getAsInt();
    }

    @Test
    void what_is_asked_for_decides_everywhere() {
        assertThat(results(OptionalInt.of(60), true, OptionalInt.of(70))).isEqualTo(60);
        assertThat(results(OptionalInt.of(60), false, OptionalInt.of(70))).isEqualTo(60);
    }

    @Test
    void the_terminal_decides_on_a_terminal_and_columns_off_it() {
        assertThat(results(OptionalInt.empty(), true, OptionalInt.of(70))).isEqualTo(100);
        assertThat(results(OptionalInt.empty(), false, OptionalInt.of(70))).isEqualTo(70);
        assertThat(results(OptionalInt.empty(), false, OptionalInt.empty())).isEqualTo(Paragraph.UNLIMITED);
    }

    @Test
    void a_live_view_is_never_wider_than_its_terminal() {
        LineWidth narrow = new LineWidth(OptionalInt.of(60), true, OptionalInt.empty());
        LineWidth wide = new LineWidth(OptionalInt.of(600), true, OptionalInt.of(50));

        assertThat(narrow.view(LineWidthTest::terminal).get()).isEqualTo(new Screen.Size(60, 30));
        assertThat(wide.view(LineWidthTest::terminal).get()).isEqualTo(new Screen.Size(100, 30));
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "1, 20", "99999, 10000", "0,", "-5,", "x,", "'',"})
    void columns_is_taken_within_limits_and_ignored_when_it_is_no_number(String text, Integer columns) {
        assertThat(LineWidth.exported(Map.of("COLUMNS", text)))
                .isEqualTo(columns == null ? OptionalInt.empty() : OptionalInt.of(columns));
        assertThat(LineWidth.exported(Map.of())).isEmpty();
    }

    private static Screen.Size terminal() {
        return new Screen.Size(100, 30);
    }
}
