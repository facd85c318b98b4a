package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import static io.tidbclient.importjob.Jobs.at;
import static org.assertj.core.api.Assertions.assertThat;

/** Elapsed times and speeds of the jobs that a watch follows. */
class JobWatchTimesTest extends OnJobWatch {
    @Test
    void elapsed_follows_the_servers_clock_and_is_unknown_while_pending() {
        Poll first = poll(100, Jobs.running(1, 40, 0), Jobs.pending(2, 50), Jobs.awaitingResolution(3, 10));

        assertThat(job(first, 1).elapsed()).contains(Duration.ofSeconds(60));
        assertThat(job(first, 2).elapsed()).isEmpty();
        assertThat(job(first, 3).elapsed()).contains(Duration.ofSeconds(90));
    }

    @Test
    void elapsed_of_a_finished_job_is_from_its_start_to_its_end() {
        poll(10, Jobs.running(1, 0, 5));
        poll(20, Jobs.finished(1, 0, 11, 5));

        assertThat(job(poll(90, Jobs.finished(1, 0, 11, 5)), 1).elapsed()).contains(Duration.ofSeconds(11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "canceled"})
    void a_cancelled_job_without_an_end_time_stops_its_clock_in_the_poll_that_saw_it(String spelling) {
        poll(10, Jobs.running(1, 0, 5));

        Poll second = poll(12, Jobs.cancelled(1, 0, spelling));
        Poll third = poll(99, Jobs.cancelled(1, 0, spelling));

        assertThat(second.ended()).containsExactly(1L);
        assertThat(job(second, 1).elapsed()).contains(Duration.ofSeconds(12));
        assertThat(job(third, 1).elapsed()).contains(Duration.ofSeconds(12));
    }

    @Test
    void a_cancelled_job_that_was_never_seen_active_has_no_elapsed_time() {
        poll(10);

        assertThat(job(poll(12, Jobs.cancelled(1, 11, "cancelled")), 1).elapsed())
                .isEmpty();
    }

    @Test
    void a_start_ahead_of_the_clock_gives_no_negative_time() {
        assertThat(job(poll(10, Jobs.running(1, 11, 0)), 1).elapsed()).contains(Duration.ZERO);
    }

    @Test
    void rows_per_second_come_from_the_last_two_polls_by_the_local_clock() {
        assertThat(job(poll(10, Jobs.running(1, 0, 100)), 1).rowsPerSecond()).isEmpty();
        assertThat(job(poll(12, Jobs.running(1, 0, 500)), 1).rowsPerSecond()).hasValue(200.0);
        assertThat(job(poll(16, Jobs.running(1, 0, 500)), 1).rowsPerSecond()).hasValue(0.0);
    }

    @Test
    void a_poll_without_rows_leaves_the_speed_unknown_and_the_next_one_bridges_it() {
        poll(10, Jobs.running(1, 0, 100));

        assertThat(job(poll(12, Jobs.awaitingResolution(1, 0)), 1).rowsPerSecond())
                .isEmpty();
        assertThat(job(poll(20, Jobs.running(1, 0, 1100)), 1).rowsPerSecond()).hasValue(100.0);
    }

    @Test
    void a_local_clock_that_stands_still_or_goes_back_gives_no_speed() {
        watch.observe(List.of(Jobs.running(1, 0, 100)), at(10), 5_000);

        Poll still = watch.observe(List.of(Jobs.running(1, 0, 200)), at(12), 5_000);
        Poll back = watch.observe(List.of(Jobs.running(1, 0, 300)), at(14), 4_000);
        Poll on = watch.observe(List.of(Jobs.running(1, 0, 400)), at(16), 1_000_004_000);

        assertThat(job(still, 1).rowsPerSecond()).isEmpty();
        assertThat(job(back, 1).rowsPerSecond()).isEmpty();
        assertThat(job(on, 1).rowsPerSecond()).hasValue(100.0);
    }

    @Test
    void a_row_count_that_falls_gives_no_speed() {
        poll(10, Jobs.running(1, 0, 500));

        assertThat(job(poll(12, Jobs.running(1, 0, 100)), 1).rowsPerSecond()).isEmpty();
    }

    @Test
    void a_job_that_has_ended_has_no_speed() {
        poll(10, Jobs.running(1, 0, 100));
        poll(12, Jobs.running(1, 0, 300));

        assertThat(job(poll(14, Jobs.finished(1, 0, 13, 500)), 1).rowsPerSecond())
                .isEqualTo(OptionalDouble.empty());
    }

    @Test
    void the_largest_row_counts_do_not_overflow() {
        poll(10, Jobs.running(1, 0, 0));

        assertThat(job(poll(11, Jobs.running(1, 0, Long.MAX_VALUE)), 1).rowsPerSecond())
                .hasValue(9.223372036854776E18);
    }

    @Test
    void a_start_up_to_a_minute_ahead_of_the_clock_is_a_difference_of_clocks() {
        assertThat(job(poll(10, Jobs.running(1, 70, 0)), 1).elapsed()).contains(Duration.ZERO);
        assertThat(job(poll(12, Jobs.running(1, 70, 0), Jobs.running(2, 73, 0)), 2)
                        .elapsed())
                .as("in a zone that is not known")
                .isEmpty();
    }

    @Test
    void a_filter_is_asked_with_the_age_of_a_job_by_the_servers_clock() {
        List<Optional<Duration>> ages = new ArrayList<>();
        JobWatch filtered = new JobWatch(
                Duration.ZERO,
                (job, active, age) -> {
                    ages.add(age);
                    return false;
                },
                10);

        filtered.observe(List.of(Jobs.pending(1, 40), JobBuilder.job(2).build()), at(100), 0);

        assertThat(ages).containsExactly(Optional.of(Duration.ofSeconds(60)), Optional.empty());
    }
}
