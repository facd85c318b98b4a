package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Carries a cancellation past a guard: SmallRye's Mutiny support subscribes to the guarded Uni and never lets go of it,
 * so that cancelling the result would leave a connection attempt running. To the guard, a cancelled try is a failed one.
 */
final class CancelBridge {
    private final AtomicReference<Runnable> running = new AtomicReference<>(new Nothing());

    /** The same Uni, which {@link #cancel()} ends; after that, one that fails at once. */
    <T> Uni<T> over(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            if (running.get() instanceof Cancelled) {
                emitter.fail(new CancellationException("cancelled"));
                return;
            }
            Cancellable subscription = work.get().subscribe().with(emitter::complete, emitter::fail);
            Runnable stop = () -> {
                subscription.cancel();
                emitter.fail(new CancellationException("cancelled"));
            };
            if (running.getAndUpdate(now -> now instanceof Cancelled ? now : stop) instanceof Cancelled) {
                stop.run();
            }
        });
    }

    void cancel() {
        running.getAndSet(new Cancelled()).run();
    }

    private record Nothing() implements Runnable {
        @Override
        public void run() {}
    }

    private record Cancelled() implements Runnable {
        @Override
        public void run() {}
    }
}
