package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {
    private final ManualTimer time = new ManualTimer();
    private final ScriptedHost host = new ScriptedHost();
    private final List<String> heard = new ArrayList<>();

    @Test
    void a_first_success_is_the_only_attempt() {
        UniAssertSubscriber<String> caller = call(3);

        host.answersNext("hello");

        caller.assertCompleted().assertItem("hello");
        assertThat(host.attempts()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void nothing_is_tried_before_a_subscription() {
        assertThat(policy(3).call(n -> host.attempt(), AttemptListener.NONE)).isNotNull();

        assertThat(host.attempts()).isZero();
    }

    @Test
    void waits_before_each_further_attempt_and_reports_each_failure() {
        UniAssertSubscriber<String> caller = call(3);

        host.failsNext(new Down("first"));
        assertThat(time.pendingMillis()).containsExactly(100L);
        assertThat(host.attempts()).isEqualTo(1);

        time.advance(Duration.ofMillis(99));
        assertThat(host.attempts()).isEqualTo(1);

        time.advance(Duration.ofMillis(1));
        assertThat(host.attempts()).isEqualTo(2);

        host.failsNext(new Down("second"));
        assertThat(time.pendingMillis()).containsExactly(200L);
        time.advance(Duration.ofMillis(200));
        host.answersNext("third time lucky");

        caller.assertItem("third time lucky");
        assertThat(heard).containsExactly("1 first", "2 second");
    }

    @Test
    void fails_with_the_last_failure_when_all_attempts_are_used() {
        UniAssertSubscriber<String> caller = call(2);

        host.failsNext(new Down("first"));
        time.advance(Duration.ofSeconds(1));
        host.failsNext(new Down("second"));

        caller.assertFailedWith(Down.class, "second");
        assertThat(host.attempts()).isEqualTo(2);
        assertThat(heard).containsExactly("1 first");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void one_attempt_means_no_retry() {
        UniAssertSubscriber<String> caller = call(1);

        host.failsNext(new Down("only"));

        caller.assertFailedWith(Down.class, "only");
        assertThat(heard).isEmpty();
    }

    @Test
    void a_permanent_failure_is_not_repeated() {
        UniAssertSubscriber<String> caller = call(3);

        host.failsNext(new IllegalArgumentException("wrong password"));

        caller.assertFailedWith(IllegalArgumentException.class, "wrong password");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void many_attempts_are_not_cut_short_by_a_limit_of_the_library() {
        UniAssertSubscriber<String> caller = call(20);

        for (int i = 1; i < 20; i++) {
            host.failsNext(new Down("try " + i));
            time.advance(Duration.ofSeconds(30));
        }
        host.answersNext("up");

        caller.assertItem("up");
        assertThat(heard).hasSize(19);
    }

    @Test
    void an_open_breaker_ends_the_call_with_its_own_last_failure() {
        UniAssertSubscriber<String> caller = call(3);

        host.failsNext(new Down("refused"));
        time.advance(Duration.ofMillis(100));
        host.failsNext(breakerOpen());

        caller.assertFailedWith(Down.class, "refused");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void an_open_breaker_at_the_first_try_is_the_failure() {
        UniAssertSubscriber<String> caller = call(3);

        host.failsNext(breakerOpen());

        caller.assertFailedWith(CircuitOpenException.class);
        assertThat(host.attempts()).isEqualTo(1);
    }

    @Test
    void cancelling_ends_the_try_under_way() {
        UniAssertSubscriber<String> caller = call(3);

        caller.cancel();

        assertThat(host.cancelled()).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void cancelling_between_two_tries_prevents_the_next() {
        UniAssertSubscriber<String> caller = call(3);
        host.failsNext(new Down("first"));

        caller.cancel();
        time.advance(Duration.ofSeconds(1));

        assertThat(host.attempts()).isEqualTo(1);
    }

    @Test
    void an_attempt_that_cannot_even_be_made_is_a_failure() {
        UniAssertSubscriber<String> caller = policy(3)
                .<String>call(
                        n -> {
                            throw new IllegalStateException("no such host");
                        },
                        AttemptListener.NONE)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());

        caller.assertFailedWith(IllegalStateException.class, "no such host");
    }

    @Test
    void attempts_are_numbered_from_one() {
        List<Integer> numbers = new ArrayList<>();
        UniAssertSubscriber<String> caller = policy(3)
                .call(
                        n -> {
                            numbers.add(n);
                            return n < 3
                                    ? Uni.createFrom().<String>failure(new Down("x"))
                                    : Uni.createFrom().item("up");
                        },
                        AttemptListener.NONE)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        time.advance(Duration.ofSeconds(1));

        caller.assertItem("up");
        assertThat(numbers).containsExactly(1, 2, 3);
    }

    private UniAssertSubscriber<String> call(int attempts) {
        return policy(attempts)
                .call(n -> host.attempt(), (attempt, failure) -> heard.add(attempt + " " + failure.getMessage()))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private RetryPolicy policy(int attempts) {
        RetrySettings settings = new RetrySettings(attempts, Duration.ofMillis(100), Duration.ofSeconds(30));
        return new RetryPolicy(settings, Down.class::isInstance, FullJitterTest.largest(), time);
    }

    private static CircuitOpenException breakerOpen() {
        return new CircuitOpenException(new ServerAddress("db", 4000), Duration.ofSeconds(30), null);
    }
}
