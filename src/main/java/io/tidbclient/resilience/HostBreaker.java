package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.resilience.HostHealth.Outcome;

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
     * Tries {@code attempt} when the host may be tried; waits for others to find out whether the host is there as long
     * as that is unknown.
     *
     * @return what the attempt makes; fails with its failure, or with {@link CircuitOpenException} without a try.
     *     Cancelling it cancels the attempt, or the wait for it.
     */
    public <T> Uni<T> call(Supplier<Uni<T>> attempt) {
        return Uni.createFrom().emitter(emitter -> {
            Call<T> call = new Call<>(attempt, emitter);
            emitter.onTermination(call::cancel);
            health.enter(call);
        });
    }

    private final class Call<T> implements HostHealth.Caller {
        /** In place of a try: none is made any more. */
        private static final Cancellable ENDED = () -> {};

        private final Supplier<Uni<T>> attempt;
        private final UniEmitter<? super T> emitter;
        private final AtomicReference<Cancellable> running = new AtomicReference<>();

        private Call(Supplier<Uni<T>> attempt, UniEmitter<? super T> emitter) {
            this.attempt = attempt;
            this.emitter = emitter;
        }

        @Override
        public void admitted(HostHealth.Permit permit) {
            Cancellable tried = Uni.createFrom()
                    .deferred(attempt::get)
                    .onCancellation()
                    .invoke(() -> health.leave(permit, Outcome.UNKNOWN))
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
            health.leave(permit, Outcome.REACHED);
            emitter.complete(item);
        }

        private void failed(HostHealth.Permit permit, Throwable failure) {
            Outcome outcome = failure instanceof CancellationException
                    ? Outcome.UNKNOWN
                    : meansDown.test(failure) ? Outcome.DOWN : Outcome.REACHED;
            if (outcome == Outcome.DOWN) {
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
