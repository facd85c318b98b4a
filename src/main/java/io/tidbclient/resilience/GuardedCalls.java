package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Target;

import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Connecting to and reading from hosts under the run's policies: the retry around each host's breaker. */
public final class GuardedCalls implements AutoCloseable {
    private final RetryPolicy retry;
    private final HostBreakers breakers;
    private final GuardTime time;

    /** @param time closed together with this */
    public GuardedCalls(RetryPolicy retry, HostBreakers breakers, GuardTime time) {
        this.retry = retry;
        this.breakers = breakers;
        this.time = time;
    }

    /**
     * On real time and real chance.
     *
     * @param retryable whether a failure may be gone another way by trying again
     * @param meansDown whether a failure says that the host is not there
     */
    public static GuardedCalls of(
            RetrySettings retry,
            BreakerSettings breaker,
            Predicate<Throwable> retryable,
            Predicate<Throwable> meansDown) {
        GuardTime time = GuardTime.system();
        return new GuardedCalls(
                new RetryPolicy(retry, retryable, new Random(), time),
                new HostBreakers(breaker, meansDown, time),
                time);
    }

    /**
     * Connects to or reads from {@code host}; never for writes.
     *
     * @param attempt makes the try of this number, from 1; the try's failures decide about host and repetition
     * @param listener is told of each failure that is repeated
     * @return what the successful try made; fails with the last failure, or with {@link BreakerOpenException} when the
     *     host was not tried at all. Cancelling it cancels the try under way.
     */
    public <T> Uni<T> call(Target host, IntFunction<Uni<T>> attempt, AttemptListener listener) {
        HostBreaker breaker = breakers.of(host);
        return retry.call(number -> breaker.call(() -> attempt.apply(number)), listener);
    }

    @Override
    public void close() {
        time.close();
    }
}
