package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.resilience.HostHealth.AttemptOutcome;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One host's circuit breaker: makes the tries that {@link HostHealth} admits, and reports to it how they ended. */
public final class HostBreaker {
    private final ServerAddress host;
    private final HostHealth health;
    private final Predicate<Throwable> meansDown;
    private volatile Throwable lastFailure;

    HostBreaker(ServerAddress host, HostHealth health, Predicate<Throwable> meansDown) {
        this.host = host;
        this.health = health;
        this.meansDown = meansDown;
    }

    /**
     * Tries {@code attempt} when the host may be tried; waits for the attempts of others while it is unknown whether the
     * host answers.
     *
     * @return what the attempt makes; fails with its failure, or with {@link CircuitOpenException} without a try.
     *     Cancelling it cancels the attempt, or the wait for it.
     */
    public <T> Uni<T> call(Supplier<Uni<T>> attempt) {
        return Uni.createFrom().emitter(emitter -> {
            GuardedCall<T> call = new GuardedCall<>(attempt, emitter);
            emitter.onTermination(call::cancel);
            health.enter(call);
        });
    }

    private final class GuardedCall<T> implements HostHealth.Caller {
        /** In place of a try: none is made any more. */
        private static final Cancellable ENDED = () -> {};

        private final Supplier<Uni<T>> attempt;
        private final UniEmitter<? super T> emitter;
        private final AtomicReference<Cancellable> running = new AtomicReference<>();

        private GuardedCall(Supplier<Uni<T>> attempt, UniEmitter<? super T> emitter) {
            this.attempt = attempt;
            this.emitter = emitter;
        }

        @Override
        public void admitted(HostHealth.Permit permit) {
            Cancellable tried = Uni.createFrom()
                    .deferred(attempt::get)
                    .onCancellation()
                    .invoke(() -> health.leave(permit, AttemptOutcome.UNKNOWN))
                    .subscribe()
                    .with(item -> succeeded(permit, item), failure -> failed(permit, failure));
            if (!running.compareAndSet(null, tried)) {
                tried.cancel();
            }
        }

        @Override
        public void refused() {
            emitter.fail(new CircuitOpenException(host, Duration.ofNanos(health.nanosUntilNextTry()), lastFailure));
        }

        private void succeeded(HostHealth.Permit permit, T item) {
            health.leave(permit, AttemptOutcome.REACHED);
            emitter.complete(item);
        }

        private void failed(HostHealth.Permit permit, Throwable failure) {
            AttemptOutcome outcome = failure instanceof CancellationException
                    ? AttemptOutcome.UNKNOWN
                    : meansDown.test(failure) ? AttemptOutcome.DOWN : AttemptOutcome.REACHED;
            if (outcome == AttemptOutcome.DOWN) {
                lastFailure = failure;
            }
            health.leave(permit, outcome);
            emitter.fail(failure);
        }

        private void cancel() {
            health.withdraw(this);
            Cancellable tried = running.getAndSet(ENDED);
            if (tried != null) {
                tried.cancel();
            }
        }
    }
}
