package io.tidbclient.check;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Polls that a fake server answers with an error: missed and repeated, or the end of the watch. */
class FailedPollsOnFakeServerTest {
    private final FakeServerCheck check = new FakeServerCheck();
    private final FakeServer server = check.server();
    private final ManualTimer timer = check.timer();
    private final RecordedEvents events = check.events();

    @AfterEach
    void stop() {
        check.close();
    }

    @ParameterizedTest
    @CsvSource({
        "8175, STATEMENT_ABORTED, Your query has been cancelled due to exceeding the allowed memory limit",
        "8028, TRANSACTION_CONFLICT, Information schema is changed",
        "1105, UNCLASSIFIED, something new"
    })
    void polls_that_a_server_answers_with_an_error_are_missed_counted_and_repeated(
            int code, FailureKind kind, String said) {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);

        server.jobsError(error(code, kind, said));
        check.tickUntil(() -> events.failedAttempts() >= 2);
        server.jobsError(Optional.empty());
        check.nextRound(2);
        int missed = (int) events.failedAttempts();
        server.jobs("finished");
        check.tickUntil(check::over);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().jobs().getFirst().missed()).isEqualTo(missed).isGreaterThanOrEqualTo(2);
        assertThat(events.missedPolls().get(1)).satisfies(second -> {
            assertThat(second.inARow()).isEqualTo(2);
            assertThat(second.failure().sentence()).isEqualTo("127.0.0.1:4000 did not list its import jobs: " + said);
            assertThat(second.failure().hint()).isEqualTo("The next poll repeats the statement.");
        });
        check.assertNothingIsLeft(1);
    }

    @Test
    void a_server_that_answers_with_errors_alone_is_waited_for_once_and_not_by_each_leader_again() {
        check.watch(Duration.ofHours(1));
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(3);
        check.awaitWatching(3);

        server.jobsError(error(8175, FailureKind.STATEMENT_ABORTED, "too much memory"));
        check.tickUntil(() -> !events.missedPolls().isEmpty());
        timer.advance(Duration.ofMinutes(5));
        CompletableFuture<RunResult<CheckSnapshot>> ended = run.result().subscribeAsCompletionStage();
        check.tickUntil(ended::isDone);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNREACHABLE);
        List<CheckEvent.PollMissed> missed = events.missedPolls();
        assertThat(missed)
                .extracting(CheckEvent.PollMissed::inAll)
                .as("counted on from leader to leader")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, missed.size()).boxed().toList());
        assertThat(result.last().jobs().getFirst().missed()).isEqualTo(missed.size());
        check.assertNothingIsLeft(3);
    }

    @Test
    void a_poll_that_is_refused_for_good_ends_the_watch_at_once() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);

        server.jobsError(error(1227, FailureKind.NO_PRIVILEGE, "Access denied"));
        check.tickUntil(check::over);

        assertThat(check.finish(run).verdict().outcome()).isEqualTo(Outcome.DENIED);
        assertThat(events.failedAttempts()).isZero();
    }

    private static Optional<Failure> error(int code, FailureKind kind, String said) {
        return Optional.of(new Failure(kind, code, "", "HY000", "", "", "db: " + said, "the hint", said));
    }
}
