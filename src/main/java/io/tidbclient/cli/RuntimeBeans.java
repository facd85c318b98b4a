package io.tidbclient.cli;

import io.tidbclient.state.BlockingWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What the rest is handed instead of taking it from static methods: the clock, the timer, the threads. */
@ApplicationScoped
class RuntimeBeans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("timer").factory());
    }

    void stop(@Disposes ScheduledExecutorService timer) {
        timer.shutdownNow();
    }

    @Produces
    @Singleton
    BlockingWork blockingWork() {
        return new BlockingWork(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("blocking-", 1).factory()));
    }
}
