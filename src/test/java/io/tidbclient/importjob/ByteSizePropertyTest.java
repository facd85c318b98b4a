package io.tidbclient.importjob;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ByteSizePropertyTest {
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
