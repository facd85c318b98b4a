package io.tidbclient.importjob;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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
}
