package io.tidbclient.state.handler;

import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

import java.time.Duration;
import jakarta.enterprise.context.ApplicationScoped;

/** Ticks by quarkus-scheduler, whose own clock has a resolution of one second. */
@ApplicationScoped
class SchedulerTicker implements Ticker {
    private final Scheduler scheduler;

    SchedulerTicker(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Multi<Long> every(String name, Duration interval) {
        return Multi.createFrom()
                .<Long>emitter(emitter -> schedule(name, interval, emitter), BackPressureStrategy.DROP);
    }

    private void schedule(String name, Duration interval, MultiEmitter<? super Long> emitter) {
        scheduler
                .newJob(name)
                .setInterval(interval.toString())
                .setDelayed(interval.toString())
                .setTask(execution -> emitter.emit(execution.getFireTime().toEpochMilli()))
                .schedule();
        emitter.onTermination(() -> scheduler.unscheduleJob(name));
    }
}
