package io.tidbclient.serve.history;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnsTest {
    @Test
    void texts_have_no_secrets_and_fit_their_column() {
        assertThat(Columns.text("cannot read s3://b/f?secret-access-key=geheim", 100))
                .isEqualTo("cannot read s3://b/f?secret-access-key=xxxxxx");
        assertThat(Columns.text("a\uD83D\uDE00bc", 2)).isEqualTo("a\uD83D\uDE00");
    }

    @Test
    void times_are_utc_to_the_microsecond() {
        assertThat(Columns.time(Instant.parse("2026-03-01T10:00:00.123456789Z")))
                .isEqualTo("2026-03-01 10:00:00.123456");
        assertThat(Columns.micros(Duration.ofNanos(1_234_567))).isEqualTo(1_234);
    }
}
