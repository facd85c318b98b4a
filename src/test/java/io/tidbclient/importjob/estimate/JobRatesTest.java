package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.WatchedJob;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import static io.tidbclient.importjob.estimate.EstimatedJobs.bytes;
import static io.tidbclient.importjob.estimate.EstimatedJobs.estimated;
import static io.tidbclient.importjob.estimate.EstimatedJobs.nanos;
import static io.tidbclient.importjob.estimate.EstimatedJobs.percent;
import static io.tidbclient.importjob.estimate.EstimatedJobs.running;
import static io.tidbclient.importjob.estimate.EstimatedJobs.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Speeds of a job, and what an ended job has of them. */
class JobRatesTest {
    private final JobEstimator estimator = new JobEstimator(Duration.ofSeconds(10), OptionalLong.empty());

    @Test
    void bytes_per_second_are_those_of_the_last_twenty_seconds_of_a_running_job() {
        for (int second = 0; second <= 40; second += 10) {
            JobEstimate unused = observe(second, bytes(10L * second));
        }

        assertThat(observe(50, bytes(700)).bytesPerSecond()).hasValue(20);
        assertThat(observe(51, bytes(700).status("awaiting-resolution")).bytesPerSecond())
                .isEmpty();
    }

    @Test
    void a_step_that_reports_its_percentage_only_has_no_bytes_per_second() {
        for (int second = 0; second <= 40; second += 10) {
            assertThat(observe(second, percent("import", second)).bytesPerSecond())
                    .isEmpty();
        }
    }

    @Test
    void the_recent_rates_are_bytes_where_those_are_known_and_rows_otherwise() {
        for (int second = 0; second <= 10; second += 5) {
            JobEstimate unused = observe(second, bytes(10L * second).rows(3L * second));
        }
        assertThat(observe(15, bytes(150).rows(45)).rates()).containsExactly(10.0, 10.0);

        JobEstimator inRows = new JobEstimator(Duration.ofSeconds(10), OptionalLong.empty());
        for (int second = 0; second <= 10; second += 5) {
            JobEstimate unused = inRows.observe(watched(running().rows(3L * second)), nanos(second));
        }
        assertThat(inRows.observe(watched(running().rows(45)), nanos(15)).rates())
                .containsExactly(3.0, 3.0);
    }

    @Test
    void a_poll_without_a_rate_is_noted_as_zero_after_the_first_rate() {
        for (int second = 0; second <= 10; second += 5) {
            JobEstimate unused = observe(second, bytes(10L * second));
        }

        assertThat(observe(11, bytes(100).status("awaiting-resolution")).rates())
                .containsExactly(10.0, 0.0);
    }

    @Test
    void the_last_120_rates_are_kept() {
        for (int second = 0; second <= 121; second++) {
            JobEstimate unused = observe(second, bytes(second < 2 ? second : 3L * second - 2));
        }
        List<Double> full = observe(121, bytes(3 * 121 - 2)).rates();

        assertThat(full).hasSize(120);
        assertThat(full.getFirst()).as("from second 3 on").isEqualTo(3);
        assertThat(full).isEqualTo(Collections.nCopies(120, 3.0));
    }

    @Test
    void a_finished_job_is_done_and_has_averages_over_its_whole_time() {
        JobEstimate unused = observe(0, percent("import", 5));

        JobEstimate finished = estimator.observe(
                watched(JobBuilder.job(1).status("finished").size("1000B").rows(300), 20), nanos(4));

        assertThat(finished.share()).hasValue(1);
        assertThat(finished.source()).isEqualTo(EstimateSource.NONE);
        assertThat(finished.rowsPerSecond()).hasValue(15);
        assertThat(finished.bytesPerSecond()).hasValue(50);
        assertThat(finished.phases())
                .containsExactly(new PhaseTime("importing", "import", Duration.ofSeconds(4), false, true));
    }

    @Test
    void a_job_that_failed_keeps_its_share_and_has_no_average_of_bytes() {
        JobEstimate unused = estimator.observe(watched(estimated("00:10:00"), 200), 0);

        JobEstimate failed = estimator.observe(
                watched(JobBuilder.job(1).status("failed").size("1000B").rows(300), 20), nanos(4));

        assertThat(failed.share()).hasValueCloseTo(0.25, within(1e-9));
        assertThat(failed.rowsPerSecond()).hasValue(15);
        assertThat(failed.bytesPerSecond()).isEmpty();
    }

    @Test
    void a_job_that_vanished_is_not_done() {
        ImportJob finished = JobBuilder.job(1).status("finished").size("1000B").build();

        JobEstimate vanished = estimator.observe(
                new WatchedJob(finished, Optional.of(Duration.ofSeconds(20)), OptionalDouble.empty(), true), 0);

        assertThat(vanished.share()).isEmpty();
        assertThat(vanished.bytesPerSecond()).isEmpty();
    }

    @Test
    void there_is_no_average_without_rows_a_start_or_any_time() {
        JobBuilder finished = JobBuilder.job(1).status("finished").size("1000B");
        assertThat(estimator.observe(watched(finished, 20), 0).rowsPerSecond()).isEmpty();

        finished.rows(300);
        assertThat(estimator.observe(watched(finished, 0), 0).rowsPerSecond()).isEmpty();
        assertThat(estimator.observe(watched(finished), 0).rowsPerSecond()).isEmpty();
    }

    private JobEstimate observe(int second, JobBuilder job) {
        return estimator.observe(watched(job), nanos(second));
    }
}
