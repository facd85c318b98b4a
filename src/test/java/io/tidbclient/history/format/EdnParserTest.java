package io.tidbclient.history.format;

import io.tidbclient.history.format.EdnParser.Atom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class EdnParserTest {
    private static final int LONGEST = 65_536;

    @ParameterizedTest
    @MethodSource
    void a_value_is_what_the_notation_says(String text, Object value) throws IOException {
        assertThat(parser(text).value()).hasValue(value);
    }

    static Stream<Arguments> a_value_is_what_the_notation_says() {
        return Stream.of(
                arguments("5", 5L),
                arguments("-5N", -5L),
                arguments("1.5", new Atom("1.5")),
                arguments(":a/b", new EdnKeyword("a/b")),
                arguments(":", new Atom(":")),
                arguments("word[1]", new Atom("word")),
                arguments("[1 (2, 3)]", List.of(1L, List.of(2L, 3L))),
                arguments("#{1}", List.of(1L)),
                arguments("{1 2}", Map.of(1L, 2L)),
                arguments("\"a \\\"b\\\"\"", new Atom("a \"b\"")),
                arguments("\"a\0b\"", new Atom("a\0b")),
                arguments("#\"a+\"", new Atom("a+")),
                arguments("##NaN", new Atom("##NaN")),
                arguments("\\a", new Atom("a")),
                arguments("\\\0", new Atom("\0")),
                arguments("\\", new Atom("")),
                arguments("#tag 1", 1L),
                arguments("\0 1", 1L),
                arguments("; a\0b\n1", 1L),
                arguments("#_ 2 1", 1L));
    }

    @Test
    void values_may_be_nested_64_deep() throws IOException {
        for (String opening : List.of("[", "#{", "(", "{1 ", "#tag ")) {
            assertThat(parser(opening.repeat(64) + "1" + closing(opening).repeat(64))
                            .value())
                    .isPresent();
            assertThatThrownBy(() -> parser(opening.repeat(65) + "1").value())
                    .isInstanceOf(HistoryFormatException.class)
                    .hasMessage("values are nested more than 64 deep");
        }
    }

    private static String closing(String opening) {
        return switch (opening) {
            case "[" -> "]";
            case "(" -> ")";
            case "#tag " -> "";
            default -> "}";
        };
    }

    @Test
    void any_number_of_values_is_discarded_64_of_them_one_within_the_other() throws IOException {
        assertThat(parser("#_ 1 ".repeat(200) + "5").value()).hasValue(5L);
        assertThat(parser("#_ ".repeat(64) + "1 ".repeat(64) + "5").value()).hasValue(5L);
        assertThatThrownBy(
                        () -> parser("#_ ".repeat(65) + "1 ".repeat(65) + "5").value())
                .hasMessage("discarded values are nested more than 64 deep");
    }

    @Test
    void a_long_string_is_cut_and_a_long_word_refused() throws IOException {
        assertThat(parser('"' + "a".repeat(LONGEST + 1) + '"').value()).hasValue(new Atom("a".repeat(LONGEST)));
        assertThat(parser("a".repeat(LONGEST)).value()).hasValue(new Atom("a".repeat(LONGEST)));
        assertThatThrownBy(() -> parser("a".repeat(LONGEST + 1)).value())
                .hasMessage("a word is longer than 65536 characters");
    }

    @Test
    void the_line_is_that_of_the_last_value() throws IOException {
        EdnParser parser = parser("one\n\ntwo\n]");

        assertThat(parser.value()).hasValue(new Atom("one"));
        assertThat(parser.line()).isEqualTo(1);
        assertThat(parser.value()).hasValue(new Atom("two"));
        assertThat(parser.line()).isEqualTo(3);
        assertThatThrownBy(parser::value).hasFieldOrPropertyWithValue("line", 4L);
    }

    @Test
    void a_file_that_ends_within_a_value_is_named() {
        for (String text : List.of("", "#", "[1", "{1", "#tag", "; a comment")) {
            assertThatThrownBy(() -> parser(text).value())
                    .as(text)
                    .isInstanceOf(HistoryFormatException.class)
                    .hasMessage("the file ends within a value");
        }
        assertThatThrownBy(() -> parser("\"a").value()).hasMessage("the file ends within a string");
    }

    @Test
    void a_reader_reports_its_line_has_no_head_and_closes_its_stream() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        String file = "\n{:type :invoke, :process 1, :f :txn, :value []}\n";

        try (HistoryFileReader reader = HistoryFileReader.open(Histories.stream(file, closed))) {
            assertThat(reader.head()).isEqualTo(HistoryHead.NONE);
            assertThat(reader.next()).isPresent();
            assertThat(reader.line()).isEqualTo(3);
            assertThat(closed).isFalse();
        }

        assertThat(closed).isTrue();
    }

    private static EdnParser parser(String text) {
        return new EdnParser(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
