package io.tidbclient.schedule;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.SkippedExecution;
import io.quarkus.scheduler.Trigger;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.spi.resolver.ResolverProvider;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Runs jobs by plan, on Quarkus's scheduler: by wall-clock time, to the second, executions of a job never overlapping. The
 * scheduler and Vert.x, whose event loop calls the jobs, start with the first job.
 */
@ApplicationScoped
public class JobScheduler {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Event<StartupEvent> start;
    private final Instance<Scheduler> scheduler;
    private final AtomicBoolean started = new AtomicBoolean();
    private final ConcurrentMap<String, AtomicInteger> skipped = new ConcurrentHashMap<>();

    JobScheduler(@Identifier(StartOnDemand.EVENT) Event<StartupEvent> start, Instance<Scheduler> scheduler) {
        this.start = start;
        this.scheduler = scheduler;
    }

    /** Schedules a job; with {@link Plan.Every} its first execution begins within a second. */
    public void schedule(String identity, Plan plan, Supplier<Uni<Void>> job) {
        schedule(identity, plan, Duration.ZERO, job);
    }

    /**
     * Schedules a job.
     *
     * @param identity the job's name; no other scheduled job may have it
     * @param delay how long its first execution waits at least
     * @param job called on an event loop, so it must not block; the next execution waits for what it returns
     */
    public void schedule(String identity, Plan plan, Duration delay, Supplier<Uni<Void>> job) {
        if (started.compareAndSet(false, true)) {
            start.fire(new StartupEvent());
        }
        skipped.put(identity, new AtomicInteger());
        Scheduler.JobDefinition<?> definition = scheduler
                .get()
                .newJob(identity)
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setAsyncTask(execution -> job.get());
        switch (plan) {
            case Plan.Every every -> definition.setInterval(every.interval().toString());
            case Plan.Cron cron -> definition.setCron(cron.expression());
        }
        if (delay.isPositive()) {
            definition.setDelayed(delay.toString());
        }
        definition.schedule();
    }

    /** Removes a job: it is not executed again. An execution that is under way continues. */
    public void unschedule(String identity) {
        if (started.get()) {
            scheduler.get().unscheduleJob(identity);
            skipped.remove(identity);
        }
    }

    /** When a job is due next; empty when there is none of that name, or it is due no more. */
    public Optional<Instant> next(String identity) {
        return started.get()
                ? Optional.ofNullable(scheduler.get().getScheduledJob(identity)).map(Trigger::getNextFireTime)
                : Optional.empty();
    }

    /** The number of executions of a job that were due while an earlier one was under way, and so were left out. */
    public int skipped(String identity) {
        AtomicInteger count = skipped.get(identity);
        return count == null ? 0 : count.get();
    }

    void onSkipped(@Observes SkippedExecution event) {
        AtomicInteger count = skipped.get(event.getExecution().getTrigger().getId());
        if (count != null) {
            count.incrementAndGet();
        }
    }

    /** The least that the scheduler's jobs need: one event loop, no files, no name resolver of its own. */
    @Produces
    @Singleton
    Vertx vertx() {
        System.setProperty(ResolverProvider.DISABLE_DNS_RESOLVER_PROP_NAME, "true");
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    void close(@Disposes Vertx vertx) {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
