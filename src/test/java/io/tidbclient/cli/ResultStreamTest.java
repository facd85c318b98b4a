package io.tidbclient.cli;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class ResultStreamTest {
    @Test
    void a_write_that_failed_is_remembered_though_nobody_was_told() {
        assertThat(after("No space left on device").lost()).contains("No space left on device");
    }

    @Test
    void a_reader_that_went_away_misses_nothing() {
        assertThat(after("Broken pipe").lost()).isEmpty();
    }

    @Test
    void nothing_is_lost_as_long_as_all_goes_well() {
        assertThat(new ResultStream(OutputStream.nullOutputStream()).lost()).isEmpty();
    }

    private static ResultStream after(String complaint) {
        ResultStream results = new ResultStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(complaint);
            }
        });
        new PrintStream(results, true, StandardCharsets.UTF_8).println("a result");
        return results;
    }
}
