package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EstimatesTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 22, 12, 0);

    private final Estimates estimates = new Estimates(Duration.ofMinutes(5), OptionalLong.empty());

    @Test
    void each_job_has_an_estimate_of_its_own_and_an_unknown_one_has_none() {
        for (int second = 0; second <= 20; second += 2) {
            estimates.observe(poll(second, running(7, 100L * second), running(8, 30L * second)));
        }

        assertThat(estimates.of(7).rowsPerSecond()).hasValue(100);
        assertThat(estimates.of(8).rowsPerSecond()).hasValue(30);
        assertThat(estimates.of(9)).isEqualTo(JobEstimate.NOTHING);
    }

    @Test
    void a_job_that_is_no_longer_followed_is_forgotten() {
        for (int second = 0; second <= 20; second += 2) {
            estimates.observe(poll(second, running(7, 100L * second), running(8, 30L * second)));
        }

        estimates.observe(poll(22, running(8, 660)));
        assertThat(estimates.of(7)).isEqualTo(JobEstimate.NOTHING);
        assertThat(estimates.of(8).rowsPerSecond()).hasValue(30);

        estimates.observe(poll(24, running(7, 2_400)));
        assertThat(estimates.of(7).rowsPerSecond()).as("measured anew").isEmpty();
    }

    @Test
    void a_poll_without_a_timestamp_changes_no_estimate() {
        estimates.observe(new Poll(1, List.of(running(7, 5)), List.of(), List.of()));

        assertThat(estimates.of(7)).isEqualTo(JobEstimate.NOTHING);
    }

    @Test
    void an_eta_lies_between_its_bounds() {
        Duration left = Duration.ofSeconds(10);

        assertThat(new Eta(left, left, left).left()).isEqualTo(left);
        assertThat(new Eta(left, Duration.ZERO, left).least()).isZero();
        assertThatThrownBy(() -> new Eta(left, left.plusNanos(1), left))
                .hasMessage("an estimate lies between its bounds");
        assertThatThrownBy(() -> new Eta(left, left, left.minusNanos(1)))
                .hasMessage("an estimate lies between its bounds");
        assertThatThrownBy(() -> new Eta(left, Duration.ofNanos(-1), left))
                .hasMessage("an estimate lies between its bounds");
    }

    @Test
    void an_estimate_of_a_stalled_job_has_no_end_and_keeps_the_rest() {
        PhaseTime phase = new PhaseTime("importing", "", Duration.ofSeconds(9), true, false);
        Duration left = Duration.ofSeconds(10);
        JobEstimate estimate = new JobEstimate(
                OptionalDouble.of(0.5),
                EstimateSource.STEP,
                Optional.of(new Eta(left, left, left)),
                OptionalDouble.of(1_000),
                OptionalDouble.of(20),
                OptionalDouble.of(30),
                List.of(1.0, 2.0),
                Optional.empty(),
                List.of(phase));

        assertThat(estimate.stalled(Duration.ofSeconds(400)))
                .isEqualTo(new JobEstimate(
                        OptionalDouble.of(0.5),
                        EstimateSource.NONE,
                        Optional.empty(),
                        OptionalDouble.of(1_000),
                        OptionalDouble.of(20),
                        OptionalDouble.of(30),
                        List.of(1.0, 2.0),
                        Optional.of(Duration.ofSeconds(400)),
                        List.of(phase)));
        assertThat(estimate.withoutRates())
                .isEqualTo(new JobEstimate(
                        OptionalDouble.of(0.5),
                        EstimateSource.STEP,
                        Optional.of(new Eta(left, left, left)),
                        OptionalDouble.of(1_000),
                        OptionalDouble.of(20),
                        OptionalDouble.of(30),
                        List.of(),
                        Optional.empty(),
                        List.of(phase)));
    }

    @Test
    void each_source_of_an_estimate_has_words_of_its_own() {
        assertThat(EstimateSource.STEP.words()).isEqualTo("the step's progress");
        assertThat(Stream.of(EstimateSource.values()).map(EstimateSource::words))
                .doesNotHaveDuplicates()
                .allMatch(words -> !words.isBlank());
    }

    private static Poll poll(int second, WatchedJob... jobs) {
        return new Poll(
                second / 2 + 1,
                List.of(jobs),
                List.of(),
                List.of(),
                JobCounts.NONE,
                Optional.of(new Poll.Timestamp(NOON.plusSeconds(second), second * 1_000_000_000L)),
                jobs.length);
    }

    private static WatchedJob running(long id, long rows) {
        return new WatchedJob(
                JobBuilder.job(id)
                        .status("running")
                        .phase("importing")
                        .rows(rows)
                        .build(),
                Optional.empty(),
                OptionalDouble.empty(),
                false);
    }
}
