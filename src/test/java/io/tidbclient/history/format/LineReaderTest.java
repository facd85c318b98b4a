package io.tidbclient.history.format;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LineReaderTest {
    @Test
    void a_last_line_needs_no_end() throws IOException {
        assertThat(lines(reader("a\nb"))).containsExactly("1 a", "2 b");
        assertThat(lines(reader("a\nb\n"))).containsExactly("1 a", "2 b");
    }

    @Test
    void blank_lines_are_counted_and_left_out() throws IOException {
        assertThat(lines(reader("\n \t\r\na\n\n\nb\n \n"))).containsExactly("3 a", "6 b");
    }

    @Test
    void a_line_of_other_than_ascii_characters_is_not_blank() throws IOException {
        assertThat(lines(reader("é\n"))).containsExactly("1 é");
    }

    @Test
    void an_empty_stream_has_no_line() throws IOException {
        assertThat(lines(reader(""))).isEmpty();
    }

    @Test
    void lines_are_whole_wherever_blocks_of_the_stream_end() throws IOException {
        String first = "x".repeat((1 << 16) - 1);
        String second = "y".repeat(1 << 16);
        String third = "z".repeat(200_000);
        assertThat(lines(reader(first + "\n" + second + "\n" + third + "\n")))
                .containsExactly("1 " + first, "2 " + second, "3 " + third);
    }

    @Test
    void lines_are_whole_where_the_stream_returns_single_bytes() throws IOException {
        InputStream slow = new ByteArrayInputStream("ab\n\ncd".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(1, length));
            }
        };
        assertThat(lines(new LineReader(slow))).containsExactly("1 ab", "3 cd");
    }

    @Test
    void a_line_that_is_too_long_is_refused_with_its_number() throws IOException {
        assertThat(lines(new LineReader(stream("a\n1234\n"), 4))).containsExactly("1 a", "2 1234");
        LineReader reader = new LineReader(stream("a\n12345\n"), 4);
        assertThat(reader.next()).hasSize(1);
        assertThatThrownBy(reader::next)
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageStartingWith("the line is longer than ");
        assertThat(reader.number()).isEqualTo(2);
    }

    @Test
    void a_line_over_several_blocks_can_be_as_long_as_any_and_the_limit_is_named() throws IOException {
        String longest = "x".repeat(1 << 20);

        assertThat(lines(new LineReader(stream(longest), 1 << 20))).containsExactly("1 " + longest);
        assertThatThrownBy(() -> new LineReader(stream(longest + "x"), 1 << 20).next())
                .hasMessage("the line is longer than 1 MiB");
    }

    private static LineReader reader(String text) {
        return new LineReader(stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            lines.add(reader.number() + " " + new String(line, StandardCharsets.UTF_8));
        }
        return lines;
    }
}
