package io.tidbclient.config;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "host, host, 0",
        "hsot, host, 1",
        "hst, host, 1",
        "hosst, host, 1",
        "HOST, host, 0",
        "kitten, sitting, 3",
        "'', host, 4",
        "ca, abc, 3"
    })
    void a_slip_is_a_letter_added_left_out_replaced_or_swapped(String one, String other, int slips) {
        assertThat(Nearest.distance(one, other)).isEqualTo(slips);
    }

    @Test
    void the_known_word_with_the_fewest_slips_is_found() {
        List<String> known = List.of("connections", "connect-timeout", "config");

        assertThat(Nearest.to("conections", known)).contains("connections");
        assertThat(Nearest.to("confg", known)).contains("config");
    }

    @Test
    void a_word_that_resembles_none_finds_nothing() {
        assertThat(Nearest.to("zebra", List.of("host", "port"))).isEmpty();
        assertThat(Nearest.to("", List.of("host", "port"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hxst, true", "hxxt, false", "hxxst, true", "hxxxt, false"})
    void one_slip_of_four_letters_is_near_and_two_of_five_are(String word, boolean near) {
        assertThat(Nearest.to(word, List.of("host")).isPresent()).isEqualTo(near);
    }

    @Test
    void a_tie_goes_to_the_first_by_alphabet() {
        assertThat(Nearest.to("pork", List.of("port", "porc"))).contains("porc");
    }

    @Test
    void a_word_too_long_to_be_a_slip_is_near_nothing() {
        assertThat(Nearest.distance("x".repeat(65), "host")).isEqualTo(Integer.MAX_VALUE);
        assertThat(Nearest.distance("host", "x".repeat(65))).isEqualTo(Integer.MAX_VALUE);
        assertThat(Nearest.distance("x".repeat(64), "x".repeat(63))).isEqualTo(1);
        assertThat(Nearest.distance("x".repeat(63), "x".repeat(64))).isEqualTo(1);
    }

    @Property
    void distance_is_the_same_both_ways_and_zero_for_equals(
            @ForAll @AlphaChars @StringLength(max = 12) String one,
            @ForAll @AlphaChars @StringLength(max = 12) String other) {
        assertThat(Nearest.distance(one, other)).isEqualTo(Nearest.distance(other, one));
        assertThat(Nearest.distance(one, one)).isZero();
    }
}
