package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls jobs by plan: the scheduler, as far as the monitors need it. */
public interface Schedule {
    /**
     * Schedules a job. Its executions do not overlap.
     *
     * @param identity no other scheduled job may have it
     * @param delay how long its first execution waits
     * @param job must not block
     */
    void schedule(String identity, Plan plan, Duration delay, Supplier<Uni<Void>> job);

    /** When a scheduled job is due next; empty when that is not known, or there is no such job. */
    Optional<Instant> next(String identity);

    /** Removes a job; an execution that is under way continues. */
    void unschedule(String identity);
}
