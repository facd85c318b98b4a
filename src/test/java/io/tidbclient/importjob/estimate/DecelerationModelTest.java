package io.tidbclient.importjob.estimate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.function.DoubleUnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

class DecelerationModelTest {
    private final Counter work = new Counter();

    @ParameterizedTest
    @CsvSource({"32, 4, 4", "48, 8, 8", "50, 10, 20", "60, 10, 20"})
    void the_rest_takes_longer_the_more_the_speed_has_fallen(double rest, double seconds, double most) {
        DecelerationModel model = new DecelerationModel(10, 1);

        assertThat(model.seconds(rest)).isEqualTo(seconds);
        assertThat(model.most(rest)).isEqualTo(most);
    }

    @Test
    void speed_and_deceleration_follow_from_the_second_half_of_the_time() {
        see(0, 64, time -> 100 * time - time * time / 2);

        assertThat(DecelerationModel.of(work, 0, 64)).contains(new DecelerationModel(36, 1));
        assertThat(DecelerationModel.of(work, 8, 40)).contains(new DecelerationModel(60, 1));
    }

    @Test
    void work_that_does_not_slow_down_has_no_model() {
        see(0, 64, time -> 3 * time);

        assertThat(DecelerationModel.of(work, 0, 64)).isEmpty();
    }

    @Test
    void work_that_quickens_has_no_model() {
        see(0, 64, time -> time * time);

        assertThat(DecelerationModel.of(work, 0, 64)).isEmpty();
    }

    @Test
    void a_speed_that_has_fallen_to_zero_has_no_model() {
        see(0, 3, time -> time < 2 ? time : 3 * time - 4);
        boolean unused = work.observe(4, 6);

        assertThat(DecelerationModel.of(work, 0, 4)).isEmpty();
    }

    @Test
    void a_time_that_was_not_measured_has_no_model() {
        see(0, 64, time -> 100 * time - time * time / 2);

        assertThat(DecelerationModel.of(work, -80, 64))
                .as("its middle is unknown")
                .isEmpty();
        assertThat(DecelerationModel.of(work, 64, 64)).as("no time").isEmpty();
        assertThat(DecelerationModel.of(new Counter(), 0, 64)).isEmpty();
    }

    @Test
    void a_trend_that_would_have_been_right_before_is_trusted() {
        see(0, 64, time -> 100 * time - time * time / 2);

        assertThat(DecelerationModel.trust(work, 0, 64)).isEqualTo(1);
    }

    @Test
    void a_trend_that_ended_in_a_constant_speed_is_not_trusted() {
        see(0, 64, time -> time <= 48 ? 100 * time - time * time / 2 : 3_648 + 52 * (time - 48));

        assertThat(DecelerationModel.trust(work, 0, 64)).isZero();
    }

    @Test
    void a_steady_speed_that_only_rounding_slows_is_not_trusted() {
        boolean unused = work.observe(0.1, 0);
        for (int change = 1; change <= 11; change++) {
            unused = work.observe(0.1 + 0.3 * change, 13 * change);
        }

        assertThat(DecelerationModel.trust(work, 0.1 + 0.3, 0.1 + 0.3 * 11)).isZero();
    }

    @Test
    void a_trend_halfway_between_is_half_trusted() {
        see(8, 72, time -> time <= 56 ? 100 * (time - 8) - (time - 8) * (time - 8) / 2 : 3_648 + 48 * (time - 56));

        assertThat(DecelerationModel.trust(work, 8, 72)).isEqualTo(0.5);
    }

    @Test
    void a_trend_that_led_to_a_standstill_is_trusted() {
        see(0, 56, time -> 28 * time - time * time / 4);

        assertThat(DecelerationModel.trust(work, 0, 64)).isEqualTo(1);
    }

    @Test
    void without_a_trend_before_there_is_nothing_to_trust() {
        see(0, 64, time -> 3 * time);

        assertThat(DecelerationModel.trust(work, 0, 64)).isZero();
    }

    /** Changes at each second of a time. */
    private void see(int from, int to, DoubleUnaryOperator done) {
        // The first reading of a counter is no change.
        boolean unusedFirst = work.observe(from - 1.0, done.applyAsDouble(from) - 1);
        for (int second = from; second <= to; second++) {
            boolean unused = work.observe(second, done.applyAsDouble(second));
        }
    }
}
