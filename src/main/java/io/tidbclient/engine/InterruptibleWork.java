package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Work that something else can end early. Unlike {@code Uni.combine().any()} it needs no futures, each of which makes two exceptions
 * with stack traces when it is cancelled.
 *
 * @param <T> the result
 */
final class InterruptibleWork<T> {
    private final UniEmitter<? super T> result;
    private Optional<Cancellable> ongoing = Optional.empty();
    private Optional<T> instead = Optional.empty();
    private boolean ended;

    private InterruptibleWork(UniEmitter<? super T> result) {
        this.result = result;
    }

    /**
     * The result of {@code work}, or what it was interrupted with.
     *
     * @param beginning is handed the work before it begins, on each subscription
     */
    static <T> Uni<T> of(Uni<T> work, Consumer<InterruptibleWork<T>> beginning) {
        return Uni.createFrom().emitter(result -> {
            InterruptibleWork<T> interruptible = new InterruptibleWork<>(result);
            result.onTermination(() -> interruptible.end(Optional.empty()));
            beginning.accept(interruptible);
            interruptible.begin(work);
        });
    }

    /**
     * Cancels the work, then gives this result in place of its own; while the work is just beginning, on another thread or further up
     * the stack, once it has begun. Does nothing when it has its result.
     */
    void interrupt(T with) {
        end(Optional.of(with));
    }

    private void begin(Uni<T> work) {
        if (!hasEnded()) {
            Cancellable subscription = work.subscribe().with(result::complete, result::fail);
            if (keep(subscription)) {
                return;
            }
            subscription.cancel();
        }
        replacement().ifPresent(result::complete);
    }

    private void end(Optional<T> with) {
        Cancellable cancelled;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            instead = with;
            if (ongoing.isEmpty()) {
                return;
            }
            cancelled = ongoing.get();
        }
        cancelled.cancel();
        with.ifPresent(result::complete);
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** Whether the work continues. */
    private synchronized boolean keep(Cancellable subscription) {
        ongoing = Optional.of(subscription);
        return !ended;
    }

    private synchronized Optional<T> replacement() {
        return instead;
    }
}
