package io.tidbclient.check;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class LastFailureTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final RunVerdict LATE = new RunVerdict(Outcome.TIMED_OUT, "gave up");

    @Test
    void a_wait_that_was_in_vain_ends_with_the_reason_that_came_last() {
        CheckSnapshot last = snapshot(
                failed("c1", BEGIN.plusSeconds(1), "Nothing listens at db:4000: connection refused.", 0),
                failed("c2", BEGIN.plusSeconds(2), "db:4000 is not ready: busy", 9003));

        assertThat(LastFailure.with(LATE, last).sentence())
                .isEqualTo("gave up; the last failure: db:4000 is not ready: busy (9003 ErrTiKVServerBusy)");
    }

    @Test
    void without_a_failure_and_for_another_outcome_the_verdict_stays() {
        RunVerdict done = new RunVerdict(Outcome.SUCCESS, "done");
        CheckSnapshot none = snapshot(ConnectionView.waiting("c1", new ServerAddress("db", 4000), BEGIN));

        assertThat(LastFailure.with(LATE, none)).isEqualTo(LATE);
        assertThat(LastFailure.with(
                        done, snapshot(failed("c1", BEGIN, "Nothing listens at db:4000: connection refused.", 0))))
                .isEqualTo(done);
    }

    @Test
    void a_code_that_the_sentence_has_is_not_repeated() {
        CheckSnapshot last = snapshot(failed("c1", BEGIN, "db:4000 is not ready: busy (9003)", 9003));

        assertThat(LastFailure.with(LATE, last).sentence())
                .isEqualTo("gave up; the last failure: db:4000 is not ready: busy (9003)");
    }

    @Test
    void the_last_failure_of_a_result_ends_its_verdicts_sentence_without_a_full_stop() {
        CheckSnapshot last = snapshot(failed("c1", BEGIN, "Nothing listens at db:4000: connection refused.", 0));

        assertThat(LastFailure.with(new RunResult<>(last.states(), last, LATE)))
                .isEqualTo(new RunVerdict(
                        Outcome.TIMED_OUT,
                        "gave up; the last failure: Nothing listens at db:4000: connection refused"));
    }

    private static CheckSnapshot snapshot(ConnectionView... views) {
        return new CheckSnapshot(1, BEGIN, BEGIN, List.of(views), List.of(), Optional.empty());
    }

    private static ConnectionView failed(String name, Instant at, String sentence, int code) {
        Failure failure = new Failure(
                FailureKind.SERVER_UNAVAILABLE,
                code,
                code == 0 ? "" : "ErrTiKVServerBusy",
                "",
                name,
                "Connecting",
                sentence,
                "",
                "");
        return ConnectionView.waiting(name, new ServerAddress("db", 4000), BEGIN)
                .found(new CheckEvent.AttemptFailed(1, failure), at);
    }
}
