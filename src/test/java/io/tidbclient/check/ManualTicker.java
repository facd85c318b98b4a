package io.tidbclient.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ticks when the test says so. */
final class ManualTicker implements Ticker {
    private final Set<MultiEmitter<? super Long>> listeners = ConcurrentHashMap.newKeySet();

    void tick() {
        listeners.forEach(listener -> listener.emit(1L));
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public Multi<Long> every(Duration interval) {
        return Multi.createFrom()
                .<Long>emitter(
                        emitter -> {
                            listeners.add(emitter);
                            emitter.onTermination(() -> listeners.remove(emitter));
                        },
                        BackPressureStrategy.DROP);
    }
}
