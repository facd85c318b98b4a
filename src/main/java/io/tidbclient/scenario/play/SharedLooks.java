package io.tidbclient.scenario.play;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The looks at a server's waits that all scenarios of this process share. MariaDB and MySQL answer from a copy that they
 * make anew only when nobody has read it for 100 ms (trx0i_s.cc, CACHE_MIN_IDLE_TIME_NS): if each scenario looked for
 * itself, together they would keep each other seeing the same for ever.
 */
final class SharedLooks {
    /** How long at least from the end of a look to the next: sooner, that would see no more. */
    static final Duration APART = Duration.ofMillis(110);

    private final ReentrantLock one = new ReentrantLock();
    private final Clock clock;
    private Look last = new Look(List.of(), Set.of(), Instant.MIN, Instant.MIN);

    SharedLooks(Clock clock) {
        this.clock = clock;
    }

    /** The last look, or a new one when that is old enough. Blocks while somebody else is looking. */
    Look look(Supplier<Look> anew) {
        Locks.lock(one);
        try {
            if (!clock.instant().isBefore(last.next())) {
                Look look = anew.get();
                last = look.until(clock.instant().plus(APART));
            }
            return last;
        } finally {
            one.unlock();
        }
    }
}
