package io.tidbclient.sandbox.job;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteSizesTest {
    /** The first three as TiDB v8.5.4 wrote them. */
    @ParameterizedTest
    @CsvSource({
        "297779, 290.8KiB, 297.8kB",
        "1048576, 1MiB, 1.049MB",
        "5, 5B, 5B",
        "0, 0B, 0B",
        "1023, 1023B, 1.023kB",
        "68719476736, 64GiB, 68.72GB",
        "9223372036854775807, 8EiB, 9.223EB"
    })
    void sizes_have_four_digits_and_a_unit(long bytes, String binary, String decimal) {
        assertThat(ByteSizes.binary(bytes)).isEqualTo(binary);
        assertThat(ByteSizes.decimal(bytes)).isEqualTo(decimal);
    }
}
