package io.tidbclient.resilience;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Target;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class GuardedCallsTest {
    private static final Target DB = new Target("db", 4000);
    private static final RetrySettings RETRY = new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(30));
    private static final BreakerSettings BREAKER =
            new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedHost host = new ScriptedHost();

    @Test
    void a_thousand_connections_to_a_dead_host_make_five_attempts_in_all_and_are_done_within_one_wait() {
        GuardedCalls calls = onVirtualTime();
        List<UniAssertSubscriber<String>> callers = IntStream.range(0, 1_000)
                .mapToObj(i -> subscribe(calls.call(DB, n -> host.attempt(), AttemptListener.NONE)))
                .toList();

        host.failsAll(new Down("refused"));
        time.advance(Duration.ofMillis(100));

        assertThat(host.attempts()).isEqualTo(5);
        assertThat(callers).allSatisfy(caller -> assertThat(caller.getFailure()).isNotNull());
        assertThat(callers.stream().filter(caller -> caller.getFailure() instanceof Down))
                .as("those that really tried say what they met")
                .hasSize(5);
    }

    @Test
    void one_connection_uses_up_its_attempts_on_a_host_that_stays_down() {
        GuardedCalls calls = onVirtualTime();
        UniAssertSubscriber<String> first = subscribe(calls.call(DB, n -> host.attempt(), AttemptListener.NONE));

        for (int i = 0; i < 3; i++) {
            host.failsAll(new Down("refused"));
            time.advance(Duration.ofSeconds(1));
        }

        first.assertFailedWith(Down.class, "refused");
        assertThat(host.attempts()).isEqualTo(3);
    }

    @Test
    void a_dead_host_does_not_keep_another_from_being_tried() {
        GuardedCalls calls = onVirtualTime();
        IntStream.range(0, 5).forEach(i -> subscribe(calls.call(DB, n -> host.attempt(), AttemptListener.NONE)));
        host.failsAll(new Down("refused"));

        UniAssertSubscriber<String> other = subscribe(
                calls.call(new Target("other", 4000), n -> Uni.createFrom().item("here"), AttemptListener.NONE));

        other.assertItem("here");
    }

    @Test
    void cancelling_reaches_through_both_policies() {
        UniAssertSubscriber<String> caller =
                subscribe(onVirtualTime().call(DB, n -> host.attempt(), AttemptListener.NONE));

        caller.cancel();

        assertThat(host.cancelled()).isEqualTo(1);
    }

    @Test
    void works_on_real_time() {
        AtomicInteger tries = new AtomicInteger();
        RetrySettings quick = new RetrySettings(3, Duration.ofMillis(2), Duration.ofMillis(4));
        try (GuardedCalls calls = GuardedCalls.of(quick, BREAKER, Down.class::isInstance, Down.class::isInstance)) {
            String answer = calls.call(
                            DB,
                            n -> tries.incrementAndGet() < 3
                                    ? Uni.createFrom().<String>failure(new Down("not yet"))
                                    : Uni.createFrom().item("up"),
                            AttemptListener.NONE)
                    .await()
                    .atMost(Duration.ofSeconds(10));

            assertThat(answer).isEqualTo("up");
            assertThat(tries).hasValue(3);
        }
    }

    private GuardedCalls onVirtualTime() {
        GuardTime guardTime = time.asGuardTime();
        return new GuardedCalls(
                new RetryPolicy(RETRY, Down.class::isInstance, FullJitterTest.largest(), guardTime),
                new HostBreakers(BREAKER, Down.class::isInstance, guardTime),
                guardTime);
    }

    @CanIgnoreReturnValue
    private static UniAssertSubscriber<String> subscribe(Uni<String> call) {
        return call.subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
