package io.tidbclient.output.text;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ParagraphTest {
    private static List<String> lines(String lead, String body, int width) {
        return Paragraph.lines(Text.of(lead), body, Style.PLAIN, width).stream()
                .map(Text::plain)
                .toList();
    }

    @Test
    void breaks_at_blanks_and_indents_by_the_lead() {
        assertThat(lines("  TLS  ", "everything travels in plain text", 24))
                .containsExactly("  TLS  everything", "       travels in plain", "       text");
    }

    @Test
    void breaks_within_a_word_longer_than_a_line() {
        assertThat(lines("", "s3://bucket/a/long/path", 10)).containsExactly("s3://bucke", "t/a/long/p", "ath");
    }

    @Test
    void a_lead_that_leaves_no_room_gets_a_line_of_its_own() {
        assertThat(lines("a long lead ", "and its body", 12)).containsExactly("a long lead", "    and its", "    body");
    }

    @Test
    void breaks_nothing_without_a_limit() {
        assertThat(lines("lead ", "x ".repeat(500), Paragraph.UNLIMITED))
                .containsExactly(("lead " + "x ".repeat(500)).strip());
    }

    @Test
    void an_empty_body_leaves_the_lead() {
        assertThat(lines("lead", "", 20)).containsExactly("lead");
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void the_time_for_a_long_text_does_not_grow_with_its_square() {
        assertThat(lines("", "ä".repeat(1_000_000), 20)).hasSize(50_000);
    }

    @Property
    void loses_nothing_but_blanks_and_never_gets_too_wide(
            @ForAll String body, @ForAll @IntRange(min = 2, max = 30) int width) {
        List<Text> lines = Paragraph.lines(Text.of("> "), body, Style.PLAIN, width);
        assertThat(lines).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(width));
        String all = String.join("", lines.stream().map(Text::plain).toList());
        assertThat(withoutBlanks(all)).endsWith(withoutBlanks(TerminalText.clean(body)));
    }

    private static String withoutBlanks(String text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
