package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.check.CheckRun.WatchLimits;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.time.NanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the connections of a check share. */
class CheckRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Poll POLL = new Poll(1, List.of(), List.of(), List.of());

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final CheckRun run = Links.watching(threads);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_watch_has_begun_with_its_first_poll_and_ends_with_a_reason() {
        Uni<Boolean> begin = run.watchBegin(Links.TARGET);
        Uni<String> end = run.watchEnd(Links.TARGET);

        Links.seeNoJobs(run);
        run.endWatch(Links.TARGET, "time is up");

        assertThat(begin.await().atMost(LIMIT)).isTrue();
        assertThat(end.await().atMost(LIMIT)).isEqualTo("time is up");
    }

    @Test
    void a_watch_that_ended_without_a_poll_has_not_begun() {
        run.endWatch(Links.TARGET, "no leader is left");

        assertThat(run.watchBegin(Links.TARGET).await().atMost(LIMIT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"TIMED_OUT, 3", "CONNECTION_LOST, 5"})
    void a_server_that_does_not_answer_in_time_is_asked_for_its_jobs_three_times(FailureKind kind, int asked) {
        AtomicInteger asking = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            UniAssertSubscriber<JobsAnswer> unused = run.jobsOf(Links.TARGET)
                    .get(() -> {
                        asking.incrementAndGet();
                        return Uni.createFrom().failure(failure(kind));
                    })
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.create());
        }

        assertThat(asking).hasValue(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTION_REFUSED, 3",
        "UNKNOWN_HOST, 3",
        "UNKNOWN_DATABASE, 3",
        "TRANSACTION_CONFLICT, 3",
        "NO_PRIVILEGE, 1"
    })
    void calls_until_a_server_is_up_are_repeated_for_what_may_be_there_soon(FailureKind kind, int calls) {
        AtomicInteger attempts = new AtomicInteger();
        RetrySettings retry = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(1));

        Uni<Integer> call = CheckRun.untilUp(retry, new FailureClassifier(), threads, NanoClock.SYSTEM)
                .call(
                        Links.TARGET,
                        attempt -> {
                            attempts.incrementAndGet();
                            return Uni.createFrom().failure(failure(kind));
                        },
                        (attempt, thrown) -> {});

        assertThatThrownBy(() -> call.await().atMost(LIMIT)).isInstanceOf(FailureException.class);
        assertThat(attempts).hasValue(calls);
    }

    @Test
    void a_single_poll_waits_shorter_for_a_server_that_answers_with_errors() {
        WatchLimits one = new WatchLimits(
                Duration.ofHours(1), Duration.ofSeconds(1), JobInterest.ACTIVE, WatchGoal.ONE_POLL, true);

        assertThat(one.longestSilence()).isEqualTo(Duration.ofSeconds(10));
        assertThat(WatchLimits.NONE.longestSilence()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void goals_are_reached_by_one_poll_by_the_end_of_all_jobs_or_never() {
        assertThat(WatchGoal.ONE_POLL.reached(POLL)).contains("a single poll was requested");
        assertThat(WatchGoal.ALL_ENDED.reached(POLL)).contains("all import jobs have ended");
        assertThat(WatchGoal.NONE.reached(POLL)).isEmpty();
    }

    private static FailureException failure(FailureKind kind) {
        return new FailureException(Failure.of(kind, "It failed.", ""), null);
    }
}
