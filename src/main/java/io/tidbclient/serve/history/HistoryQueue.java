package io.tidbclient.serve.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Records that wait to be written, at most a number of them: one that has no room is dropped, and counted. */
final class HistoryQueue {
    private final int capacity;
    private final Deque<HistoryRecord> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long dropped;
    private boolean closed;
    private boolean woken;

    /** @param capacity at least 1 */
    HistoryQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a record in, or drops it. Returns at once. */
    void add(HistoryRecord entry) {
        lock.lock();
        try {
            if (waiting.size() < capacity && !closed) {
                waiting.addLast(entry);
            } else {
                dropped++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The records that have waited longest, which stay. */
    List<HistoryRecord> first(int most) {
        lock.lock();
        try {
            return waiting.stream().limit(most).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Removes the records that have waited longest, as they are written. */
    void remove(int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                HistoryRecord unused = waiting.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Removes the records that have waited longest, as ones that are never written. */
    void drop(int count) {
        lock.lock();
        try {
            remove(count);
            dropped += count;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more records in, and ends the waiting of {@link #await}. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the waiting of {@link #await}, or the next one. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a time, or until it is closed or woken. */
    void await(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!closed && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }
}
