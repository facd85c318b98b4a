package io.tidbclient.scenario.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
    private final Clock clock;
    private LockWaitSnapshot last = new LockWaitSnapshot(List.of(), Set.of(), Instant.MIN, Instant.MIN);

    LockWaitCache(Clock clock) {
        this.clock = clock;
    }

    /** The last snapshot, or a new one when that is old enough. Blocks while another thread reads one. */
    LockWaitSnapshot snapshot(Supplier<LockWaitSnapshot> fresh) {
        Locks.lock(one);
        try {
            if (!clock.instant().isBefore(last.next())) {
                LockWaitSnapshot snapshot = fresh.get();
                last = snapshot.until(clock.instant().plus(MIN_INTERVAL));
            }
            return last;
        } finally {
            one.unlock();
        }
    }
}
