package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Work that something else can end early: its result is what comes first. {@code Uni.combine().any()} does the same with futures,
 * and makes two exceptions with their stack traces each time it drops the slower one.
 *
 * @param <T> the result
 */
final class InterruptibleWork<T> {
    private final UniEmitter<? super T> result;
    private Optional<Cancellable> ongoing = Optional.empty();
    private boolean interrupted;

    private InterruptibleWork(UniEmitter<? super T> result) {
        this.result = result;
    }

    /**
     * The result of {@code work}, or what it was interrupted with.
     *
     * @param begins is handed the work before it begins, on each subscription
     */
    static <T> Uni<T> of(Uni<T> work, Consumer<InterruptibleWork<T>> begins) {
        return Uni.createFrom().emitter(result -> {
            InterruptibleWork<T> interruptible = new InterruptibleWork<>(result);
            result.onTermination(interruptible::cancel);
            begins.accept(interruptible);
            interruptible.begin(work);
        });
    }

    /** Cancels the work, and gives this result in place of its own. Does nothing when it has ended. */
    void interrupt(T with) {
        cancel();
        result.complete(with);
    }

    private void begin(Uni<T> work) {
        if (isInterrupted()) {
            return;
        }
        Cancellable subscription = work.subscribe().with(result::complete, result::fail);
        if (!keep(subscription)) {
            subscription.cancel();
        }
    }

    private synchronized boolean isInterrupted() {
        return interrupted;
    }

    private synchronized boolean keep(Cancellable subscription) {
        ongoing = Optional.of(subscription);
        return !interrupted;
    }

    private void cancel() {
        Optional<Cancellable> cancelled;
        synchronized (this) {
            interrupted = true;
            cancelled = ongoing;
        }
        cancelled.ifPresent(Cancellable::cancel);
    }
}
