package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class MissedPollsTest {
    private static final ServerAddress TARGET = new ServerAddress("db", 4000);
    private static final Failure ABORTED = new Failure(
            FailureKind.STATEMENT_ABORTED,
            8175,
            "ErrMemoryExceedForQuery",
            "HY000",
            "c1",
            "FollowingImportJobs",
            "db:4000 gave up the statement: too much memory",
            "a hint",
            "too much memory");
    private static final Failure DOWN =
            Failure.of(FailureKind.CONNECTION_REFUSED, "Nothing listens at db:4000: connection refused.", "");

    private final AtomicLong nanos = new AtomicLong();
    private final MissedPolls missed = new MissedPolls(TARGET, Duration.ofMinutes(5), nanos::get);

    @Test
    void errors_alone_for_too_long_end_the_watch_with_the_code_of_a_server_that_is_not_reached() {
        CheckEvent.PollMissed first = missed.add(ABORTED);
        pass(Duration.ofSeconds(299));
        CheckEvent.PollMissed unused = missed.add(ABORTED);
        assertThat(missed.silence(ABORTED)).isEmpty();
        pass(Duration.ofSeconds(1));
        CheckEvent.PollMissed third = missed.add(ABORTED);

        assertThat(first.failure().sentence()).isEqualTo("db:4000 did not list its import jobs: too much memory");
        Failure silence = missed.silence(third.failure()).orElseThrow();
        assertThat(silence.kind().category()).isEqualTo(FailureKind.FailureCategory.UNREACHED);
        assertThat(silence.code()).isEqualTo(8175);
        assertThat(silence.sentence())
                .isEqualTo("db:4000 listed no import jobs in 3 polls over 300 s; the last answer: db:4000 did not list"
                        + " its import jobs: too much memory");
    }

    @Test
    void a_server_that_is_not_reached_is_waited_for_however_long_that_takes() {
        for (int i = 0; i < 100; i++) {
            assertThat(missed.add(DOWN).failure()).isSameAs(DOWN);
            pass(Duration.ofMinutes(1));
            assertThat(missed.silence(DOWN)).isEmpty();
        }
        CheckEvent.PollMissed answered = missed.add(ABORTED);

        assertThat(missed.silence(ABORTED)).isEmpty();
        assertThat(answered.inARow()).isEqualTo(101);
    }

    @Test
    void a_poll_that_succeeds_starts_the_count_in_a_row_again() {
        CheckEvent.PollMissed unused = missed.add(ABORTED);
        pass(Duration.ofMinutes(4));
        missed.end();
        pass(Duration.ofMinutes(4));

        CheckEvent.PollMissed next = missed.add(ABORTED);

        assertThat(missed.silence(ABORTED)).isEmpty();
        assertThat(next.inARow()).isEqualTo(1);
        assertThat(next.inAll()).isEqualTo(2);
    }

    @Test
    void a_poll_may_succeed_after_what_passes_and_after_an_error_that_is_not_known() {
        assertThat(MissedPolls.mayPass(ABORTED)).isTrue();
        assertThat(MissedPolls.mayPass(DOWN)).isTrue();
        assertThat(MissedPolls.mayPass(error(FailureKind.UNCLASSIFIED, 4711))).isTrue();
        assertThat(MissedPolls.mayPass(error(FailureKind.UNCLASSIFIED, 0))).isFalse();
        assertThat(MissedPolls.mayPass(error(FailureKind.NO_PRIVILEGE, 1227))).isFalse();
    }

    @Test
    void an_error_without_a_number_is_reported_as_it_is() {
        Failure failure = error(FailureKind.UNCLASSIFIED, 0);

        assertThat(missed.add(failure).failure()).isSameAs(failure);
    }

    @Test
    void a_server_that_was_not_reached_in_between_begins_the_silence_anew() {
        CheckEvent.PollMissed unused = missed.add(ABORTED);
        pass(Duration.ofMinutes(4));
        unused = missed.add(DOWN);
        assertThat(missed.silence(DOWN)).isEmpty();
        unused = missed.add(ABORTED);
        pass(Duration.ofMinutes(4));

        assertThat(missed.silence(ABORTED)).isEmpty();
    }

    private static Failure error(FailureKind kind, int code) {
        return new Failure(kind, code, "", "HY000", "", "", "It failed.", "", "no");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
