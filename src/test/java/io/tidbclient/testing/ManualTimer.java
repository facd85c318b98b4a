package io.tidbclient.testing;

import io.tidbclient.time.TimeSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler, and the clock that goes with it, whose time passes only when the test says so, or at once: {@link #passing}.
 */
public final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final boolean passes;
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
            Comparator.comparingLong((Task<?> task) -> task.due).thenComparingLong(task -> task.number));
    private long now;
    private Duration jump = Duration.ZERO;
    private long counter;

    /** One whose time passes only when the test says so. */
    public ManualTimer() {
        this(false);
    }

    private ManualTimer(boolean passes) {
        this.passes = passes;
    }

    /** One for code that waits on its own thread: the time until what it schedules has passed when it has scheduled it. */
    public static ManualTimer passing() {
        return new ManualTimer(true);
    }

    /** Lets {@code time} pass and runs, on this thread, everything that becomes due, in order. */
    public void advance(Duration time) {
        long until;
        synchronized (this) {
            until = now + time.toNanos();
        }
        for (Task<?> task = nextUntil(until); task != null; task = nextUntil(until)) {
            task.run();
        }
        synchronized (this) {
            now = until;
        }
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.size();
    }

    /** How long until each waiting task is due, in milliseconds. */
    public synchronized List<Long> pendingMillis() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.stream()
                .map(task -> TimeUnit.NANOSECONDS.toMillis(task.due - now))
                .sorted()
                .toList();
    }

    /** This timer's time as a monotonic clock shows it. */
    public synchronized long nanoTime() {
        return now;
    }

    /** Sets the time of day, by so much; the monotonic time does not change. */
    public synchronized void setTimeOfDay(Duration by) {
        jump = jump.plus(by);
    }

    /** This timer's time, monotonic and as a time of day. */
    public TimeSource time() {
        return new TimeSource(clock(), this::nanoTime);
    }

    /** A clock that shows this timer's time, from the epoch on. */
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                synchronized (ManualTimer.this) {
                    return Instant.EPOCH.plusNanos(now).plus(jump);
                }
            }
        };
    }

    private synchronized Task<?> nextUntil(long until) {
        tasks.removeIf(FutureTask::isCancelled);
        Task<?> next = tasks.peek();
        if (next == null || next.due > until) {
            return null;
        }
        now = Math.max(now, next.due);
        return tasks.remove();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Task<V> task = add(callable, unit.toNanos(delay));
        if (passes) {
            advance(Duration.ofNanos(unit.toNanos(delay)));
        }
        return task;
    }

    private synchronized <V> Task<V> add(Callable<V> callable, long nanos) {
        Task<V> task = new Task<>(callable, now + nanos, counter++);
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    command.run();
                    return null;
                },
                delay,
                unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return new ArrayList<>();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
        private final long due;
        private final long number;

        Task(Callable<V> callable, long due, long number) {
            super(callable);
            this.due = due;
            this.number = number;
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
