package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

class StallDetectorTest {
    private static final ImportJob WITH_PROGRESS = JobBuilder.job(1)
            .status("running")
            .phase("global-sorting")
            .step(new StepProgress("encode", "", "", OptionalInt.of(5), "", ""))
            .build();
    private static final ImportJob IMPORTING =
            JobBuilder.job(1).status("running").phase("importing").rows(0).build();
    private static final ImportJob SORTING =
            JobBuilder.job(1).status("running").phase("global-sorting").rows(0).build();

    private final StallDetector detector = new StallDetector(Duration.ofSeconds(10));
    private final Counter rows = new Counter();

    @Test
    void a_step_with_progress_stalls_once_nothing_has_moved_for_the_limit() {
        detector.moved(100);

        assertThat(stalled(WITH_PROGRESS, 109.999)).isEmpty();
        assertThat(stalled(WITH_PROGRESS, 110)).contains(Duration.ofSeconds(10));
        assertThat(stalled(WITH_PROGRESS, 112.5)).contains(Duration.ofMillis(12_500));

        detector.moved(113);
        assertThat(stalled(WITH_PROGRESS, 114)).isEmpty();
    }

    @Test
    void a_job_that_reports_rows_only_stalls_after_four_times_the_limit_before_the_second_change() {
        detector.moved(0);
        assertThat(stalled(IMPORTING, 39.9)).isEmpty();
        assertThat(stalled(IMPORTING, 40)).contains(Duration.ofSeconds(40));

        see(0, 0, 1, 5);
        assertThat(stalled(IMPORTING, 39.9)).as("after one change").isEmpty();
    }

    @Test
    void a_job_that_reports_rows_only_stalls_after_twice_its_longest_gap_and_not_before_the_limit() {
        detector.moved(0);
        see(0, 0, 1, 5, 3, 9);
        assertThat(stalled(IMPORTING, 9.9)).as("the limit").isEmpty();
        assertThat(stalled(IMPORTING, 10)).contains(Duration.ofSeconds(10));

        see(11, 20);
        assertThat(stalled(IMPORTING, 15.9)).as("twice the gap of 8").isEmpty();
        assertThat(stalled(IMPORTING, 16)).contains(Duration.ofSeconds(16));
    }

    @Test
    void a_job_of_which_nothing_could_move_does_not_stall() {
        ImportJob withoutRows =
                JobBuilder.job(1).status("running").phase("importing").build();
        ImportJob withoutProgress = JobBuilder.job(1)
                .status("running")
                .phase("global-sorting")
                .step(new StepProgress("encode", "", "", OptionalInt.empty(), "", ""))
                .build();

        assertThat(stalled(withoutRows, 1_000)).isEmpty();
        assertThat(stalled(withoutProgress, 1_000)).isEmpty();
        assertThat(stalled(SORTING, 1_000)).isEmpty();
    }

    @Test
    void rows_that_have_moved_could_move_in_any_phase() {
        see(0, 0, 1, 5);

        assertThat(stalled(SORTING, 1_000)).contains(Duration.ofSeconds(1_000));
    }

    private Optional<Duration> stalled(ImportJob job, double now) {
        return detector.stalled(job, rows, now);
    }

    /** Seconds and row counts, alternating. */
    private void see(double... readings) {
        for (int i = 0; i < readings.length; i += 2) {
            boolean unused = rows.observe(readings[i], readings[i + 1]);
        }
    }
}
