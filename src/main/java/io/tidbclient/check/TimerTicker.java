package io.tidbclient.check;

import io.smallrye.mutiny.Multi;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
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
        return Multi.createFrom()
                .ticks()
                .onExecutor(timer)
                .startingAfter(interval)
                .every(interval)
                .onOverflow()
                .drop();
    }
}
