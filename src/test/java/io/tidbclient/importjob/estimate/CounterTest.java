package io.tidbclient.importjob.estimate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CounterTest {
    private final Counter counter = new Counter();

    @Test
    void only_a_value_that_differs_from_the_one_before_has_moved() {
        assertThat(counter.value()).isEmpty();
        assertThat(counter.observe(0, 10)).as("the first").isFalse();
        assertThat(counter.observe(1, 10)).isFalse();
        assertThat(counter.observe(2, 11)).isTrue();
        assertThat(counter.observe(3, 4)).as("one that fell").isTrue();

        assertThat(counter.value()).hasValue(4);
    }

    @Test
    void a_value_that_falls_drops_what_was_measured_before() {
        see(0, 0, 1, 10, 5, 20);
        see(6, 3);

        assertThat(counter.changes()).isZero();
        assertThat(counter.longestGap()).isZero();
        assertThat(counter.gap()).isZero();
        assertThat(counter.measured(100)).isZero();
        assertThat(counter.rate(100, 50)).isEmpty();
        assertThat(counter.valueAt(5)).isEmpty();
    }

    @Test
    void the_gap_is_the_mean_time_between_changes_and_the_longest_is_kept() {
        see(0, 0, 1, 10);
        assertThat(counter.gap()).isZero();
        assertThat(counter.longestGap()).isZero();

        see(3, 20);
        assertThat(counter.gap()).isEqualTo(2);

        see(9, 30, 10, 40);
        assertThat(counter.gap()).isEqualTo(3);
        assertThat(counter.longestGap()).isEqualTo(6);
        assertThat(counter.changes()).isEqualTo(4);
    }

    @Test
    void the_rate_is_taken_from_a_change_at_or_before_the_beginning_of_the_window() {
        see(0, 0, 10, 100);
        assertThat(counter.rate(10, 100)).as("one change").isEmpty();

        see(20, 120);
        assertThat(counter.rate(20, 100)).as("two changes").hasValue(2);

        see(30, 420, 40, 620);
        assertThat(counter.rate(40, 1)).as("the last two").hasValue(20);
        assertThat(counter.rate(40, 20))
                .as("a change at the window's beginning")
                .hasValue(25);
        assertThat(counter.rate(40, 21)).hasValue((620 - 100) / 30.0);
        assertThat(counter.rate(40, 1_000)).hasValue((620 - 100) / 30.0);
    }

    @Test
    void time_without_a_change_lowers_the_rate_only_once_a_change_is_overdue() {
        see(0, 0, 1, 10);
        assertThat(counter.measuredUntil(50)).as("one change").isEqualTo(50);

        see(2, 20, 6, 60);
        assertThat(counter.measuredUntil(8)).isEqualTo(6);
        assertThat(counter.measuredUntil(20))
                .as("less the last wait, longer than the mean")
                .isEqualTo(16);

        see(7, 70);
        assertThat(counter.measuredUntil(20))
                .as("less the mean wait, longer than the last")
                .isEqualTo(18);
        assertThat(counter.rate(20, 100)).hasValue(60 / 17.0);
    }

    @Test
    void a_value_between_two_changes_is_interpolated() {
        assertThat(counter.valueAt(0)).isEmpty();

        see(0, 0, 10, 100, 20, 300);

        assertThat(counter.valueAt(9.9)).isEmpty();
        assertThat(counter.valueAt(10)).hasValue(100);
        assertThat(counter.valueAt(15)).hasValue(200);
        assertThat(counter.valueAt(17)).hasValueCloseTo(240.0, within(1e-9));
        assertThat(counter.valueAt(20)).hasValue(300);
        assertThat(counter.valueAt(99)).hasValue(300);
    }

    @Test
    void growth_since_the_last_change_is_at_most_what_one_change_brings() {
        assertThat(counter.sinceChange(5, 2)).isZero();

        see(0, 0, 1, 10, 4, 20);

        assertThat(counter.sinceChange(3, 2)).as("before the change").isZero();
        assertThat(counter.sinceChange(5, 2)).isEqualTo(2);
        assertThat(counter.sinceChange(20, 2)).isEqualTo(6);
    }

    @Test
    void it_is_measured_from_the_first_change_on() {
        assertThat(counter.measured(7)).isZero();

        see(0, 0, 3, 10, 5, 20);

        assertThat(counter.measured(9)).isEqualTo(6);
    }

    @Test
    void of_more_than_240_changes_the_older_ones_are_thinned_out() {
        see(0, 0);
        for (int i = 1; i <= 240; i++) {
            see(i, i * i);
        }
        assertThat(counter.valueAt(2)).as("every change is kept").hasValue(4);

        see(241, 241 * 241);

        assertThat(counter.changes()).isEqualTo(241);
        assertThat(counter.valueAt(1)).hasValue(1);
        assertThat(counter.valueAt(2)).as("between 1 and 9").hasValue(5);
        assertThat(counter.valueAt(120)).as("between its neighbours").hasValue(120 * 120 + 1);
        assertThat(counter.valueAt(122)).as("a recent change").hasValue(122 * 122);
        assertThat(counter.valueAt(124)).as("a recent change").hasValue(124 * 124);
        assertThat(counter.valueAt(241)).hasValue(241 * 241);
    }

    /** Times and values, alternating. */
    private void see(double... readings) {
        for (int i = 0; i < readings.length; i += 2) {
            boolean unused = counter.observe(readings[i], readings[i + 1]);
        }
    }
}
