package io.tidbclient.state.handler;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jakarta.enterprise.context.ApplicationScoped;

/** Ticks by the process's timer, the one that state limits run on. */
@ApplicationScoped
class TimerTicker implements Ticker {
    private final ScheduledExecutorService timer;

    TimerTicker(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    @Override
    public Multi<Long> every(Duration interval) {
        return Multi.createFrom().<Long>emitter(emitter -> schedule(interval, emitter), BackPressureStrategy.DROP);
    }

    private void schedule(Duration interval, MultiEmitter<? super Long> emitter) {
        Future<?> ticks = timer.scheduleAtFixedRate(
                () -> emitter.emit(System.currentTimeMillis()),
                interval.toNanos(),
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
        emitter.onTermination(() -> ticks.cancel(false));
    }
}
