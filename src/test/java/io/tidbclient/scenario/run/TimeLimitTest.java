package io.tidbclient.scenario.run;

import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class TimeLimitTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ManualTimer timer = new ManualTimer();
    private final AtomicInteger expired = new AtomicInteger();
    private final TimeLimit limit = new TimeLimit(timer, timer::nanoTime, expired::incrementAndGet);

    @Test
    void what_takes_too_long_is_ended_once() {
        limit.begin(SHORT);
        timer.advance(SHORT.minusMillis(1));
        assertThat(expired).hasValue(0);

        timer.advance(LONG);

        assertThat(expired).hasValue(1);
        assertThat(limit.end()).isTrue();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void what_has_ended_in_time_costs_what_follows_nothing_of_its_own_time() {
        limit.begin(SHORT);
        timer.advance(SHORT.dividedBy(2));
        assertThat(limit.end()).isFalse();
        limit.begin(SHORT);
        assertThat(timer.pendingMillis()).containsExactly(500L);

        timer.advance(SHORT.minusMillis(1));
        assertThat(expired).hasValue(0);
        timer.advance(Duration.ofMillis(1));

        assertThat(expired).hasValue(1);
    }

    @Test
    void there_is_one_check_however_limits_change() {
        for (int i = 0; i < 20; i++) {
            limit.begin(LONG);
            assertThat(limit.end()).isFalse();
            limit.begin(SHORT);
            assertThat(timer.waiting()).isEqualTo(1);
            timer.advance(SHORT.dividedBy(2));
            assertThat(limit.end()).isFalse();
        }
        assertThat(expired).hasValue(0);
    }

    @Test
    void nothing_is_ended_any_more_once_it_is_closed() {
        limit.begin(SHORT);
        limit.close();
        timer.advance(LONG);

        assertThat(expired).hasValue(0);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void what_has_a_shorter_limit_than_the_one_before_is_ended_in_time() {
        timer.advance(LONG);
        limit.begin(LONG);
        assertThat(limit.end()).isFalse();
        limit.begin(SHORT);

        timer.advance(SHORT);

        assertThat(expired).hasValue(1);
        assertThat(limit.end()).isTrue();
    }
}
