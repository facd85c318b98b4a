package io.tidbclient.cli;

import io.quarkus.arc.All;
import io.tidbclient.check.CheckFactory;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.importjob.run.ImportFactory;
import io.tidbclient.time.NanoClock;
import io.tidbclient.time.TimeSource;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * What the rest is handed instead of taking it from static methods: the clocks, the threads, and the factories of
 * runs that work with them. The timer is Quarkus's own.
 */
@ApplicationScoped
class RuntimeBeans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** That of the machine, for times of day that people read. */
    @Produces
    @Singleton
    ZoneId zone() {
        return ZoneId.systemDefault();
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

    @Produces
    @Singleton
    CheckFactory checkFactory(
            @All List<StateHandler> handlers,
            FailureClassifier failures,
            TlsContexts tls,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            TimeSource time) {
        return new CheckFactory(handlers, failures, tls, blocking, timer, time);
    }

    @Produces
    @Singleton
    ImportFactory importFactory(
            @All List<StateHandler> handlers,
            FailureClassifier failures,
            TlsContexts tls,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            TimeSource time) {
        return new ImportFactory(handlers, failures, tls, blocking, timer, time);
    }
}
