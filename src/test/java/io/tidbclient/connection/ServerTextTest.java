package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerTextTest {

    @Test
    void text_becomes_one_line_without_control_characters() {
        assertThat(ServerText.clean("\ta\u001b[31m\r\nb\u2028c\u202ed ")).isEqualTo("a [31m b c d");
        assertThat(ServerText.clean(" \n ")).isEmpty();
    }

    @Test
    void text_is_cut_behind_300_characters() {
        assertThat(ServerText.shortened("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(ServerText.shortened("x".repeat(301))).isEqualTo("x".repeat(299) + "…");
    }

    @Test
    void characters_are_counted_and_not_their_halves() {
        assertThat(ServerText.shortened("🐬".repeat(300))).isEqualTo("🐬".repeat(300));
        assertThat(ServerText.shortened("🐬".repeat(301))).isEqualTo("🐬".repeat(299) + "…");
    }

    @Test
    void text_behind_four_times_as_much_is_not_cleaned() {
        assertThat(ServerText.shortened(" ".repeat(1_199) + "xy")).isEqualTo("x");
        assertThat(ServerText.shortened(" ".repeat(1_200) + "xy")).isEmpty();
        assertThat(ServerText.shortened(" ".repeat(1_198) + "xy")).isEqualTo("xy");
    }

    @Test
    void a_secret_is_masked_before_the_text_is_cut() {
        String text = ServerText.shortened("x".repeat(270) + " IDENTIFIED BY 'correct-horse-battery-staple'");

        assertThat(text).doesNotContain("correct").hasSizeLessThanOrEqualTo(300);
    }
}
