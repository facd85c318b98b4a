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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
        log.drain();
        log.through(Optional.of(above::add));
        record("two\nlines – of it\n");
        log.drain();

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("one\n");
        assertThat(above).containsExactly("two", "lines – of it");
    }

    @Test
    void closing_the_log_leaves_standard_error_open() throws IOException {
        stream.close();
        record("late\n");
        log.drain();

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("late\n");
    }

    @Test
    void the_end_prints_what_was_queued_and_later_records_are_printed_at_once() throws IOException {
        record("one\n");
        record("two\n");
        log.finish();
        record("of the shutdown\n");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\nof the shutdown\n");
    }

    @Test
    void what_is_first_logged_at_the_shutdown_is_printed_at_once() throws IOException {
        log.finish();
        record("of the shutdown\n");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("of the shutdown\n");
    }

    @Test
    void a_view_that_fails_does_not_silence_the_log() throws IOException {
        log.through(Optional.of(line -> {
            throw new IllegalStateException("the terminal is gone");
        }));
        record("one\n");
        record("two\n");
        log.finish();

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void the_output_of_a_hook_is_printed_by_its_own_thread() throws IOException {
        record(log.direct(), "of the hook\n");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("of the hook\n");
    }

    @Test
    void a_reader_that_takes_nothing_delays_no_thread_that_logs_and_what_finds_no_room_is_counted() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        ConsoleLog slow = new ConsoleLog(
                new ProcessEnvironment() {
                    @Override
                    public PrintStream err() {
                        writing.countDown();
                        await(reads);
                        return new PrintStream(err, true, StandardCharsets.UTF_8);
                    }
                },
                2);
        OutputStream records = slow.stream();
        record(records, "0\n");
        await(writing);
        for (int i = 1; i <= 5; i++) {
            record(records, i + "\n");
        }
        slow.drain();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();

        reads.countDown();
        slow.finish();

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "0\n1\n2\ntidb-client: standard error was read so slowly that 3 log records were left out; write"
                                + " the log to a file with --log-file.\n");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void record(OutputStream records, String text) throws IOException {
        records.write(text.getBytes(StandardCharsets.UTF_8));
        records.flush();
    }

    private void record(String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }
}
