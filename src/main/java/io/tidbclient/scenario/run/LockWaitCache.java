package io.tidbclient.scenario.run;

import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Lock wait snapshots that all scenarios of this process on one server share. MariaDB and MySQL answer from a copy that they make
 * anew only when it has not been read for 100 ms (trx0i_s.cc, CACHE_MIN_IDLE_TIME_NS): if each scenario polled on its
 * own, they would keep the copy from ever being renewed.
 */
final class LockWaitCache {
    /** How long at least from the end of a poll to the next: sooner, that would see no more. */
    static final Duration MIN_INTERVAL = Duration.ofMillis(110);

    private static final int SPREAD_MILLIS = 300;

    private final ReentrantLock one = new ReentrantLock();
    private final NanoClock nanoClock;
    private final RandomGenerator random;
    private Optional<LockWaitSnapshot> last = Optional.empty();

    LockWaitCache(NanoClock nanoClock) {
        this(nanoClock, new SplittableRandom());
    }

    /** @param random decides when to poll after a stale answer */
    LockWaitCache(NanoClock nanoClock, RandomGenerator random) {
        this.nanoClock = nanoClock;
        this.random = random;
    }

    /**
     * How long at least from the end of a poll to the next.
     *
     * @param stale whether the server answered from an old copy: of several processes that poll at one pace, each would
     *     keep it old for the others, so the next poll comes at a time of its own
     */
    Duration interval(boolean stale) {
        return stale ? MIN_INTERVAL.plusMillis(random.nextInt(SPREAD_MILLIS)) : MIN_INTERVAL;
    }

    /** The last snapshot, or a new one when that is old enough. Blocks while another thread reads one. */
    LockWaitSnapshot snapshot(Supplier<LockWaitSnapshot> fresh) {
        Locks.lock(one);
        try {
            long now = nanoClock.nanos();
            if (last.isPresent() && now - last.get().next() < 0) {
                return last.get();
            }
            LockWaitSnapshot snapshot = fresh.get();
            last = Optional.of(snapshot);
            return snapshot;
        } finally {
            one.unlock();
        }
    }
}
