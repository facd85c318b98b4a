package io.tidbclient.check;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.StopCause;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that are pools, on a fake server: filled, tested, lent, cut and closed. */
class PoolsOnFakeServerTest {
    private final FakeServerCheck check = new FakeServerCheck();
    private final FakeServer server = check.server();
    private final ManualTimer timer = check.timer();
    private final RecordedEvents events = check.events();

    @AfterEach
    void stop() {
        check.close();
    }

    @Test
    void pools_are_filled_tested_lent_in_turn_and_closed() {
        server.jobs("running");
        check.poolSize(3);
        Run<CheckSnapshot> run = check.start(2);
        check.awaitWatching(2);
        for (int round = 2; round <= 6; round++) {
            check.nextRound(round);
        }
        timer.advance(FakeServerCheck.WATCH);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(server.count("SELECT VERSION()"))
                .as("each connection of each pool is asked once")
                .isEqualTo(6);
        assertThat(server.count("SELECT NOW(6)"))
                .as("the clock is asked once on each connection of the leader's pool, in two zones")
                .isEqualTo(6);
        assertThat(server.count("SELECT 1")).as("at the end, too").isEqualTo(6);
        assertThat(result.last().connections()).allSatisfy(view -> {
            PoolStats pool = view.pool().orElseThrow();
            assertThat(pool.size()).isEqualTo(3);
            assertThat(pool.opened()).isEqualTo(3);
            assertThat(pool.replaced()).isZero();
            assertThat(view.reopened()).isZero();
        });
        // Three to test, one for the version, three at the end; the jobs are asked for by one of the two, as the
        // polls.
        assertThat(borrowed(result)).isEqualTo(2 * (3 + 1 + 3) + 1 + events.rounds());
        check.assertNothingIsLeft(6);
    }

    @Test
    void one_connection_of_a_pool_that_is_cut_during_the_watch_is_replaced_and_the_others_stay() {
        server.jobs("running");
        check.poolSize(3);
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);

        server.cut(2);
        // Each poll borrows the next one, so one of three meets it.
        check.tickUntil(() -> events.failedAttempts() == 1);
        long before = events.rounds();
        check.tickUntil(() -> events.rounds() > before);
        timer.advance(FakeServerCheck.WATCH);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
        assertThat(result.last().connections().getFirst().pool().orElseThrow().replaced())
                .isEqualTo(1);
        check.assertNothingIsLeft(4);
    }

    @Test
    void pool_of_a_server_that_goes_and_comes_back_is_whole_again_at_the_next_poll() {
        server.jobs("running");
        check.poolSize(4);
        Run<CheckSnapshot> run = check.start(1);
        check.awaitWatching(1);

        server.down(true);
        check.tickUntil(() -> events.failedAttempts() >= 2);
        server.down(false);
        check.nextRound(2);
        timer.advance(FakeServerCheck.WATCH);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(4);
        check.assertNothingIsLeft(8);
    }

    @Test
    void pools_that_were_cut_during_the_watch_are_whole_again_at_its_end() {
        server.jobs("running");
        check.poolSize(3);
        Run<CheckSnapshot> run = check.start(4);
        check.awaitWatching(4);

        server.cutAll();
        timer.advance(FakeServerCheck.WATCH);

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections())
                .allSatisfy(view -> assertThat(view.reopened()).isEqualTo(3));
        check.assertNothingIsLeft(24);
    }

    @Test
    void pool_that_cannot_be_filled_keeps_nothing_between_the_tries_and_fails_as_the_server_said() {
        server.room(3);
        check.poolSize(5);

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNREACHABLE);
        ConnectionView view = result.last().connections().getFirst();
        assertThat(view.failure().orElseThrow().kind()).isEqualTo(FailureKind.TOO_MANY_CONNECTIONS);
        assertThat(view.failure().orElseThrow().state()).isEqualTo("Connecting");
        assertThat(view.attempts()).isEqualTo(3);
        assertThat(view.pool()).contains(new PoolStats(5, 9, 0, 0));
        check.assertNothingIsLeft(9);
    }

    @Test
    void pool_is_not_half_tested_when_one_of_its_connections_was_cut_before() {
        server.jobs();
        check.poolSize(3);
        AtomicBoolean first = new AtomicBoolean(true);
        server.before("SELECT VERSION()", () -> {
            if (first.getAndSet(false)) {
                server.cut(2);
            }
        });

        RunResult<CheckSnapshot> result = check.finish(check.start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(events.failedAttempts()).isEqualTo(1);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
        assertThat(server.count("SELECT VERSION()"))
                .as("the first, the one that was cut, then all three")
                .isEqualTo(5);
        check.assertNothingIsLeft(4);
    }

    @Test
    void an_interrupt_while_a_pool_is_filled_closes_what_is_open() throws InterruptedException {
        check.poolSize(3);
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger openings = new AtomicInteger();
        server.before("open", () -> {
            if (openings.incrementAndGet() == 2) {
                second.countDown();
                FakeServerCheck.waitFor(new CountDownLatch(1));
            }
        });
        Run<CheckSnapshot> run = check.start(1);
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();

        run.stop(new StopCause.Interrupted(2));

        RunResult<CheckSnapshot> result = check.finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERRUPTED);
        check.await(() -> server.openSessions() == 0);
        assertThat(events.findings(CheckEvent.Opened.class)).isZero();
    }

    private long borrowed(RunResult<CheckSnapshot> result) {
        return result.last().connections().stream()
                .mapToLong(view -> view.pool().orElseThrow().borrowed())
                .sum();
    }
}
