package io.tidbclient.cli;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import static org.assertj.core.api.Assertions.assertThat;

class FailureRecordingStreamTest {
    @Test
    void the_first_failed_write_is_recorded_although_it_threw_nothing() {
        FailureRecordingStream results = new FailureRecordingStream(new OutputStream() {
            private int writes;

            @Override
            public void write(int b) throws IOException {
                throw new IOException("failure " + ++writes);
            }
        });
        PrintStream stream = new PrintStream(results, true, StandardCharsets.UTF_8);

        stream.print("one");
        stream.print("two");

        assertThat(results.failure()).map(IOException::getMessage).contains("failure 1");
    }

    @Test
    void whoever_waits_for_a_failure_gets_the_first_one_at_once() {
        FailureRecordingStream results = new FailureRecordingStream(new OutputStream() {
            private int writes;

            @Override
            public void write(int b) throws IOException {
                if (b == '!') {
                    throw new IOException("failure " + ++writes);
                }
            }
        });
        List<String> failures = new ArrayList<>();
        CompletionStage<Void> unused = results.failed().thenAccept(failure -> failures.add(failure.getMessage()));
        PrintStream stream = new PrintStream(results, true, StandardCharsets.UTF_8);

        stream.print("one");
        assertThat(failures).isEmpty();
        stream.print("!");
        stream.print("!");

        assertThat(failures).containsExactly("failure 1");
    }

    @Test
    void nothing_is_written_behind_a_gap() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        FailureRecordingStream results = new FailureRecordingStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (b == '!') {
                    throw new IOException("full for a moment");
                }
                written.write(b);
            }
        });
        PrintStream stream = new PrintStream(results, true, StandardCharsets.UTF_8);

        stream.print("one!");
        stream.print("two");

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("one");
    }

    @Test
    void nothing_is_lost_as_long_as_all_goes_well() {
        FailureRecordingStream results = new FailureRecordingStream(OutputStream.nullOutputStream());

        new PrintStream(results, true, StandardCharsets.UTF_8).print("one");

        assertThat(results.failure()).isEmpty();
    }
}
