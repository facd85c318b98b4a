package io.tidbclient.check;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Watches that end without the jobs that were asked for, on a fake server. */
class RequiredJobsOnFakeServerTest {
    private static final Optional<Failure> BUSY = error(FailureKind.STATEMENT_ABORTED, 8175, "too much memory");
    private static final Optional<Failure> UNKNOWN_STATEMENT =
            error(FailureKind.STATEMENT_REFUSED, 1064, "You have an error in your SQL syntax");
    private static final String NOT_KNOWN =
            "This server does not know SHOW IMPORT JOBS: TiDB has IMPORT INTO from 7.2 on, MySQL and MariaDB do not have"
                    + " it.";

    private final FakeServerCheck check = new FakeServerCheck();
    private final FakeServer server = check.server();
    private final ManualTimer timer = check.timer();
    private final RecordedEvents events = check.events();

    @AfterEach
    void stop() {
        check.close();
    }

    @Test
    void time_that_is_up_before_any_poll_succeeded_fails_with_the_last_failure() {
        check.requireJobs();
        afterTheCount(() -> server.jobsError(BUSY));
        Run<CheckSnapshot> run = check.start(1);
        check.tickUntil(() -> events.missedPolls().size() >= 2);
        check.passWatch();

        RunResult<CheckSnapshot> result = check.finish(run);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failure(result).code()).isEqualTo(8175);
        assertThat(failure(result).sentence())
                .isEqualTo("127.0.0.1:4000 did not list its import jobs: too much memory");
    }

    @Test
    void time_that_is_up_before_any_poll_succeeded_is_no_failure_where_no_jobs_are_required() {
        afterTheCount(() -> server.jobsError(BUSY));
        Run<CheckSnapshot> run = check.start(1);
        check.tickUntil(() -> events.missedPolls().size() >= 2);
        check.passWatch();

        RunResult<CheckSnapshot> result = check.finish(run);

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains("time is up");
    }

    @Test
    void time_that_is_up_after_a_poll_is_no_failure() {
        check.requireJobs();
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);
        check.passWatch();

        assertThat(check.finish(run).verdict().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void time_that_is_up_before_the_first_poll_fails_for_want_of_time() {
        check.requireJobs();
        check.watch(Duration.ofNanos(-1));
        server.jobs("running");

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(failure(result).kind()).isEqualTo(FailureKind.STATE_TIMED_OUT);
        assertThat(failure(result).sentence())
                .isEqualTo("The time expired before the first poll of the import jobs of 127.0.0.1:4000.");
        assertThat(failure(result).hint()).isEqualTo("Allow more time.");
        assertThat(server.count(FakeServer.JOBS)).isEqualTo(1);
    }

    @Test
    void the_next_leader_polls_no_more_when_the_time_is_up() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(2);
        check.awaitWatching(2);
        server.before(FakeServer.JOBS, () -> {
            timer.advance(FakeServerCheck.WATCH);
            server.refuse(events.leader(), FailureKind.UNCLASSIFIED);
        });
        check.tickUntil(check::over);

        RunResult<CheckSnapshot> result = check.finish(run);

        assertThat(result.last().jobs().getFirst().watchEnded()).contains("time is up");
        assertThat(server.count(FakeServer.JOBS))
                .as("to count, the first poll, and that which failed")
                .isEqualTo(3);
    }

    @Test
    void a_server_that_lists_jobs_no_more_ends_the_watch() {
        afterTheCount(() -> server.jobsError(UNKNOWN_STATEMENT));

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains(NOT_KNOWN);
        assertThat(result.last().jobs().getFirst().answer()).isInstanceOf(JobsAnswer.Listed.class);
    }

    @Test
    void a_server_that_lists_jobs_no_more_fails_the_check_where_they_are_required() {
        check.requireJobs();
        afterTheCount(() -> server.jobsError(UNKNOWN_STATEMENT));

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failure(result).kind()).isEqualTo(FailureKind.STATEMENT_REFUSED);
        assertThat(failure(result).sentence()).isEqualTo(NOT_KNOWN);
        assertThat(result.last().jobs().getFirst().answer()).isEqualTo(new JobsAnswer.Unsupported(NOT_KNOWN));
    }

    /** The server lists a job when they are counted; {@code work} is done before each poll. */
    private void afterTheCount(Runnable work) {
        server.jobs("running");
        server.before(FakeServer.JOBS, () -> {
            if (server.count(FakeServer.JOBS) > 1) {
                work.run();
            }
        });
    }

    private static Failure failure(RunResult<CheckSnapshot> result) {
        return result.last().connections().getFirst().failure().orElseThrow();
    }

    private static Optional<Failure> error(FailureKind kind, int code, String said) {
        return Optional.of(new Failure(kind, code, "", "HY000", "", "", "db: " + said, "the hint", said));
    }
}
