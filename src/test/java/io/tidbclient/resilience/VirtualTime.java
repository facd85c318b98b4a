package io.tidbclient.resilience;

import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;

/** Time that stands still until a test moves it on; what falls due runs on the test's thread, in order. */
final class VirtualTime implements Timer {
    private final List<Entry> entries = new ArrayList<>();
    private long nowMillis;

    GuardTime asGuardTime() {
        return new GuardTime(this, () -> Duration.ofMillis(nowMillis).toNanos());
    }

    void advance(Duration duration) {
        long end = nowMillis + duration.toMillis();
        while (true) {
            Entry next = entries.stream()
                    .min(Comparator.comparingLong(Entry::dueMillis))
                    .filter(entry -> entry.dueMillis <= end)
                    .orElse(null);
            if (next == null) {
                nowMillis = end;
                return;
            }
            entries.remove(next);
            nowMillis = next.dueMillis;
            next.task.run();
        }
    }

    /** How long until each scheduled task runs, in milliseconds. */
    List<Long> pendingMillis() {
        return entries.stream().map(entry -> entry.dueMillis - nowMillis).toList();
    }

    @Override
    public int getId() {
        return 1;
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task) {
        return schedule(delayInMillis, task, null);
    }

    @Override
    public TimerTask schedule(long delayInMillis, Runnable task, Executor executor) {
        Entry entry = new Entry(nowMillis + delayInMillis, task);
        entries.add(entry);
        return new TimerTask() {
            @Override
            public boolean isDone() {
                return !entries.contains(entry);
            }

            @Override
            public boolean cancel() {
                return entries.remove(entry);
            }
        };
    }

    @Override
    public int countScheduledTasks() {
        return entries.size();
    }

    @Override
    public void shutdown() {
        entries.clear();
    }

    private record Entry(long dueMillis, Runnable task) {}
}
