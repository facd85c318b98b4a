package io.tidbclient.output.terminal;

import io.tidbclient.output.text.ColorScheme;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Signs;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AnsiScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LinePrinter printer =
            new LinePrinter(new PrintStream(bytes, false, StandardCharsets.UTF_8), ColorScheme.COLOR, Signs.UNICODE);
    private final VirtualTerminal terminal = new VirtualTerminal(10, 6);
    private Screen.Size size = new Screen.Size(10, 6);
    private final AnsiScreen screen = new AnsiScreen(printer, () -> size);

    private String written() {
        String written = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        terminal.print(written);
        return written;
    }

    private void draw(String... lines) {
        screen.draw(Arrays.stream(lines).map(Text::of).toList());
        written();
    }

    @Test
    void draws_each_frame_in_place_of_the_last() {
        terminal.print("$ cmd\r\n");
        draw("first", "second");
        draw("third", "fourth");
        assertThat(terminal.lines()).containsExactly("$ cmd", "third", "fourth");
    }

    @Test
    void a_shorter_frame_leaves_nothing_of_a_longer_one() {
        draw("longer", "longer", "longer");
        draw("s");
        assertThat(terminal.lines()).containsExactly("s");
        draw("a", "b");
        assertThat(terminal.lines()).containsExactly("a", "b");
    }

    @Test
    void a_line_above_the_frame_stays_and_the_frame_follows_below_it() {
        terminal.print("$ cmd\r\n");
        draw("first", "second");
        screen.above(Text.of("log 1"));
        screen.above(Text.of("log 2"));
        written();
        draw("third");
        assertThat(terminal.lines()).containsExactly("$ cmd", "log 1", "log 2", "third");
    }

    @Test
    void a_line_above_nothing_is_printed_as_it_is() {
        screen.above(Text.of("early"));
        assertThat(written()).isEqualTo("early\n");
        draw("first");
        screen.close();
        written();
        screen.above(Text.of("late"));
        assertThat(written()).isEqualTo("late\n");
    }

    @Test
    void lines_as_wide_as_the_terminal_keep_their_last_character() {
        draw("0123456789", "abcdefghij");
        draw("9876543210", "jihgfedcba");
        assertThat(terminal.lines()).containsExactly("9876543210", "jihgfedcba");
    }

    @Test
    void what_is_too_wide_or_too_much_is_left_out() {
        draw("0123456789ABC", "2", "3", "4", "5", "6", "7", "8");
        assertThat(terminal.lines()).containsExactly("012345678…", "2", "3", "4", "5", "6");
    }

    @Test
    void at_the_bottom_the_terminal_scrolls_and_nothing_is_overwritten() {
        terminal.print("1\r\n2\r\n3\r\n4\r\n5\r\n");
        draw("a", "b", "c");
        draw("d", "e", "f");
        assertThat(terminal.lines()).containsExactly("3", "4", "5", "d", "e", "f");
    }

    @Test
    void an_erased_frame_leaves_its_place_to_what_is_printed_next() {
        terminal.print("$ cmd\r\n");
        draw("first", "second");
        screen.erase();
        screen.close();
        written();
        terminal.print("result\r\n");
        assertThat(terminal.lines()).containsExactly("$ cmd", "result");
        assertThat(terminal.cursorVisible()).isTrue();
    }

    @Test
    void a_frame_that_was_left_stays_and_the_next_one_is_drawn_below() {
        draw("first", "second");
        screen.leave();
        written();
        assertThat(terminal.cursorVisible()).isTrue();
        terminal.print("$ fg\r\n");
        draw("third");
        assertThat(terminal.lines()).containsExactly("first", "second", "$ fg", "third");
    }

    @Test
    void the_same_frame_is_not_written_twice() {
        screen.draw(List.of(Text.of("same")));
        written();
        screen.draw(List.of(Text.of("same")));
        assertThat(written()).isEmpty();
    }

    @Test
    void goes_up_by_the_rows_that_a_narrower_terminal_made_of_the_last_frame() {
        draw("0123456789", "short");
        size = new Screen.Size(4, 6);
        screen.draw(List.of(Text.of("new")));
        // Ten columns in a terminal of four are three rows, "short" is two: four up from the last.
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\r\u001b[4A")
                .contains("new");
    }

    @Test
    void hides_the_cursor_while_open_and_shows_it_below_the_last_frame_when_closed() {
        draw("frame");
        assertThat(terminal.cursorVisible()).isFalse();
        assertThat(terminal.wraps()).isTrue();
        screen.close();
        written();
        terminal.print("$ next");
        assertThat(terminal.cursorVisible()).isTrue();
        assertThat(terminal.lines()).containsExactly("frame", "$ next");
    }

    @Test
    void draws_nothing_once_closed_and_closes_once() {
        screen.close();
        written();
        screen.draw(List.of(Text.of("late")));
        screen.close();
        assertThat(written()).isEmpty();
    }

    @Test
    void tones_are_colours_and_nothing_a_server_said_is_obeyed() {
        screen.draw(List.of(Text.of("bad\u001b[2J", Style.BAD)));
        assertThat(written()).isEqualTo("\u001b[?25l\u001b[?7l\r\u001b[J\u001b[1;31mbad\u001b[0m\u001b[?7h");
    }
}
