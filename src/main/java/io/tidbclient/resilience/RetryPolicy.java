package io.tidbclient.resilience;

import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.tidbclient.config.RetrySettings;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Tries again what may be tried again. For connecting and reading alone: a write whose answer was lost may have
 * happened.
 */
public final class RetryPolicy {
    private final int attempts;
    private final Predicate<Throwable> retryable;
    private final Guard guard;

    /**
     * @param retryable whether a failure may be gone another way by trying again
     * @param random a generator that threads may share
     */
    public RetryPolicy(RetrySettings settings, Predicate<Throwable> retryable, RandomGenerator random, GuardTime time) {
        this.attempts = settings.attempts();
        this.retryable = retryable;
        this.guard = Guards.on(time.timer())
                .withDescription("retry")
                .withRetry()
                .maxRetries(settings.attempts() - 1)
                // Zero is no limit; the library's own is three minutes, which the longest waits would run into.
                .maxDuration(0, ChronoUnit.MILLIS)
                .jitter(0, ChronoUnit.MILLIS)
                .withCustomBackoff()
                .strategy(() -> new FullJitter(settings, random))
                .done()
                .whenException(failure -> failure instanceof Repeatable)
                .done()
                .build();
    }

    /**
     * Runs {@code attempt} until it succeeds, fails for good, or has failed as often as it may.
     *
     * <p>An open breaker ends the call at once, since it stays open for longer than the waits between tries: with the
     * call's own last failure if it had one, which says more, else with {@link BreakerOpenException}.
     *
     * @param attempt makes the try of this number, from 1
     * @param listener is told of each failure that is repeated
     * @return what the successful try made; fails with the last failure. Cancelling it cancels the try under way and
     *     every further one.
     */
    public <T> Uni<T> call(IntFunction<Uni<T>> attempt, AttemptListener listener) {
        return Uni.createFrom().deferred(() -> {
            Call<T> call = new Call<>(attempt, listener);
            return Guards.apply(guard, call::next)
                    .onFailure(Repeatable.class)
                    .transform(Throwable::getCause)
                    .onCancellation()
                    .invoke(call.bridge::cancel);
        });
    }

    private final class Call<T> {
        private final IntFunction<Uni<T>> attempt;
        private final AttemptListener listener;
        private final CancelBridge bridge = new CancelBridge();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicReference<Throwable> last = new AtomicReference<>();

        private Call(IntFunction<Uni<T>> attempt, AttemptListener listener) {
            this.attempt = attempt;
            this.listener = listener;
        }

        private Uni<T> next() {
            int number = count.incrementAndGet();
            return bridge.over(() -> attempt.apply(number)).onFailure().transform(failure -> sort(number, failure));
        }

        private Throwable sort(int number, Throwable failure) {
            if (failure instanceof BreakerOpenException) {
                return last.get() == null ? failure : last.get();
            }
            last.set(failure);
            if (!retryable.test(failure)) {
                return failure;
            }
            if (number < attempts) {
                listener.failed(number, failure);
            }
            return new Repeatable(failure);
        }
    }

    /** A failure that another try may follow. */
    private static final class Repeatable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Repeatable(Throwable cause) {
            super(null, cause, false, false);
        }
    }
}
