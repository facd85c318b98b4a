package io.tidbclient.cli;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleLogTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ConsoleLog log = new ConsoleLog(new ProcessEnvironment() {
        @Override
        public PrintStream err() {
            return new PrintStream(err, true, StandardCharsets.UTF_8);
        }
    });
    private final OutputStream stream = log.stream();

    @Test
    void records_go_to_standard_error_until_a_view_is_there_and_to_the_view_from_then_on() throws IOException {
        List<String> above = new ArrayList<>();

        record("one\n");
        log.through(Optional.of(above::add));
        record("two\nlines – of it\n");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
        assertThat(above).containsExactly("two", "lines – of it");
    }

    @Test
    void closing_the_log_leaves_standard_error_open() throws IOException {
        stream.close();
        record("late\n");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("late\n");
    }

    private void record(String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
