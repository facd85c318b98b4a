package io.tidbclient.cli;

import io.tidbclient.engine.BlockingWork;
import io.tidbclient.time.NanoClock;
import io.tidbclient.time.TimeSource;

import java.time.Clock;
import java.util.concurrent.Executors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * What the rest is handed instead of taking it from static methods: the clocks and the threads. The timer is
 * Quarkus's own.
 */
@ApplicationScoped
class RuntimeBeans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    NanoClock nanoClock() {
        return NanoClock.SYSTEM;
    }

    @Produces
    @Singleton
    TimeSource timeSource(Clock clock, NanoClock nanoClock) {
        return new TimeSource(clock, nanoClock);
    }

    @Produces
    @Singleton
    BlockingWork blockingWork() {
        return new BlockingWork(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("blocking-", 1).factory()));
    }
}
