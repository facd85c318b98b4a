package io.tidbclient.resilience;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.testing.ManualTimer;
import io.tidbclient.time.NanoClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ResilientCallsTest {
    private static final ServerAddress DB = new ServerAddress("db", 4000);
    private static final RetrySettings RETRY = new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(30));
    private static final BreakerSettings BREAKER =
            new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3);

    private final ManualTimer time = new ManualTimer();
    private final ScriptedHost host = new ScriptedHost();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopThreads() {
        threads.close();
        timer.shutdownNow();
    }

    @Test
    void a_thousand_connections_to_a_dead_host_make_five_attempts_in_all_and_are_done_within_one_wait() {
        ResilientCalls calls = onVirtualTime();
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
        ResilientCalls calls = onVirtualTime();
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
        ResilientCalls calls = onVirtualTime();
        IntStream.range(0, 5).forEach(i -> subscribe(calls.call(DB, n -> host.attempt(), AttemptListener.NONE)));
        host.failsAll(new Down("refused"));

        UniAssertSubscriber<String> other = subscribe(calls.call(
                new ServerAddress("other", 4000), n -> Uni.createFrom().item("here"), AttemptListener.NONE));

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
    void callers_on_threads_of_their_own_all_get_their_answer() throws InterruptedException {
        Map<String, Long> outcomes =
                outcomesOfThreads(500, number -> Uni.createFrom().item("here").runSubscriptionOn(threads));

        assertThat(outcomes).containsExactly(Map.entry("here", 500L));
    }

    @Test
    void callers_on_threads_of_their_own_make_five_attempts_at_a_dead_host() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        Map<String, Long> outcomes = outcomesOfThreads(
                500,
                number -> Uni.createFrom()
                        .<String>item(() -> {
                            attempts.incrementAndGet();
                            throw new Down("refused");
                        })
                        .runSubscriptionOn(threads));

        assertThat(attempts).hasValue(5);
        assertThat(outcomes.keySet()).containsExactlyInAnyOrder("Down", "CircuitOpenException");
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
    }

    @Test
    void no_caller_is_left_waiting_when_a_host_fails_now_and_then() throws InterruptedException {
        AtomicInteger turn = new AtomicInteger();
        Map<String, Long> outcomes = outcomesOfThreads(
                500,
                number -> Uni.createFrom()
                        .item(() -> {
                            if (turn.incrementAndGet() % 3 == 0) {
                                throw new Down("now and then");
                            }
                            return "here";
                        })
                        .runSubscriptionOn(threads));

        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
        assertThat(outcomes).containsKey("here");
    }

    @Test
    void works_on_real_time() {
        AtomicInteger tries = new AtomicInteger();
        RetrySettings quick = new RetrySettings(3, Duration.ofMillis(2), Duration.ofMillis(4));
        ResilientCalls calls = ResilientCalls.of(
                quick, BREAKER, Down.class::isInstance, Down.class::isInstance, timer, NanoClock.SYSTEM);
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

    /** What callers on as many threads got, in real time, and how often. */
    private Map<String, Long> outcomesOfThreads(int callers, IntFunction<Uni<String>> attempt)
            throws InterruptedException {
        // Outside Quarkus, Mutiny's context propagation sets itself up at its first use, which must not be two
        // threads'.
        subscribe(Uni.createFrom().deferred(() -> Uni.createFrom().item("first use")));
        Queue<String> outcomes = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(callers);
        RetrySettings quick = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(2));
        ResilientCalls calls = ResilientCalls.of(
                quick, BREAKER, Down.class::isInstance, Down.class::isInstance, timer, NanoClock.SYSTEM);
        for (int i = 0; i < callers; i++) {
            threads.execute(() -> calls.call(DB, attempt, AttemptListener.NONE)
                    .onTermination()
                    .invoke(done::countDown)
                    .subscribe()
                    .with(
                            outcomes::add,
                            failure -> outcomes.add(failure.getClass().getSimpleName())));
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).as("all have ended").isTrue();
        Awaitility.await().until(() -> outcomes.size() == callers);
        return outcomes.stream().collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
    }

    private ResilientCalls onVirtualTime() {
        return new ResilientCalls(
                new RetryPolicy(RETRY, Down.class::isInstance, FullJitterTest.largest(), time),
                new HostBreakers(BREAKER, Down.class::isInstance, time::nanoTime));
    }

    @CanIgnoreReturnValue
    private static UniAssertSubscriber<String> subscribe(Uni<String> call) {
        return call.subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
