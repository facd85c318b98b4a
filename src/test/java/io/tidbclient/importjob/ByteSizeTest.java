package io.tidbclient.importjob;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0B,0",
        "17B,17",
        "1KiB,1024",
        "290.8KiB,297779",
        "212.7KiB,217805",
        "1MiB,1048576",
        "11.23TiB,12347515579924",
        "4.55GB,4550000000",
        "10kB,10000",
        "10KB,10000",
        "1.5 GiB,1610612736",
        "7EiB,8070450532247928832",
        "9223372036854775807B,9223372036854775807"
    })
    void sizes_mean_bytes_in_the_unit_that_is_written(String text, long bytes) {
        assertThat(ByteSize.parse(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "N/A",
                "12 conflicts",
                "3 conflicts/s",
                "10.96MB/s",
                "12",
                "-1B",
                "KiB",
                "1.KiB",
                ".5KiB",
                "1,024B",
                "1e3KiB",
                "8EiB",
                "9223372036854775808B",
                "1 XB",
                "1iB",
                "0x10B",
                "NaNB",
                "1KiBB"
            })
    void anything_else_is_no_size(String text) {
        assertThat(ByteSize.parse(text)).isEmpty();
    }

    @Property
    void whole_numbers_of_a_unit_come_back_exactly(
            @ForAll @LongRange(min = 0, max = 1023) long count, @ForAll @IntRange(min = 0, max = 5) int power) {
        String binary = count + new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB"}[power];
        String decimal = count + new String[] {"B", "kB", "MB", "GB", "TB", "PB"}[power];

        assertThat(ByteSize.parse(binary)).hasValue(count << (10 * power));
        assertThat(ByteSize.parse(decimal)).hasValue(count * Math.round(Math.pow(1000, power)));
    }

    @Property
    void a_size_written_with_four_digits_comes_back_within_the_rounding(
            @ForAll @LongRange(min = 1, max = 1L << 60) long bytes) {
        assertThat((double) ByteSize.parse(asTheServerWrites(bytes)).orElseThrow())
                .isCloseTo((double) bytes, within(bytes * 0.00051 + 0.5));
    }

    @Property
    void no_text_makes_it_throw(@ForAll String text) {
        assertThat(ByteSize.parse(text).orElse(0)).isNotNegative();
    }

    @Property
    void no_text_that_looks_like_a_size_makes_it_throw(@ForAll("digits") String digits, @ForAll("unit") String unit) {
        assertThat(ByteSize.parse(digits + unit).orElse(0)).isNotNegative();
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().withChars("0123456789.").ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> unit() {
        return Arbitraries.of("B", "KiB", "kB", "MB", "EiB", "EB", " TiB", "YiB");
    }

    /** Four significant digits in binary units. */
    private static String asTheServerWrites(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024) {
            value /= 1024;
            unit++;
        }
        int decimals = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
        String name = new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"}[unit];
        return String.format(Locale.ROOT, "%." + decimals + "f%s", value, name);
    }
}
