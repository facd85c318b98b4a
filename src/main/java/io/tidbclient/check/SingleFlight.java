package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A question that many would ask of the same server and that one asks for all. When the one who asks fails or gives up,
 * the next one asks; after {@value #LEADERS} in a row have waited for a server that did not answer in time, all others fail as the
 * last of them did.
 */
final class SingleFlight<T> {
    private static final int LEADERS = 3;

    private final Predicate<Throwable> timedOut;
    private Optional<T> answer = Optional.empty();
    private Optional<Throwable> lastFailure = Optional.empty();
    private int failed;
    private boolean asking;
    private List<UniEmitter<? super Boolean>> waiting = new ArrayList<>();

    /** @param timedOut whether a failure means that the server did not answer in time, whoever asks */
    SingleFlight(Predicate<Throwable> timedOut) {
        this.timedOut = timedOut;
    }

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
                if (failed >= LEADERS) {
                    return Uni.createFrom().failure(lastFailure.orElseThrow());
                }
                asking = true;
            }
            return Uni.createFrom()
                    .deferred(ask::get)
                    .onItem()
                    .invoke(this::keep)
                    .onFailure()
                    .invoke(this::count)
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

    private synchronized void count(Throwable failure) {
        failed = timedOut.test(failure) ? failed + 1 : 0;
        lastFailure = Optional.of(failure);
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
