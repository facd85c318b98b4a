package io.tidbclient.resilience;

import io.tidbclient.config.RetrySettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class FullJitterTest {

    @Test
    void bounds_double_from_the_first_delay_to_the_longest() {
        FullJitter jitter = new FullJitter(settings(100, 1_000), largest());

        List<Long> waits =
                Stream.generate(() -> jitter.nextDelayInMillis()).limit(6).toList();

        assertThat(waits).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
    }

    @Test
    void a_wait_may_be_as_short_as_nothing() {
        FullJitter jitter = new FullJitter(settings(100, 1_000), () -> 0L);

        assertThat(jitter.nextDelayInMillis()).isZero();
    }

    @Property
    void waits_stay_within_the_doubling_bound_without_overflow(
            @ForAll @IntRange(min = 1, max = 100) int tries, @ForAll long seed) {
        FullJitter jitter = new FullJitter(settings(1, Long.MAX_VALUE / 1_000_000), new java.util.Random(seed));

        long[] waits =
                LongStream.range(0, tries).map(i -> jitter.nextDelayInMillis()).toArray();

        for (int i = 0; i < waits.length; i++) {
            long bound = i < 43 ? 1L << i : Long.MAX_VALUE / 1_000_000;
            assertThat(waits[i]).isBetween(0L, bound);
        }
    }

    private static RetrySettings settings(long firstMillis, long maxMillis) {
        return new RetrySettings(10, Duration.ofMillis(firstMillis), Duration.ofMillis(maxMillis));
    }

    /** Draws the largest number that is allowed. */
    static RandomGenerator largest() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return Long.MAX_VALUE;
            }

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
    }
}
