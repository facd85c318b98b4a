package io.tidbclient.connection;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The parser by hand means what the JDK's means. */
class TimeTextTest {
    private static final DateTimeFormatter JDK = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    @Property
    void times_are_read_as_the_jdk_reads_them(@ForAll @From("times") String text) {
        assertThat(TimeText.parse(text)).isEqualTo(byJdk(text));
    }

    @Property
    void any_text_is_a_time_or_none(@ForAll String text) {
        assertThat(TimeText.parse(text)).isEqualTo(byJdk(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026/01-02 03:04:05",
                "2026-01/02 03:04:05",
                "202x-01-02 03:04:05",
                "2026-01-02T03:04:05",
                "2026-01-02 03.04:05",
                "2026-01-02 03:04.05",
                "2026-01-02 03:04:05.",
                "2026-01-02 03:04:05,5",
                "2026-01-02 03:04:05.1234567890",
                "2026-01-02 03:04:0",
                "2026-01-02 03:04:0/",
                "2026-01-02 03:04:0:",
                "2026-00-00 00:00:00",
                "0000-00-00 00:00:00",
                ""
            })
    void what_is_nearly_a_time_is_none(String text) {
        assertThat(TimeText.parse(text)).isEmpty();
    }

    @Test
    void fractions_of_a_second_have_up_to_nine_digits() {
        assertThat(TimeText.parse("2026-01-02 03:04:05")).contains(LocalDateTime.of(2026, 1, 2, 3, 4, 5));
        assertThat(TimeText.parse("2026-01-02 03:04:05.1"))
                .contains(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 100_000_000));
        assertThat(TimeText.parse("9999-12-31 23:59:59.123456789"))
                .contains(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 123_456_789));
    }

    /** Most of them times, the others nearly. */
    @Provide
    Arbitrary<String> times() {
        Arbitrary<String> time = Arbitraries.integers()
                .between(0, 99)
                .list()
                .ofSize(6)
                .map(n -> String.format(
                        Locale.ROOT,
                        "20%02d-%02d-%02d %02d:%02d:%02d",
                        n.get(0),
                        n.get(1) % 14,
                        n.get(2) % 33,
                        n.get(3) % 25,
                        n.get(4) % 61,
                        n.get(5) % 61));
        Arbitrary<String> fraction =
                Arbitraries.strings().numeric().ofMaxLength(11).map(f -> f.isEmpty() ? "" : "." + f);
        Arbitrary<String> end = Arbitraries.of("", "", "", " ", ".", "x", "-1");
        return Combinators.combine(time, fraction, end).as((a, b, c) -> a + b + c);
    }

    private static Optional<LocalDateTime> byJdk(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, JDK));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
