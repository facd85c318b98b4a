package io.tidbclient.cli.serve;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;
import io.tidbclient.schedule.JobScheduler;
import io.tidbclient.serve.monitor.Schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

/** The schedule of a server's monitors, on Quarkus's scheduler. */
@ApplicationScoped
public class ServerSchedule implements Schedule {
    private final JobScheduler scheduler;

    ServerSchedule(JobScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void schedule(String identity, Plan plan, Duration delay, Supplier<Uni<Void>> job) {
        scheduler.schedule(identity, plan, delay, job);
    }

    @Override
    public Optional<Instant> next(String identity) {
        return scheduler.next(identity);
    }

    @Override
    public void unschedule(String identity) {
        scheduler.unschedule(identity);
    }
}
