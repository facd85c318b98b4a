package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Servers;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** When the monitor asks the server, what it asks, and what it makes of the answer. */
class LockWaitMonitorTest {
    private static final long A = 100;
    private static final long B = 101;
    private static final long C = 102;
    private static final LockWait B_WAITS_FOR_A = new LockWait(B, Set.of(A), true, "VIEW");

    private final ManualTimer timer = new ManualTimer();
    private final List<LockWaitQuery> asked = new ArrayList<>();
    private final List<ScenarioEvent> reported = new ArrayList<>();
    private List<LockWait> waits = List.of();
    private Set<Long> unseen = Set.of();
    private RunningSteps steps = new RunningSteps("- a: UPDATE t SET v = 1", "- b: UPDATE t SET v = 2", "  blocks: a");
    private LockWaitMonitor monitor = monitor(this::answer);

    private LockWaitMonitor monitor(LockWaitReader reader) {
        return new LockWaitMonitor(
                steps.execution(),
                new ExpectationChecker(steps.execution(), Servers.TIDB, reported::add),
                reader,
                timer.time(),
                reported::add);
    }

    private LockWaitSnapshot answer(LockWaitQuery query) {
        asked.add(query);
        return new LockWaitSnapshot(waits, Set.of(), unseen, timer.nanoTime(), timer.nanoTime());
    }

