package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.WatchedJob;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.OptionalLong;

import static io.tidbclient.importjob.estimate.EstimatedJobs.afterImports;
import static io.tidbclient.importjob.estimate.EstimatedJobs.both;
import static io.tidbclient.importjob.estimate.EstimatedJobs.estimated;
import static io.tidbclient.importjob.estimate.EstimatedJobs.nanos;
import static io.tidbclient.importjob.estimate.EstimatedJobs.percent;
import static io.tidbclient.importjob.estimate.EstimatedJobs.running;
import static io.tidbclient.importjob.estimate.EstimatedJobs.watched;
import static io.tidbclient.importjob.estimate.EstimatedJobs.withHistory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class JobEstimatorTest {
    private final JobEstimator estimator = new JobEstimator(Duration.ofSeconds(10), OptionalLong.empty());
    private final JobEstimator expecting = new JobEstimator(Duration.ofHours(1), OptionalLong.of(1_000));

    @Test
    void a_new_step_restarts_the_time_after_which_a_job_is_stalled() {
        JobEstimate unused = observe(0, percent("encode", 5));

        assertThat(observe(9, percent("import", 5)).stalledFor()).isEmpty();
        assertThat(observe(18, percent("import", 5)).stalledFor()).isEmpty();
        assertThat(observe(19, percent("import", 5)).stalledFor()).contains(Duration.ofSeconds(10));
    }

    @Test
    void progress_of_the_step_restarts_the_time_after_which_a_job_is_stalled() {
        JobEstimate unused = observe(0, percent("import", 5));

        assertThat(observe(9, percent("import", 6)).stalledFor()).isEmpty();
        assertThat(observe(18, percent("import", 6)).stalledFor()).isEmpty();
        assertThat(observe(19, percent("import", 6)).stalledFor()).contains(Duration.ofSeconds(10));
    }

    @Test
    void a_new_status_restarts_the_time_after_which_a_job_is_stalled() {
        JobEstimate unused = observe(0, percent("import", 5));
        assertThat(observe(9, percent("import", 5).status("awaiting-resolution"))
                        .stalledFor())
                .isEmpty();
        assertThat(observe(30, percent("import", 5).status("awaiting-resolution"))
                        .stalledFor())
                .as("it need not move")
                .isEmpty();

        assertThat(observe(31, percent("import", 5)).stalledFor()).isEmpty();
        assertThat(observe(40, percent("import", 5)).stalledFor()).isEmpty();
        assertThat(observe(41, percent("import", 5)).stalledFor()).contains(Duration.ofSeconds(10));
    }

    @Test
    void rows_restart_the_time_after_which_a_job_is_stalled() {
        JobEstimate unused = observe(0, percent("import", 5).rows(1));

        assertThat(observe(9, percent("import", 5).rows(2)).stalledFor()).isEmpty();
        assertThat(observe(18, percent("import", 5).rows(2)).stalledFor()).isEmpty();
    }

    @Test
    void an_estimate_is_smoothed_from_poll_to_poll() {
        assertThat(left(observe(0, estimated("00:10:00")))).isEqualTo(600);

        // It moves by at most a quarter of the 598 seconds that remain.
        assertThat(left(observe(2, estimated("00:00:10")))).isEqualTo(598 - 149.5);
    }

    @Test
    void an_estimate_after_none_is_a_first_one() {
        assertThat(left(observe(0, estimated("00:10:00")))).isEqualTo(600);
        assertThat(observe(1, estimated("N/A")).eta()).isEmpty();

        assertThat(left(observe(2, estimated("00:00:10")))).isEqualTo(10);
    }

    @Test
    void the_first_measured_estimate_replaces_the_servers() {
        JobEstimate server = observe(0, both(1, "00:10:00"));
        assertThat(server.source()).isEqualTo(EstimateSource.SERVER);
        assertThat(observe(5, both(6, "00:10:00")).source()).isEqualTo(EstimateSource.SERVER);

        JobEstimate measured = observe(10, both(11, "00:10:00"));

        assertThat(measured.source()).isEqualTo(EstimateSource.STEP);
        assertThat(left(measured)).isEqualTo(89);
    }

    @Test
    void the_bounds_enclose_the_smoothed_estimate() {
        JobEstimate unused = observe(0, estimated("00:10:00"));

        Eta eta = observe(2, estimated("00:00:10")).eta().orElseThrow();

        assertThat(eta.left()).isEqualTo(Duration.ofMillis(448_500));
        assertThat(eta.least()).isEqualTo(Duration.ofSeconds(5));
        assertThat(eta.most()).isEqualTo(Duration.ofMillis(448_500));
    }

    @Test
    void the_share_is_the_time_that_has_passed_of_the_whole_time() {
        assertThat(estimator.observe(watched(estimated("00:10:00"), 200), 0).share())
                .hasValueCloseTo(0.25, within(1e-9));
    }

    @Test
    void the_share_never_falls_and_stays_below_one_until_the_end() {
        assertThat(estimator.observe(watched(estimated("00:00:00"), 100), 0).share())
                .hasValue(0.999);
        assertThat(estimator
                        .observe(watched(estimated("00:10:00"), 101), nanos(1))
                        .share())
                .hasValue(0.999);
    }

    @Test
    void the_share_of_a_job_without_any_time_is_zero() {
        assertThat(estimator.observe(watched(estimated("00:00:00"), 0), 0).share())
                .hasValue(0);
    }

    @Test
    void the_share_is_kept_while_a_running_job_has_no_estimate() {
        JobEstimate unused = estimator.observe(watched(estimated("00:10:00"), 200), 0);

        assertThat(estimator.observe(watched(estimated("N/A"), 201), nanos(1)).share())
                .hasValueCloseTo(0.25, within(1e-9));
        assertThat(estimator
                        .observe(watched(estimated("N/A").status("awaiting-resolution"), 202), nanos(2))
                        .share())
                .isEmpty();
    }

    @Test
    void there_is_no_share_without_an_estimate_or_a_start() {
        assertThat(observe(0, estimated("N/A")).share()).isEmpty();
        assertThat(estimator
                        .observe(watched(estimated("00:10:00"), 200), nanos(1))
                        .share())
                .isPresent();
        assertThat(observe(2, estimated("00:10:00")).share())
                .as("without a start")
                .isEmpty();
    }

    @Test
    void an_expectation_is_dropped_once_the_rows_clearly_exceed_it() {
        assertThat(expecting.observe(watched(running().rows(1_050)), 0).expectedRows())
                .hasValue(1_000);
        assertThat(expecting.observe(watched(running().rows(1_051)), nanos(1)).expectedRows())
                .isEmpty();
        assertThat(expecting.observe(watched(running().rows(1)), nanos(2)).expectedRows())
                .as("for good")
                .isEmpty();
    }

    @Test
    void the_users_expectation_is_one_number_whatever_earlier_imports_had() {
        assertThat(expecting.observe(afterImports(999), 0).expectedRows()).hasValue(1_000);
        assertThat(expecting.observe(afterImports(1_100), nanos(1)).expectedRows())
                .isEmpty();
    }

    @Test
    void an_expectation_from_earlier_imports_holds_up_to_the_most_of_them() {
        assertThat(estimator.observe(afterImports(2_100), 0).expectedRows()).hasValue(1_000);
        assertThat(estimator.observe(afterImports(2_101), nanos(1)).expectedRows())
                .isEmpty();
    }

    @Test
    void without_a_size_earlier_imports_lead_to_no_expectation() {
        WatchedJob withoutSize = withHistory(running().size("").rows(5).build());

        assertThat(estimator.observe(withoutSize, 0).expectedRows()).isEmpty();
    }

    private JobEstimate observe(int second, JobBuilder job) {
        return estimator.observe(watched(job), nanos(second));
    }

    private static double left(JobEstimate estimate) {
        return estimate.eta().orElseThrow().left().toMillis() / 1e3;
    }
}
