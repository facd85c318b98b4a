package io.tidbclient.output.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextTest {
    private static final Text TWO = Text.of("abc", Style.GOOD).plus("defg", Style.BAD);

    @Test
    void what_fits_stays_as_it_is() {
        assertThat(TWO.fit(7)).isEqualTo(TWO);
    }

    @Test
    void is_cut_within_a_piece() {
        assertThat(TWO.fit(6)).isEqualTo(Text.of("abc", Style.GOOD).plus("de…", Style.BAD));
    }

    @Test
    void is_cut_between_pieces() {
        assertThat(TWO.fit(4)).isEqualTo(Text.of("abc", Style.GOOD).plus("…", Style.BAD));
        assertThat(TWO.fit(3)).isEqualTo(Text.of("ab…", Style.GOOD));
    }

    @Test
    void nothing_fits_into_nothing() {
        assertThat(TWO.fit(0).plain()).isEmpty();
    }

    @Test
    void is_clean_however_it_was_made() {
        assertThat(Text.of("a\u001b[2Jb").plus("\u0007c").plain()).isEqualTo("abc");
    }

    @Test
    void a_palette_adds_its_own_sequences_and_no_other() {
        Text text = Text.of("a\u001b[5mb", Style.BAD).plus(" plain");
        assertThat(ColorScheme.COLOR.paint(text)).isEqualTo("\u001b[1;31mab\u001b[0m plain");
        assertThat(ColorScheme.NONE.paint(text)).isEqualTo("ab plain");
    }
}
