package io.tidbclient.resilience;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class HostBreakerTest {
    private static final ServerAddress DB = new ServerAddress("db", 4000);
    private static final BreakerSettings SETTINGS =
            new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3);

    private final ManualTimer time = new ManualTimer();
    private final ScriptedHost host = new ScriptedHost();
    private final HostBreaker breaker =
            new HostBreaker(DB, new HostHealth(SETTINGS, time::nanoTime), Down.class::isInstance);

    @Test
    void five_failures_in_a_row_open_it() {
        failTimes(4);
        assertThat(host.attempts()).isEqualTo(4);

        failTimes(1);
        UniAssertSubscriber<String> sixth = call();

        assertThat(host.attempts()).isEqualTo(5);
        assertThat(refusal(sixth).nextTryIn()).isEqualTo(Duration.ofSeconds(30));
        assertThat(refusal(sixth).host()).isEqualTo(DB);
        assertThat(refusal(sixth)).hasCause(new Down("refused"));
    }

    @Test
    void a_success_in_between_restarts_the_count() {
        failTimes(4);
        succeedTimes(1);
        failTimes(4);

        succeedTimes(1);

        assertThat(host.attempts()).isEqualTo(10);
    }

    @Test
    void failures_further_apart_than_the_window_do_not_add_up() {
        failTimes(4);
        time.advance(Duration.ofSeconds(61));

        failTimes(4);

        assertThat(call().getFailure()).isNull();
        assertThat(host.attempts()).isEqualTo(9);
    }

    @Test
    void the_window_slides_with_the_oldest_failure() {
        for (int i = 0; i < 6; i++) {
            failTimes(1);
            time.advance(Duration.ofSeconds(16));
        }
        // Never more than four within sixty seconds: 0, 16, 32, 48 and then 64, which is too late for the first.
        assertThat(host.attempts()).isEqualTo(6);

        for (int i = 0; i < 5; i++) {
            failTimes(1);
            time.advance(Duration.ofSeconds(15));
        }
        // 15 s apart, five do fit into sixty seconds.
        refusal(call());
    }

    @Test
    void a_failure_that_shows_the_host_is_there_counts_as_reached() {
        failTimes(4);
        UniAssertSubscriber<String> denied = call();
        host.failsNext(new IllegalArgumentException("wrong password"));
        denied.assertFailedWith(IllegalArgumentException.class, "wrong password");

        failTimes(4);

        assertThat(call().getFailure()).isNull();
    }

    @Test
    void thirty_seconds_later_one_try_is_let_through() {
        failTimes(5);

        time.advance(Duration.ofMillis(29_999));
        assertThat(refusal(call()).nextTryIn()).isEqualTo(Duration.ofMillis(1));

        time.advance(Duration.ofMillis(1));
        UniAssertSubscriber<String> probe = call();
        UniAssertSubscriber<String> other = call();

        assertThat(host.attempts()).isEqualTo(6);
        probe.assertNotTerminated();
        other.assertNotTerminated();
    }

    @Test
    void a_failed_probe_opens_it_again_and_refuses_who_waited() {
        failTimes(5);
        time.advance(Duration.ofSeconds(30));
        UniAssertSubscriber<String> probe = call();
        UniAssertSubscriber<String> other = call();

        host.failsNext(new Down("still down"));

        probe.assertFailedWith(Down.class, "still down");
        assertThat(refusal(other).nextTryIn()).isEqualTo(Duration.ofSeconds(30));
        assertThat(host.attempts()).isEqualTo(6);
    }

    @Test
    void three_successes_close_it() {
        failTimes(5);
        time.advance(Duration.ofSeconds(30));
        List<UniAssertSubscriber<String>> callers =
                IntStream.range(0, 10).mapToObj(i -> call()).toList();

        assertThat(host.underWay()).isEqualTo(1);
        host.answersNext("1");
        assertThat(host.underWay()).isEqualTo(1);
        host.answersNext("2");
        assertThat(host.underWay()).isEqualTo(1);
        host.answersNext("3");

        // Closed: the seven that waited go at once.
        assertThat(host.underWay()).isEqualTo(7);
        callers.get(0).assertItem("1");
        callers.get(2).assertItem("3");
    }

    @Test
    void it_reopens_after_it_was_closed() {
        failTimes(5);
        time.advance(Duration.ofSeconds(30));
        succeedTimes(3);

        failTimes(5);

        refusal(call());
    }

    @Test
    void a_cancelled_probe_makes_room_for_the_next() {
        failTimes(5);
        time.advance(Duration.ofSeconds(30));
        UniAssertSubscriber<String> probe = call();
        UniAssertSubscriber<String> next = call();

        probe.cancel();

        assertThat(host.cancelled()).isEqualTo(1);
        assertThat(host.attempts()).isEqualTo(7);
        next.assertNotTerminated();
    }

    @Test
    void a_cancelled_waiter_does_not_reopen_the_breaker() {
        failTimes(5);
        time.advance(Duration.ofSeconds(30));
        UniAssertSubscriber<String> probe = call();
        UniAssertSubscriber<String> waiter = call();
        UniAssertSubscriber<String> next = call();

        waiter.cancel();
        host.answersNext("1");

        probe.assertItem("1");
        assertThat(host.attempts()).as("the probe and the next one").isEqualTo(7);
        next.assertNotTerminated();
    }

    @Test
    void a_try_from_before_the_breaker_opened_is_no_probe() {
        succeedTimes(1);
        UniAssertSubscriber<String> slow = call();
        List<UniAssertSubscriber<String>> others =
                IntStream.range(0, 5).mapToObj(i -> call()).toList();
        others.forEach(other -> host.failsLast(new Down("refused")));
        time.advance(Duration.ofSeconds(30));
        UniAssertSubscriber<String> probe = call();

        host.failsNext(new Down("late"));

        slow.assertFailedWith(Down.class, "late");
        probe.assertNotTerminated();
        host.answersNext("here");
        probe.assertItem("here");
    }

    @Test
    void callers_that_are_cancelled_from_the_last_to_the_first_make_no_further_attempt() {
        List<UniAssertSubscriber<String>> callers =
                IntStream.range(0, 1_000).mapToObj(i -> call()).toList();

        callers.reversed().forEach(UniAssertSubscriber::cancel);

        assertThat(host.attempts()).isEqualTo(5);
        assertThat(host.cancelled()).isEqualTo(5);
    }

    @Test
    void a_thousand_callers_at_once_make_no_more_attempts_at_a_dead_host_than_open_it() {
        List<UniAssertSubscriber<String>> callers =
                IntStream.range(0, 1_000).mapToObj(i -> call()).toList();
        assertThat(host.underWay()).isEqualTo(5);

        host.failsAll(new Down("refused"));

        assertThat(host.attempts()).isEqualTo(5);
        callers.subList(0, 5).forEach(caller -> caller.assertFailedWith(Down.class, "refused"));
        callers.subList(5, 1_000)
                .forEach(caller -> assertThat(refusal(caller).nextTryIn()).isEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void a_thousand_callers_all_go_once_the_host_has_answered_one() {
        List<UniAssertSubscriber<String>> callers =
                IntStream.range(0, 1_000).mapToObj(i -> call()).toList();

        host.answersNext("here");
        assertThat(host.underWay()).isEqualTo(999);

        IntStream.range(0, 999).forEach(i -> host.answersNext("here"));
        callers.forEach(caller -> caller.assertItem("here"));
    }

    @Test
    void a_caller_that_is_cancelled_while_it_waits_makes_no_attempt_and_blocks_no_other() {
        List<UniAssertSubscriber<String>> callers =
                IntStream.range(0, 7).mapToObj(i -> call()).toList();
        callers.get(5).cancel();

        host.answersNext("here");

        assertThat(host.attempts()).isEqualTo(6);
        IntStream.range(0, 5).forEach(i -> host.answersNext("here"));
        callers.get(6).assertItem("here");
    }

    @Test
    void each_host_has_a_breaker_of_its_own() {
        HostBreakers breakers = new HostBreakers(SETTINGS, Down.class::isInstance, time::nanoTime);

        assertThat(breakers.of(DB)).isSameAs(breakers.of(new ServerAddress("db", 4000)));
        assertThat(breakers.of(DB)).isNotSameAs(breakers.of(new ServerAddress("db", 4001)));
    }

    private UniAssertSubscriber<String> call() {
        return breaker.call(host::attempt).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            UniAssertSubscriber<String> caller = call();
            host.failsNext(new Down("refused"));
            caller.assertFailedWith(Down.class, "refused");
        }
    }

    private void succeedTimes(int times) {
        for (int i = 0; i < times; i++) {
            UniAssertSubscriber<String> caller = call();
            host.answersNext("here");
            caller.assertItem("here");
        }
    }

    @CanIgnoreReturnValue
    private static CircuitOpenException refusal(UniAssertSubscriber<String> caller) {
        assertThat(caller.getFailure()).isInstanceOf(CircuitOpenException.class);
        return (CircuitOpenException) caller.getFailure();
    }
}
