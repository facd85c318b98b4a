package io.tidbclient.sandbox.job;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** The jobs of a running sandbox: those of its script, and what was added and cancelled since. Safe for many threads. */
public final class SandboxJobs {
    private final Clock clock;
    private final AtomicReference<List<ScheduledJob>> jobs;

    /** The script begins now, by the clock. */
    public SandboxJobs(JobScript script, Clock clock) {
        this.clock = clock;
        Instant start = clock.instant();
        this.jobs = new AtomicReference<>(
                script.jobs().stream().map(job -> place(job, start)).toList());
    }

    /**
     * Adds a job; its times count from now.
     *
     * @throws IllegalArgumentException when there is one with this id
     */
    public void add(ScriptedJob job) {
        Instant now = clock.instant();
        jobs.updateAndGet(before -> {
            if (before.stream().anyMatch(other -> other.job().id() == job.id())) {
                throw new IllegalArgumentException("there is an import job " + job.id() + " already");
            }
            List<ScheduledJob> after = new ArrayList<>(before);
            after.add(place(job, now));
            return List.copyOf(after);
        });
    }

    /**
     * Adds a job with the next free id; its times count from now.
     *
     * @param job makes the job of an id
     * @return the id
     */
    public long start(LongFunction<ScriptedJob> job) {
        Instant now = clock.instant();
        List<ScheduledJob> after = jobs.updateAndGet(before -> {
            long next =
                    before.stream().mapToLong(other -> other.job().id()).max().orElse(0) + 1;
            List<ScheduledJob> more = new ArrayList<>(before);
            more.add(place(job.apply(next), now));
            return List.copyOf(more);
        });
        return after.getLast().job().id();
    }

    /** Takes a job away, as if the server had forgotten it; without effect when there is none. */
    public void remove(long id) {
        jobs.updateAndGet(
                before -> before.stream().filter(job -> job.job().id() != id).toList());
    }

    /**
     * Cancels a job at once. A real server takes its time about it, minutes at times.
     *
     * @return whether there was one to cancel: it exists, and has not ended
     */
    public boolean cancel(long id) {
        Instant now = clock.instant();
        UnaryOperator<ScheduledJob> cancelled =
                job -> job.job().id() == id && isActive(job, now) ? job.cancelledAt(now) : job;
        List<ScheduledJob> before =
                jobs.getAndUpdate(all -> all.stream().map(cancelled).toList());
        return before.stream().anyMatch(job -> job.job().id() == id && isActive(job, now));
    }

    /** All that exist now, by id. */
    public List<JobView> now() {
        Instant now = clock.instant();
        return jobs.get().stream()
                .map(job -> job.at(now))
                .flatMap(Optional::stream)
                .sorted((one, other) -> Long.compare(one.job().id(), other.job().id()))
                .toList();
    }

    private static boolean isActive(ScheduledJob job, Instant now) {
        return job.at(now).filter(view -> !view.state().ended()).isPresent();
    }

    private static ScheduledJob place(ScriptedJob job, Instant start) {
        return new ScheduledJob(job, start.plus(job.timing().createdAfter()), Optional.empty());
    }
}
