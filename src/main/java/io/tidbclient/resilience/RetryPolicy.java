package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.RetrySettings;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Tries again what may be tried again. For connecting and reading alone: a write whose answer was lost may have
 * happened.
 */
public final class RetryPolicy {
    private final RetrySettings settings;
    private final Predicate<Throwable> retryable;
    private final RandomGenerator random;
    private final ScheduledExecutorService timer;

    /**
     * @param retryable whether a failure may disappear on a retry
     * @param random a generator that threads may share
     * @param timer runs the tries that follow a wait
     */
    public RetryPolicy(
            RetrySettings settings,
            Predicate<Throwable> retryable,
            RandomGenerator random,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.retryable = retryable;
        this.random = random;
        this.timer = timer;
    }

    /**
     * Runs {@code attempt} until it succeeds, fails for good, or has failed as often as it may.
     *
     * <p>An open breaker ends the call at once, since it stays open for longer than the waits between tries: with the
     * call's own last failure if it had one, which says more, else with {@link CircuitOpenException}.
     *
     * @param attempt makes the try of this number, from 1
     * @param listener is called with each failure that is repeated
     * @return what the successful try made; fails with the last failure. Cancelling it cancels the try under way and
     *     every further one.
     */
    public <T> Uni<T> call(IntFunction<Uni<T>> attempt, AttemptListener listener) {
        return Uni.createFrom().deferred(() -> new RetriedCall<>(attempt, listener).run());
    }

    /** One call. Its tries follow one another, perhaps on different threads. */
    private final class RetriedCall<T> {
        private final IntFunction<Uni<T>> attempt;
        private final AttemptListener listener;
        private final FullJitter waits = new FullJitter(settings, random);
        private volatile int number;
        private volatile Throwable last;

        private RetriedCall(IntFunction<Uni<T>> attempt, AttemptListener listener) {
            this.attempt = attempt;
            this.listener = listener;
        }

        private Uni<T> run() {
            return Uni.createFrom()
                    .deferred(this::next)
                    .onFailure(this::isRepeated)
                    .retry()
                    .when(failures -> failures.onItem().transformToUniAndConcatenate(failure -> pause()))
                    .onFailure(CircuitOpenException.class)
                    .transform(open -> last == null ? open : last);
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one try at a time
        private Uni<T> next() {
            number++;
            return attempt.apply(number).onFailure().invoke(this::failed);
        }

        private void failed(Throwable failure) {
            if (failure instanceof CircuitOpenException) {
                return;
            }
            last = failure;
            if (isRepeated(failure)) {
                listener.failed(number, failure);
            }
        }

        private boolean isRepeated(Throwable failure) {
            return !(failure instanceof CircuitOpenException)
                    && retryable.test(failure)
                    && number < settings.attempts();
        }

        private Uni<Long> pause() {
            Uni<Long> over = Uni.createFrom().item(0L);
            long millis = waits.nextDelayInMillis();
            return millis == 0
                    ? over
                    : over.onItem().delayIt().onExecutor(timer).by(Duration.ofMillis(millis));
        }
    }
}
