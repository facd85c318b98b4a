package io.tidbclient.check;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.State;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

/** The watch of import jobs on a fake server: who polls, when it ends, and what survives a cut. */
class WatchOnFakeServerTest {
    private final FakeServerCheck check = new FakeServerCheck();
    private final FakeServer server = check.server();
    private final ManualTimer timer = check.timer();
    private final ManualTicker ticker = check.ticker();
    private final RecordedEvents events = check.events();

    @AfterEach
    void stop() {
        check.close();
    }

    @Test
    void a_poll_costs_one_statement_however_many_connections_watch() {
        server.jobs("running", "pending", "finished");
        Run<CheckSnapshot> run = check.start(20);
        check.awaitWatching(20);
        for (int round = 2; round <= 5; round++) {
            check.nextRound(round);
        }

        server.jobs("finished", "finished", "finished");
        check.tickUntil(check::over);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(server.count(FakeServer.JOBS))
                .as("one to count, one a round")
                .isEqualTo(1 + events.rounds());
        assertThat(server.count("SELECT 1"))
                .as("at the end each shows that it works")
                .isEqualTo(20);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains("all import jobs have ended");
        check.assertNothingIsLeft(20);
    }

    @Test
    void a_job_that_is_new_is_followed_from_the_next_poll_on() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(2);
        check.awaitWatching(2);

        server.jobs("running", "pending");
        check.nextRound(2);
        server.jobs("finished", "finished");
        check.tickUntil(check::over);

        check.finish(run);
        assertThat(events.polls().stream().filter(poll -> poll.appeared().contains(2L)))
                .hasSize(1)
                .allSatisfy(poll -> assertThat(poll.jobs())
                        .extracting(watched -> watched.job().id())
                        .containsExactly(1L, 2L));
        assertThat(events.polls().getLast().ended()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void those_whose_turn_comes_when_the_watch_has_ended_are_checked_and_do_not_watch_again() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(4, 2);
        check.awaitWatching(2);

        timer.advance(FakeServerCheck.WATCH);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(4);
        assertThat(events.rounds())
                .as("the first poll, and the one when time is up")
                .isEqualTo(2);
        check.assertNothingIsLeft(4);
    }

    @Test
    void when_the_leader_fails_the_next_one_leads() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(5);
        check.awaitWatching(5);
        String leader = events.leader();

        server.refuse(leader, FailureKind.UNCLASSIFIED);
        check.tickUntil(() -> server.count(FakeServer.JOBS) >= 3);
        check.await(() -> events.rounds() >= 2 && ticker.listeners() == 1);
        server.jobs("failed");
        check.tickUntil(check::over);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(4);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAILED);
        List<String> senders = events.all().stream()
                .filter(RunEvent.MessageSent.class::isInstance)
                .map(event -> ((RunEvent.MessageSent) event).from())
                .toList();
        assertThat(senders).containsExactly(leader);
        check.assertNothingIsLeft(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void the_end_of_a_watch_stays_where_it_is_though_the_time_of_day_jumps(Duration jump) {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(2);
        check.awaitWatching(2);
        timer.advance(FakeServerCheck.WATCH.dividedBy(2));

        timer.setTimeOfDay(jump);
        server.refuse(events.leader(), FailureKind.UNCLASSIFIED);
        check.tickUntil(() -> server.count(FakeServer.JOBS) >= 3);
        check.await(() -> events.rounds() >= 2 && ticker.listeners() == 1);
        check.nextRound(3);
        check.passWatch(FakeServerCheck.WATCH.dividedBy(2));

        assertThat(check.finish(run).last().jobs().getFirst().watchEnded()).contains("time is up");
        assertThat(check.over()).isTrue();
    }

    @Test
    void when_all_connections_were_cut_during_the_watch_all_are_opened_again_at_its_end() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(20);
        check.awaitWatching(20);

        server.cutAll();
        timer.advance(FakeServerCheck.WATCH);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(20);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains("time is up");
        assertThat(result.last().connections())
                .allSatisfy(view -> assertThat(view.reopened()).isEqualTo(1));
        check.assertNothingIsLeft(40);
    }

    @Test
    void a_server_that_goes_and_comes_back_is_reported_and_the_watch_continues() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);

        server.down(true);
        check.tickUntil(() -> events.failedAttempts() >= 2);
        server.down(false);
        check.nextRound(2);
        server.jobs("finished");
        check.tickUntil(check::over);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
        check.assertNothingIsLeft(2);
    }

    @Test
    void five_hundred_polls_leave_nothing_behind() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(3);
        check.awaitWatching(3);
        // The last to come sets the timer of the watch's end a moment after the first poll.
        check.nextRound(2);
        int timers = timer.waiting();

        for (int round = 3; round <= 500; round++) {
            check.nextRound(round);
        }

        assertThat(timer.waiting()).isEqualTo(timers);
        assertThat(ticker.listeners()).isEqualTo(1);
        assertThat(server.count("SELECT NOW(6)"))
                .as("the clock is asked once, in two zones")
                .isEqualTo(2);
        timer.advance(FakeServerCheck.WATCH);
        assertThat(check.finish(run).verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(ticker.listeners()).isZero();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void when_time_is_up_the_jobs_are_read_once_more() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);

        server.jobs("failed");
        timer.advance(FakeServerCheck.WATCH);

        check.finish(run);
        assertThat(events.polls()).hasSize(2);
        assertThat(events.polls().getLast().ended()).containsExactly(1L);
        check.assertNothingIsLeft(1);
    }

    @Test
    void time_that_is_up_lets_the_poll_finish_instead_of_cutting_its_connection() {
        server.jobs("running");
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.before(FakeServer.JOBS, () -> {
            asked.countDown();
            FakeServerCheck.waitFor(mayAnswer);
        });
        check.tickUntil(() -> asked.getCount() == 0);

        timer.advance(FakeServerCheck.WATCH);
        mayAnswer.countDown();

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(events.rounds()).isEqualTo(2);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains("time is up");
        check.assertNothingIsLeft(1);
    }
}
