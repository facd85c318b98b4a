package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.estimate.StepTrack.Remaining;
import org.junit.jupiter.api.Test;

import java.util.OptionalDouble;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What remains of a step whose speed changes, after 100 seconds with a poll in each. */
class StepTrendTest {
    @Test
    void a_deceleration_that_continues_is_part_of_the_estimate() {
        // 10,000 bytes a second at first, 50 less with each second: 750,000 after 100 seconds, at a speed of 5,000.
        StepTrack slowing = begun(950_000);
        for (int second = 0; second <= 100; second++) {
            see(slowing, 950_000, second, 10_000 * second - 25 * second * second);
        }

        Remaining remaining = slowing.remaining(100).orElseThrow();

        // 200,000 bytes take 55.3 seconds at a speed that continues to fall, and 32 at the speed of the last half.
        assertThat(remaining.left()).isBetween(54.5, 55.4);
        assertThat(remaining.most()).isCloseTo(55.28 * 1.1 * 1.06, within(0.1));
        assertThat(remaining.least()).isCloseTo(200_000 / 7_475.0 / 1.06, within(0.01));
    }

    @Test
    void a_slight_deceleration_widens_the_upper_bound_only() {
        // 10,000 bytes a second at first, 10 less with each second: 950,000 after 100 seconds.
        StepTrack slowing = begun(1_150_000);
        for (int second = 0; second <= 100; second++) {
            see(slowing, 1_150_000, second, 10_000 * second - 5 * second * second);
        }

        Remaining remaining = slowing.remaining(100).orElseThrow();

        assertThat(remaining.left()).isEqualTo(200_000 / 9_250.0, within(1e-9));
        assertThat(remaining.most()).isEqualTo(200_000 / 9_250.0 * 1.1 * 1.06, within(1e-9));
    }

    @Test
    void no_trend_is_believed_beyond_four_times_the_likeliest() {
        // 1 byte a second, then 2, then 1 again: a speed that continues to fall ends before the last 5 bytes.
        StepTrack uneven = begun(130);
        for (int second = 0; second <= 100; second++) {
            see(uneven, 130, second, second + Math.clamp(second - 50, 0, 25));
        }

        Remaining remaining = uneven.remaining(100).orElseThrow();

        assertThat(remaining.left()).isEqualTo(5 / 1.5, within(1e-9));
        assertThat(remaining.least()).isEqualTo(5 / 1.5 / 1.06, within(1e-9));
        assertThat(remaining.most()).isEqualTo(4 * 5 / 1.5 * 1.06, within(1e-9));
    }

    @Test
    void a_speed_below_a_tenth_of_the_usual_one_is_not_believed() {
        // 1,000 bytes a second for 85 seconds, then 10: over the last half 703 a second.
        StepTrack braking = begun(86_150);
        for (int second = 0; second <= 100; second++) {
            see(braking, 86_150, second, 1_000 * Math.min(second, 85) + 10 * Math.max(0, second - 85));
        }

        assertThat(braking.remaining(100).orElseThrow().most()).isEqualTo(1_000 / 70.3 * 1.06, within(1e-9));
    }

    @Test
    void a_trend_that_was_partly_right_before_moves_the_estimate_in_part() {
        // 400 bytes a second for half of the time, then 300, then 200.
        StepTrack slowing = begun(34_500);
        for (int second = 0; second <= 100; second++) {
            see(slowing, 34_500, second, speeds(second, 400, 300, 200));
        }

        Remaining remaining = slowing.remaining(100).orElseThrow();

        // 2,000 bytes take 8 seconds at the speed of the last half, and 17.236 at one that continues to fall.
        assertThat(remaining.left()).isCloseTo(8 + 0.746 * 9.236, within(0.01));
        assertThat(remaining.most()).isCloseTo(17.236 * 1.1 * 1.06, within(0.001));
    }

    @Test
    void a_step_that_slowed_down_of_late_only_has_no_trend() {
        // On the whole as fast as over its second half: 3 bytes a second, then 4, then 2.
        StepTrack uneven = begun(340);
        for (int second = 0; second <= 100; second++) {
            see(uneven, 340, second, speeds(second, 3, 4, 2));
        }

        Remaining remaining = uneven.remaining(100).orElseThrow();

        // If it slowed down further, it would stop after 25.255 seconds.
        assertThat(remaining.left()).isEqualTo(40 / 3.0, within(1e-9));
        assertThat(remaining.most()).isCloseTo(25.255 * 1.06, within(0.001));
    }

    @Test
    void a_step_that_slowed_down_before_only_has_no_trend() {
        StepTrack slowed = begun(40_125);
        for (int second = 0; second <= 100; second++) {
            see(slowed, 40_125, second, speeds(second, 400, 205, 200));
        }

        Remaining remaining = slowed.remaining(100).orElseThrow();

        assertThat(remaining.left()).isEqualTo(10_000 / 202.5, within(1e-9));
        assertThat(remaining.most()).isEqualTo(10_000 / 202.5 * 1.1 * 1.06, within(1e-9));
    }

    /** The bytes after some seconds at one speed until second 50, another until 75, and a third. */
    private static long speeds(int second, int first, int then, int last) {
        return (long) first * Math.min(second, 50)
                + (long) then * Math.clamp(second - 50, 0, 25)
                + (long) last * Math.max(0, second - 75);
    }

    private static StepTrack begun(long all) {
        return new StepTrack(bytes(0, all), 0, true);
    }

    /** Takes in a number of bytes, of the given total, at a second. */
    private static void see(StepTrack track, long all, double second, long done) {
        boolean unused = track.observe(second, bytes(done, all), OptionalDouble.empty());
    }

    private static ImportJob bytes(long done, long all) {
        return JobBuilder.job(1)
                .status("running")
                .phase("importing")
                .step(new StepProgress("import", done + "B", all + "B", OptionalInt.empty(), "", ""))
                .build();
    }
}
