package io.tidbclient.importjob.run;

import io.tidbclient.importjob.Poll;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static io.tidbclient.importjob.run.JobLines.line;
import static org.assertj.core.api.Assertions.assertThat;

class JobHooksTest {
    private final List<JobHooks> made = new ArrayList<>();
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicReference<Runnable> signal = new AtomicReference<>(() -> {});

    @Test
    void a_finished_job_has_one_hook_and_any_other_that_ended_has_the_other() {
        try (JobHooks hooks = hooks("echo finished $TIDB_JOB_ID", "echo failed $TIDB_JOB_ID")) {
            hooks.on(AT, ended(line(7, "finished")));
            awaitPrinted("finished 7\n");
            hooks.on(AT, ended(line(8, "cancelled")));
            awaitPrinted("finished 7\nfailed 8\n");
            hooks.on(AT, ended(JobLines.vanished(9)));
            awaitPrinted("finished 7\nfailed 8\nfailed 9\n");
        }
    }

    @Test
    void a_finished_job_that_is_no_longer_listed_has_not_finished() {
        try (JobHooks hooks = hooks("echo finished", "echo failed")) {
            hooks.on(AT, ended(JobLines.vanished(7, "finished")));
        }

        assertThat(text()).isEqualTo("failed\n");
    }

    @Test
    void closing_waits_for_hooks_that_run() {
        try (JobHooks hooks = hooks("read line; echo it is $line", "")) {
            hooks.on(AT, ended(line(7, "finished")));
        }

        assertThat(text()).as("its input has the job and the time").isEqualTo("it is 7 at 2026-03-04T05:06:07Z\n");
        assertThat(listening).as("no signal is waited for any more").isFalse();
    }

    @Test
    void a_hook_is_started_when_a_poll_is_taken_and_writes_nothing_later() {
        try (JobHooks hooks = hooks("echo finished", "")) {
            Runnable write = hooks.taken(AT, ended(line(7, "finished")));
            awaitPrinted("finished\n");
            write.run();
        }

        assertThat(text()).isEqualTo("finished\n");
    }

    @Test
    void a_hook_that_fails_is_reported_with_its_exit_code() {
        try (JobHooks hooks = hooks("exit 3", "")) {
            hooks.on(AT, ended(line(7, "finished")));
        }

        assertThat(text()).isEqualTo("tidb-client: the hook sh for job 7 ended with exit code 3.\n");
    }

    @Test
    void a_program_that_does_not_exist_is_reported() {
        try (JobHooks hooks = new JobHooks(
                Set.of(),
                Optional.of(List.of("/there/is/no/such/program")),
                Optional.empty(),
                this::write,
                err(),
                this::onNext)) {
            hooks.on(AT, ended(line(7, "finished")));
        }

        assertThat(text())
                .startsWith("tidb-client: the hook /there/is/no/such/program for job 7 cannot be run: ")
                .endsWith(".\n");
    }

    @Test
    void a_hook_that_does_not_read_its_input_is_no_failure() {
        try (JobHooks hooks = new JobHooks(
                Set.of(),
                Optional.of(List.of("sh", "-c", "exec <&-; echo done")),
                Optional.empty(),
                (out, at, line) -> write(out, "x".repeat(1_000_000)),
                err(),
                this::onNext)) {
            hooks.on(AT, ended(line(7, "finished")));
        }

        assertThat(text()).isEqualTo("done\n");
    }

    @Test
    void a_signal_kills_the_hook_that_runs_and_ends_the_wait() {
        JobHooks hooks = hooks("echo begun; exec sleep 60", "");
        hooks.on(AT, ended(line(7, "finished")));
        awaitPrinted("begun\n");

        Thread closing = Thread.ofVirtual().start(hooks::close);
        Awaitility.await().untilTrue(listening);
        signal.get().run();

        Awaitility.await().until(() -> !closing.isAlive());
        assertThat(text()).contains("tidb-client: interrupted: 1 hook killed, 0 never started.\n");
        assertThat(listening).isFalse();
    }

    @Test
    void hooks_beyond_eight_at_once_wait_and_never_start_after_a_signal() {
        JobHooks hooks = hooks("echo begun; exec sleep 60", "");
        hooks.on(
                AT,
                ended(LongStream.rangeClosed(1, 10)
                        .mapToObj(id -> line(id, "finished"))
                        .toArray(JobLine[]::new)));
        awaitPrinted("begun\n".repeat(8));

        Thread closing = Thread.ofVirtual().start(hooks::close);
        Awaitility.await().untilTrue(listening);
        signal.get().run();

        Awaitility.await().until(() -> !closing.isAlive());
        assertThat(text()).contains("tidb-client: interrupted: 8 hooks killed, 2 never started.\n");
    }

    @Test
    void a_hook_that_has_ended_is_not_counted_as_killed() {
        JobHooks hooks = hooks("echo begun; exec sleep 60", "true");
        JobLine[] lines = Stream.concat(
                        LongStream.rangeClosed(1, 7).mapToObj(id -> line(id, "finished")),
                        Stream.of(line(8, "failed"), line(9, "finished")))
                .toArray(JobLine[]::new);
        hooks.on(AT, ended(lines));
        // The ninth begins when the eighth has ended.
        awaitPrinted("begun\n".repeat(8));

        Thread closing = Thread.ofVirtual().start(hooks::close);
        Awaitility.await().untilTrue(listening);
        signal.get().run();

        Awaitility.await().until(() -> !closing.isAlive());
        assertThat(text()).contains("tidb-client: interrupted: 8 hooks killed, 0 never started.\n");
    }

    @Test
    void hooks_that_are_abandoned_are_killed() {
        JobHooks hooks = hooks("echo $$; exec sleep 60", "");
        hooks.on(AT, ended(line(7, "finished")));
        Awaitility.await().until(() -> text().endsWith("\n"));
        long hook = Long.parseLong(text().strip());
        assertThat(ProcessHandle.of(hook)).isPresent();

        hooks.abandon();

        Awaitility.await()
                .until(() ->
                        ProcessHandle.of(hook).filter(ProcessHandle::isAlive).isEmpty());
    }

    private JobHooks hooks(String onFinish, String onFail) {
        JobHooks hooks = new JobHooks(Set.of(), shell(onFinish), shell(onFail), this::write, err(), this::onNext);
        made.add(hooks);
        return hooks;
    }

    @AfterEach
    void kill_hooks_that_a_failed_test_has_left() {
        made.forEach(JobHooks::abandon);
    }

    private static Optional<List<String>> shell(String script) {
        return script.isEmpty() ? Optional.empty() : Optional.of(List.of("sh", "-c", script));
    }

    private Runnable onNext(Runnable action) {
        signal.set(action);
        listening.set(true);
        return () -> listening.set(false);
    }

    private void write(OutputStream out, Instant at, JobLine line) {
        write(out, line.job().id() + " at " + at + "\n");
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PrintStream err() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private void awaitPrinted(String text) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> text().equals(text));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** A second poll, in which these have ended. */
    private static JobBoard.Seen ended(JobLine... lines) {
        Poll poll = new Poll(
                2,
                Arrays.stream(lines).map(JobLine::watched).toList(),
                List.of(),
                Arrays.stream(lines).map(line -> line.job().id()).toList());
        return new JobBoard.Seen(JobLines.SERVER, poll, List.of(lines), Duration.ofMinutes(5));
    }
}
