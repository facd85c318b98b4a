package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A question that many would ask of the same server and that one asks for all. When the one who asks fails or gives up,
 * the next one asks.
 */
final class SingleFlight<T> {
    private Optional<T> answer = Optional.empty();
    private boolean asking;
    private List<UniEmitter<? super Boolean>> waiting = new ArrayList<>();

    /**
     * The answer that is known, else the one that {@code ask} brings, else the one that another caller waits for. All
     * that is part of {@code ask} has happened before anybody else gets its answer.
     */
    Uni<T> get(Supplier<Uni<T>> ask) {
        return Uni.createFrom().deferred(() -> {
            synchronized (this) {
                if (answer.isPresent()) {
                    return Uni.createFrom().item(answer.get());
                }
                if (asking) {
                    return waitThen(ask);
                }
                asking = true;
            }
            return Uni.createFrom()
                    .deferred(ask::get)
                    .onItem()
                    .invoke(this::keep)
                    .onTermination()
                    .invoke(this::wake);
        });
    }

    private Uni<T> waitThen(Supplier<Uni<T>> ask) {
        return Uni.createFrom().<Boolean>emitter(this::enqueue).onItem().transformToUni(woken -> get(ask));
    }

    private void enqueue(UniEmitter<? super Boolean> one) {
        synchronized (this) {
            if (asking) {
                waiting.add(one);
                return;
            }
        }
        one.complete(true);
    }

    private synchronized void keep(T value) {
        answer = Optional.of(value);
    }

    private void wake() {
        List<UniEmitter<? super Boolean>> all;
        synchronized (this) {
            asking = false;
            all = waiting;
            waiting = new ArrayList<>();
        }
        all.forEach(one -> one.complete(true));
    }
}
