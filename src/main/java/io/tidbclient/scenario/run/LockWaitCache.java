package io.tidbclient.scenario.run;

import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lock wait snapshots that all scenarios of this process share. MariaDB and MySQL answer from a copy that they make
 * anew only when it has not been read for 100 ms (trx0i_s.cc, CACHE_MIN_IDLE_TIME_NS): if each scenario polled on its
 * own, they would keep the copy from ever being renewed.
 */
final class LockWaitCache {
    /** How long at least from the end of a poll to the next: sooner, that would see no more. */
    static final Duration MIN_INTERVAL = Duration.ofMillis(110);

    private final ReentrantLock one = new ReentrantLock();
    private final NanoClock nanoClock;
    private Optional<LockWaitSnapshot> last = Optional.empty();

    LockWaitCache(NanoClock nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The last snapshot, or a new one when that is old enough. Blocks while another thread reads one. */
    LockWaitSnapshot snapshot(Supplier<LockWaitSnapshot> fresh) {
        Locks.lock(one);
        try {
            long now = nanoClock.nanos();
            if (last.isPresent() && now - last.get().next() < 0) {
                return last.get();
            }
            LockWaitSnapshot read = fresh.get();
            LockWaitSnapshot snapshot = read.until(nanoClock.nanos() + MIN_INTERVAL.toNanos());
            last = Optional.of(snapshot);
            return snapshot;
        } finally {
            one.unlock();
        }
    }
}
