package io.tidbclient.output.text;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class TerminalTextTest {
    static Stream<Arguments> saidAndShown() {
        return Stream.of(
                arguments("plain text", "plain text"),
                arguments("\u001b[31mred\u001b[0m", "red"),
                arguments("a\u001b[2J\u001b[1;1Hb", "ab"),
                arguments("\u001b]0;new title\u0007after", "after"),
                arguments("\u001b]8;;http://x\u001b\\link", "link"),
                arguments("\u001bPq...\u001b\\after", "after"),
                arguments("\u009b31mred", "red"),
                arguments("\u009d0;title\u009cafter", "after"),
                arguments("\u001b(Bafter", "after"),
                arguments("\u001bcafter", "after"),
                arguments("never\u001b]0;ends", "never0;ends"),
                arguments("cut\u001b[31", "cut"),
                arguments("end\u001b", "end"),
                arguments("a\rb", "a b"),
                arguments("a\r\nb\tc", "a b c"),
                arguments("a\u0000b\u0007c\bd\u007fe", "abcde"),
                arguments("abc\u202edcba", "abcdcba"),
                arguments("\u2066x\u2069\u200b\ufeffy", "xy"),
                arguments("a\u2028b\u0085c", "a b c"),
                arguments("ünï 数据库 🚀", "ünï 数据库 🚀"),
                arguments("❤\ufe0f", "❤"),
                arguments("half \ud83d pair", "half \ufffd pair"));
    }

    @ParameterizedTest
    @MethodSource("saidAndShown")
    void keeps_only_what_a_terminal_shows(String said, String shown) {
        assertThat(TerminalText.clean(said)).isEqualTo(shown);
    }

    @Test
    void keeps_no_more_than_four_combining_marks_on_a_letter() {
        assertThat(TerminalText.clean("e" + "\u0301".repeat(1_000) + "f")).isEqualTo("e" + "\u0301".repeat(4) + "f");
    }

    @ParameterizedTest
    @CsvSource({"abc,3", "'',0", "数据,4", "🚀,2", "e\u0301,1", "–…→█░,5"})
    void counts_terminal_columns(String text, int columns) {
        assertThat(TerminalText.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdef,5,abcd…", "abcdef,1,…", "abcdef,0,''", "数据库,5,数据…", "数据库,4,数…"})
    void cuts_to_columns(String text, int columns, String cut) {
        assertThat(TerminalText.fit(text, columns)).isEqualTo(cut);
    }

    @Property
    void cleaning_leaves_nothing_that_a_terminal_obeys(@ForAll String said) {
        assertThat(TerminalText.clean(said).codePoints())
                .noneMatch(c -> Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
    }

    @Property
    void cleaning_twice_changes_nothing_more(@ForAll String said) {
        String once = TerminalText.clean(said);
        assertThat(TerminalText.clean(once)).isEqualTo(once);
    }

    @Property
    void what_was_cut_fits(@ForAll String said, @ForAll @IntRange(max = 40) int columns) {
        assertThat(TerminalText.width(TerminalText.fit(TerminalText.clean(said), columns)))
                .isLessThanOrEqualTo(columns);
    }
}