    private void script(String... lines) {
        steps = new RunningSteps(lines);
        monitor = monitor(this::answer);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** Lets time pass, then polls. */
    private Optional<ExpectationFailure> pollAfter(long millis) {
        timer.advance(millis(millis));
        return monitor.poll();
    }

    private Duration now() {
        return Duration.ofNanos(timer.nanoTime());
    }

    @Test
    void with_no_step_under_way_the_next_poll_is_a_second_away() {
        assertThat(monitor.untilNextPoll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pollAfter(5_000)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_step_that_may_wait_is_polled_for_soon_and_then_every_50_ms() {
        var unused = steps.begin(2, Duration.ZERO);
        List<Long> polls = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            timer.advance(monitor.untilNextPoll().minusNanos(1));
            assertThat(monitor.poll()).isEmpty();
            assertThat(asked).hasSize(i);
            timer.advance(Duration.ofNanos(1));
            assertThat(monitor.poll()).isEmpty();
            polls.add(now().toMillis());
        }

        assertThat(polls).containsExactly(4L, 10L, 20L, 50L, 300L, 350L);
        assertThat(asked).hasSize(6);
    }

    @Test
    void a_step_that_is_not_expected_to_wait_is_polled_for_after_100_ms() {
        var unused = steps.begin(1, Duration.ZERO);

        assertThat(monitor.untilNextPoll()).isEqualTo(millis(100));
        assertThat(pollAfter(100)).isEmpty();
        assertThat(monitor.untilNextPoll()).isEqualTo(millis(50));
    }

    @Test
    void the_server_is_asked_about_the_scenarios_connections_and_what_their_statements_do() {
        script("- a: ALTER TABLE t ADD c INT", "- b: SELECT GET_LOCK('l', 9)");
        var first = steps.begin(1, Duration.ZERO);
        var second = steps.begin(2, Duration.ZERO);

        assertThat(pollAfter(100)).isEmpty();

        assertThat(List.of(first, second))
                .allSatisfy(step -> assertThat(step.polls).isEqualTo(1));
        assertThat(asked).containsExactly(new LockWaitQuery(Set.of(A, B, C), Set.of(A), Map.of(B, "l")));
    }

    @Test
    void a_step_of_another_kind_is_no_statement() {
        script("- a: SELECT 1", "- disconnect: b");
        var unused = steps.begin(2, Duration.ZERO);

        assertThat(pollAfter(100)).isEmpty();

        assertThat(asked).containsExactly(new LockWaitQuery(Set.of(A, B, C), Set.of(), Map.of()));
    }

    @Test
    void an_expected_wait_is_reported_once_and_not_polled_for_until_another_step_ends() {
        var first = steps.begin(1, Duration.ZERO);
        RunningStep second = steps.begin(2, Duration.ZERO);
        waits = List.of(B_WAITS_FOR_A);

        assertThat(pollAfter(4)).isEmpty();
        assertThat(pollAfter(60)).isEmpty();

        assertThat(first.waits()).isEmpty();
        assertThat(second.waits().orElseThrow().names()).isEqualTo("a");
        assertThat(reported).containsExactly(second.waits().orElseThrow());
        assertThat(asked).hasSize(1);
    }

    @Test
    void of_two_rows_about_a_connection_the_certain_one_counts() {
        RunningStep second = steps.begin(2, Duration.ZERO);
        LockWait guess = new LockWait(B, Set.of(7L), false, "VIEW");

        waits = List.of(guess, B_WAITS_FOR_A);
        assertThat(pollAfter(4)).isEmpty();
        assertThat(second.waits().orElseThrow().certain()).isTrue();

        RunningStep again = steps.begin(2, now());
        waits = List.of(B_WAITS_FOR_A, guess);
        assertThat(pollAfter(4)).isEmpty();
        assertThat(again.waits().orElseThrow().certain()).isTrue();
    }

    @Test
    void where_the_views_cannot_be_read_a_step_that_may_wait_is_taken_to_after_a_second() {
        monitor = monitor(query -> {
            FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227).run();
            return answer(query);
        });
        RunningStep second = steps.begin(2, Duration.ZERO);

        assertThat(pollAfter(999)).isEmpty();
        assertThat(second.waits()).isEmpty();
        assertThat(pollAfter(1)).isEmpty();

        assertThat(second.waits().orElseThrow().how()).isEqualTo("no end within 1000 ms");
        assertThat(reported).contains(new ScenarioEvent.Noted("lock waits could not be read: it failed"));
    }

    @Test
    void a_step_that_may_not_wait_or_whose_waits_are_all_shown_is_not_taken_to_wait() {
        var first = steps.begin(1, Duration.ZERO);
        var second = steps.begin(2, Duration.ZERO);
        unseen = Set.of(A);

        assertThat(pollAfter(2_000)).isEmpty();

        assertThat(first.waits()).isEmpty();
        assertThat(second.waits()).isEmpty();
    }

    @Test
    void a_wait_that_is_not_expected_fails_the_step_when_it_has_lasted_300_ms() {
        steps.begin(1, Duration.ZERO);
        RunningStep second = steps.begin(2, Duration.ZERO);
        waits = List.of(new LockWait(B, Set.of(7L), true, "VIEW"));

        assertThat(pollAfter(4)).isEmpty();
        assertThat(pollAfter(299)).isEmpty();
        assertThat(second.waits()).isEmpty();
        assertThat(pollAfter(50).orElseThrow().got()).isEqualTo("it waits for connection 7 (VIEW)");
        assertThat(second.waits()).isPresent();
    }

    @Test
    void a_wait_that_has_lasted_exactly_300_ms_counts() {
        RunningStep second = steps.begin(2, Duration.ZERO);
        waits = List.of(new LockWait(B, Set.of(7L), true, "VIEW"));

        assertThat(pollAfter(50)).isEmpty();
        assertThat(second.polls).isEqualTo(1);
        assertThat(pollAfter(300)).isPresent();
    }

    @Test
    void a_wait_that_was_not_seen_meanwhile_begins_anew() {
        steps.begin(2, Duration.ZERO);
        waits = List.of(new LockWait(B, Set.of(7L), true, "VIEW"));
        assertThat(pollAfter(50)).isEmpty();
        waits = List.of();
        assertThat(pollAfter(100)).isEmpty();
        waits = List.of(new LockWait(B, Set.of(7L), true, "VIEW"));

        assertThat(pollAfter(250)).isEmpty();
        assertThat(pollAfter(300)).isPresent();
    }

    @Test
    void those_that_can_be_the_holder_are_kept_until_the_server_names_it_or_contradicts() {
        RunningStep second = steps.begin(2, Duration.ZERO);
        waits = List.of(new LockWait(B, Set.of(), false, LockWait.TRANSACTIONS));
        assertThat(pollAfter(4)).isEmpty();
        assertThat(second.waits()).isEmpty();
        waits = List.of(new LockWait(B, Set.of(7L), false, LockWait.TRANSACTIONS));

        assertThat(pollAfter(50)).isEmpty();

        assertThat(second.acceptPossibleWait()).isEmpty();
        waits = List.of(new LockWait(B, Set.of(), false, LockWait.TRANSACTIONS));
        assertThat(pollAfter(50)).isEmpty();
        assertThat(second.acceptPossibleWait().orElseThrow().how()).isEqualTo(LockWait.TRANSACTIONS);
        assertThat(second.waitsSince()).isEqualTo(now().toNanos());
    }

    @Test
    void a_holder_that_is_not_the_expected_one_contradicts_those_that_could_be() {
        RunningStep second = steps.begin(2, Duration.ZERO);
        waits = List.of(new LockWait(B, Set.of(), false, LockWait.TRANSACTIONS));
        assertThat(pollAfter(4)).isEmpty();
        waits = List.of(new LockWait(B, Set.of(7L), true, "VIEW"));

        assertThat(pollAfter(50)).isEmpty();

        assertThat(second.acceptPossibleWait()).isEmpty();
    }

    private RunningStep waiting() {
        steps.begin(1, Duration.ZERO);
        RunningStep second = steps.begin(2, Duration.ZERO);
        waits = List.of(B_WAITS_FOR_A);
        assertThat(pollAfter(4)).isEmpty();
        assertThat(steps.execution().isInDoubt(second)).isFalse();
        timer.advance(millis(96));
        steps.end("a", now());
        assertThat(steps.execution().isInDoubt(second)).isTrue();
        return second;
    }

    @Test
    void a_step_that_is_still_seen_waiting_50_ms_after_another_has_ended_still_waits() {
        RunningStep second = waiting();

        assertThat(monitor.untilNextPoll()).isEqualTo(millis(50));
        assertThat(pollAfter(50)).isEmpty();

        assertThat(second.lastSeenWaiting()).hasValue(now().toNanos());
        assertThat(steps.execution().isInDoubt(second)).isFalse();
    }

    @Test
    void a_view_older_than_50_ms_after_the_end_does_not_show_that_it_still_waits() {
        RunningStep second = waiting();
        long polled = now().plusMillis(50).minusNanos(1).toNanos();
        monitor = monitor(query -> new LockWaitSnapshot(waits, Set.of(), unseen, polled, polled));

        assertThat(pollAfter(60)).isEmpty();

        assertThat(second.lastSeenWaiting()).isEmpty();
        assertThat(second.polledAgain()).isEqualTo(now().toNanos());
        assertThat(steps.execution().isInDoubt(second)).isTrue();
    }

    @Test
    void a_wait_that_no_view_shows_any_more_is_taken_to_last_when_the_step_has_not_ended_for_a_second() {
        RunningStep second = waiting();
        waits = List.of();
        unseen = Set.of(B);

        assertThat(pollAfter(999)).isEmpty();
        assertThat(steps.execution().isInDoubt(second)).isTrue();
        assertThat(pollAfter(1)).isEmpty();
        assertThat(steps.execution().isInDoubt(second)).isTrue();
        assertThat(pollAfter(50)).isEmpty();

        assertThat(steps.execution().isInDoubt(second)).isFalse();
        assertThat(second.lastSeenWaiting()).isEmpty();
    }

    @Test
    void a_wait_that_may_have_ended_is_taken_to_last_after_exactly_a_second_too() {
        RunningStep second = waiting();
        waits = List.of(new LockWait(B, Set.of(LockWait.NO_CONNECTION), false, LockWait.TRANSACTIONS));

        assertThat(pollAfter(1_000)).isEmpty();

        assertThat(second.confirmed()).isEqualTo(now().toNanos());
        assertThat(second.lastSeenWaiting()).isEmpty();
    }

    @Test
    void a_step_whose_waits_are_all_shown_and_that_is_not_shown_stays_in_doubt() {
        RunningStep second = waiting();
        waits = List.of();

        assertThat(pollAfter(5_000)).isEmpty();

        assertThat(steps.execution().isInDoubt(second)).isTrue();
    }

    @Test
    void a_poll_of_before_a_step_began_says_nothing_of_it() {
        RunningStep second = steps.begin(2, Duration.ZERO);
        waits = List.of(B_WAITS_FOR_A);
        monitor = monitor(query -> new LockWaitSnapshot(waits, Set.of(), unseen, 0, 0));

        assertThat(pollAfter(4)).isEmpty();

        assertThat(second.polls).isZero();
        assertThat(second.waits()).isEmpty();
    }

    @Test
    void the_server_is_not_asked_again_before_another_poll_can_see_something_else() {
        steps.begin(2, Duration.ZERO);
        monitor = monitor(query -> {
            asked.add(query);
            return new LockWaitSnapshot(
                    List.of(), Set.of(), Set.of(), timer.nanoTime(), millis(700).toNanos());
        });

        assertThat(pollAfter(4)).isEmpty();

        assertThat(monitor.untilNextPoll()).isEqualTo(millis(696));
        assertThat(pollAfter(695)).isEmpty();
        assertThat(asked).hasSize(1);
    }
}
