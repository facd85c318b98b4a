package io.tidbclient.importjob.estimate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EtaSmootherTest {
    private final EtaSmoother smoother = new EtaSmoother();

    @Test
    void the_first_estimate_is_taken_as_it_is() {
        assertThat(smoother.follow(10, 300)).isEqualTo(300);
    }

    @Test
    void a_small_difference_is_followed_by_half() {
        assertThat(follow(100, 102, 0, 2)).isEqualTo(100);
        assertThat(smoother.follow(2, 60)).as("the end moves from 102 to 82").isEqualTo(80);
    }

    @Test
    void the_end_moves_by_at_most_a_quarter_of_the_remaining_time() {
        assertThat(follow(100, 1_000, 0, 20)).as("100 and a quarter of 80").isEqualTo(100);
        assertThat(smoother.follow(20, 0)).as("a quarter of 100 less").isEqualTo(75);
    }

    @Test
    void the_end_moves_by_a_second_at_least_when_it_is_near() {
        assertThat(follow(2, 100, 0, 1)).as("from 2 to 3").isEqualTo(2);
        assertThat(smoother.follow(5, 100)).as("from 3 to 4, which has passed").isZero();
        assertThat(smoother.follow(5, 100)).as("from 5 to 6").isEqualTo(1);
    }

    @Test
    void after_it_has_forgotten_the_next_estimate_is_a_first_one() {
        assertThat(smoother.follow(0, 100)).isEqualTo(100);

        smoother.forget();

        assertThat(smoother.follow(1, 7)).isEqualTo(7);
    }

    /** What is left at {@code second} after an estimate of {@code first} at {@code begin}. */
    private double follow(double first, double next, double begin, double second) {
        assertThat(smoother.follow(begin, first)).isEqualTo(first);
        return smoother.follow(second, next);
    }
}
