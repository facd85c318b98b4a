package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.time.NanoClock;

import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Connecting to and reading from hosts under the run's policies: the retry around each host's breaker. */
public final class ResilientCalls {
    private final RetryPolicy retry;
    private final HostBreakers breakers;

    /** @param retry what is tried again; {@code breakers} may end it before */
    public ResilientCalls(RetryPolicy retry, HostBreakers breakers) {
        this.retry = retry;
        this.breakers = breakers;
    }

    /**
     * With a random jitter.
     *
     * @param retryable whether a failure may disappear on a retry
     * @param meansDown whether a failure says that the host is not there
     * @param timer runs the tries that follow a wait
     * @param nanoClock times the breakers
     */
    public static ResilientCalls of(
            RetrySettings retry,
            BreakerSettings breaker,
            Predicate<Throwable> retryable,
            Predicate<Throwable> meansDown,
            ScheduledExecutorService timer,
            NanoClock nanoClock) {
        return new ResilientCalls(
                new RetryPolicy(retry, retryable, new Random(), timer),
                new HostBreakers(breaker, meansDown, nanoClock));
    }

    /** Calls that are made once, whatever comes of them. */
    public static ResilientCalls once(ScheduledExecutorService timer, NanoClock nanoClock) {
        return of(RetrySettings.ONCE, BreakerSettings.NEVER_OPEN, thrown -> false, thrown -> false, timer, nanoClock);
    }

    /**
     * Connects to or reads from {@code host}; never for writes.
     *
     * @param attempt makes the try of this number, from 1; the try's failures decide about host and repetition
     * @param listener is called with each failure that is repeated
     * @return what the successful try made; fails with the last failure, or with {@link CircuitOpenException} when the
     *     host was not tried at all. Cancelling it cancels the try under way.
     */
    public <T> Uni<T> call(ServerAddress host, IntFunction<Uni<T>> attempt, AttemptListener listener) {
        HostBreaker breaker = breakers.of(host);
        return retry.call(number -> breaker.call(() -> attempt.apply(number)), listener);
    }
}
