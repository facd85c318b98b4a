package io.tidbclient.resilience;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.Target;
import io.tidbclient.resilience.HostHealth.Outcome;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One host's breaker. SmallRye's knows open, half-open and closed and when to move; it counts calls, not time, so which
 * failure opens it is told to it by {@link HostHealth}, which looks at the window.
 */
public final class HostBreaker {
    private final Target host;
    private final Predicate<Throwable> meansDown;
    private final HostHealth health;
    private final Guard guard;
    private volatile Throwable lastFailure;

    HostBreaker(Target host, BreakerSettings settings, Predicate<Throwable> meansDown, GuardTime time) {
        this.host = host;
        this.meansDown = meansDown;
        this.health = new HostHealth(settings, time.nanos());
        this.guard = Guards.on(time.timer())
                .withDescription("breaker of " + host)
                .withCircuitBreaker()
                .requestVolumeThreshold(1)
                .failureRatio(1)
                .delay(settings.openFor().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(settings.successes())
                .when(failure -> failure instanceof Judged judged && judged.opens)
                .onStateChange(this::moved)
                .done()
                .build();
    }

    /**
     * Tries {@code attempt} when the host may be tried; waits for others to find out whether the host is there as long
     * as nobody knows.
     *
     * @return what the attempt makes; fails with its failure, or with {@link BreakerOpenException} without a try.
     *     Cancelling it cancels the attempt.
     */
    public <T> Uni<T> call(Supplier<Uni<T>> attempt) {
        return Uni.createFrom().emitter(emitter -> {
            Call<T> call = new Call<>(attempt, emitter);
            emitter.onTermination(call.bridge::cancel);
            health.enter(call);
        });
    }

    private void moved(CircuitBreakerState state) {
        switch (state) {
            case OPEN -> health.opened();
            case HALF_OPEN -> health.halfOpened();
            case CLOSED -> health.closed();
        }
    }

    private BreakerOpenException open() {
        return new BreakerOpenException(host, Duration.ofNanos(health.nanosUntilNextTry()), lastFailure);
    }

    private Throwable judge(Throwable failure) {
        Outcome outcome = failure instanceof CancellationException
                ? Outcome.UNKNOWN
                : meansDown.test(failure) ? Outcome.DOWN : Outcome.REACHED;
        if (outcome == Outcome.DOWN) {
            lastFailure = failure;
        }
        return new Judged(failure, health.judge(outcome));
    }

    private Throwable unwrap(Throwable failure) {
        if (failure instanceof Judged judged) {
            return judged.getCause();
        }
        return failure instanceof CircuitBreakerOpenException ? open() : failure;
    }

    private final class Call<T> implements HostHealth.Caller {
        private final Supplier<Uni<T>> attempt;
        private final UniEmitter<? super T> emitter;
        private final CancelBridge bridge = new CancelBridge();

        private Call(Supplier<Uni<T>> attempt, UniEmitter<? super T> emitter) {
            this.attempt = attempt;
            this.emitter = emitter;
        }

        @Override
        public void admitted() {
            Guards.apply(guard, () -> judged(bridge.over(attempt)))
                    .onTermination()
                    .invoke(health::leave)
                    .subscribe()
                    .with(emitter::complete, failure -> emitter.fail(unwrap(failure)));
        }

        @Override
        public void refused() {
            emitter.fail(open());
        }

        private Uni<T> judged(Uni<T> tried) {
            return tried.onItem()
                    .invoke(() -> health.judge(Outcome.REACHED))
                    .onFailure()
                    .transform(HostBreaker.this::judge);
        }
    }

    /** A failure with the verdict on it, for the breaker's eyes only. */
    private static final class Judged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean opens;

        private Judged(Throwable cause, boolean opens) {
            super(null, cause, false, false);
            this.opens = opens;
        }
    }
}
