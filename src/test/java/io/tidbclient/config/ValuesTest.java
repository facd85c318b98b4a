package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Texts of values at their limits. */
class ValuesTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 100", "' 7 ', 7", "007, 7"})
    void whole_numbers_within_the_range_are_read(String text, int number) {
        assertThat(Values.wholeNumber(text, 1, 100)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "9999999999", "99999999999", "99999999999999999999"})
    void whole_numbers_outside_of_the_range_are_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.wholeNumber(text, 1, 100))
                .withMessage("'" + text + "' is out of range; give 1 to 100");
    }

    @Test
    void whole_numbers_of_ten_digits_are_compared_and_not_cut() {
        assertThat(Values.wholeNumber("2147483647", 0, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Values.wholeNumber("-214748364", Integer.MIN_VALUE, 0)).isEqualTo(-214_748_364);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.wholeNumber("2147483648", 0, Integer.MAX_VALUE))
                .withMessageContaining("is out of range");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000000000000000, 1000000000000000", "1_000, 1000", "' 5 ', 5", "0000000000000001, 1"})
    void amounts_are_read_with_underscores_between_their_digits(String text, long amount) {
        assertThat(Values.amount(text)).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000000000001", "9999999999999999", "10000000000000000"})
    void amounts_outside_of_the_range_are_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.amount(text))
                .withMessage("'" + text + "' is out of range; give 1 to 1000000000000000");
    }

    @Test
    void an_amount_that_is_no_number_is_quoted_as_it_was_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.amount(" 1_0.5 "))
                .withMessage("'1_0.5' is not a whole number; give 1 to 1000000000000000");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "2.5, 2.5", "+1e2, 100", "2., 2", "10.5E1, 105"})
    void numbers_within_the_range_are_read(String text, double number) {
        assertThat(Values.number(1, 1_000).parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.999", ".5", "1000.001", "-2", "1e9"})
    void numbers_outside_of_the_range_are_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.number(1, 1_000).parse(text))
                .withMessage("'" + text + "' is out of range; give 1 to 1000");
    }

    @Test
    void a_number_has_at_most_a_hundred_characters() {
        assertThat(Values.number(1, 1_000).parse("1." + "0".repeat(98))).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.number(1, 1_000).parse("1." + "0".repeat(99)))
                .withMessageContaining("is not a number; give 1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-0.1", "1.1"})
    void a_proper_fraction_is_neither_nothing_nor_all(String text) {
        assertThat(Values.properFraction("0.001")).isEqualTo(0.001);
        assertThat(Values.properFraction("0.999")).isEqualTo(0.999);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.properFraction(text))
                .withMessage("'" + text + "' is out of range; give more than 0 and less than 1");
    }

    @Test
    void durations_at_the_limits_are_allowed() {
        Setting.Parser<Duration> parser = Values.duration(Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThat(parser.parse("1s")).isEqualTo(Duration.ofSeconds(1));
        assertThat(parser.parse("60s")).isEqualTo(Duration.ofMinutes(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parser.parse(" 999ms "))
                .withMessage("'999ms' is too short; give at least 1s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parser.parse("61s"))
                .withMessage("'61s' is too long; give at most 1m");
    }

    @Test
    void a_port_that_is_no_number_is_not_quoted() {
        assertThat(Values.port(" 65535 ")).isEqualTo(65_535);
        assertThat(Values.port("1")).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.port("geheim"))
                .withMessage("it is not a whole number; give 1 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.port("65536"))
                .withMessage("'65536' is out of range; give 1 to 65535");
    }

    @Test
    void a_database_has_64_characters_at_most_and_no_control_characters() {
        assertThat(Values.database("🐬".repeat(64))).isEqualTo("🐬".repeat(64));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.database("x".repeat(65)))
                .withMessageContaining("is too long; a database's name has at most 64 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.database("a\u0007"))
                .withMessageContaining("holds control characters; give a database's name without");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.user("mysql://root:geheim@db"))
                .withMessage("a URL is not a user; give it with --url, TIDB_URL or DATABASE_URL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.command("  "))
                .withMessage("the command is empty; give a program with its arguments");
    }

    @Test
    void a_command_is_read_without_the_blanks_around_it() {
        assertThat(Values.command(" notify 'all of us' ")).isEqualTo("notify 'all of us'");
    }

    @Test
    void one_of_several_words_is_read_in_any_case() {
        Setting.Parser<SslMode> parser = Values.oneOf(SslMode.values(), SslMode::label);

        assertThat(parser.parse(" Verify_CA ")).isEqualTo(SslMode.VERIFY_CA);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parser.parse("on"))
                .withMessage("'on' is not known; give disabled, preferred, required, verify-ca, verify-identity");
        assertThat(Values.wholeNumber(1, 100).parse("7")).isEqualTo(7);
    }

    @Test
    void a_flag_that_may_have_a_password_for_a_value_is_not_quoted() {
        assertThat(Values.flagWithoutQuote("no")).isFalse();
        assertThat(Values.flagWithoutQuote("YES")).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.flagWithoutQuote("geheim"))
                .withMessage("the value is neither true nor false; give one of them");
    }
}
