package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A schedule whose jobs begin on threads that may block: the beginning of a check reads its TLS files. */
public final class ThreadedSchedule implements Schedule {
    private final Schedule schedule;
    private final Executor threads;

    /**
     * @param schedule calls the jobs, on a thread that must not block
     * @param threads run their beginning
     */
    public ThreadedSchedule(Schedule schedule, Executor threads) {
        this.schedule = schedule;
        this.threads = threads;
    }

    @Override
    public void schedule(String identity, Plan plan, Duration delay, Supplier<Uni<Void>> job) {
        schedule.schedule(
                identity, plan, delay, () -> Uni.createFrom().deferred(job::get).runSubscriptionOn(threads));
    }

    @Override
    public Optional<Instant> next(String identity) {
        return schedule.next(identity);
    }

    @Override
    public void unschedule(String identity) {
        schedule.unschedule(identity);
    }
}
