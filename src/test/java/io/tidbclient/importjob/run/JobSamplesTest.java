package io.tidbclient.importjob.run;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.estimate.JobEstimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class JobSamplesTest {
    private static final int MOST = 2_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 999, 1_999, 2_000, 2_001, 4_001, 100_000})
    void the_first_and_the_last_are_kept_and_those_between_are_evenly_spread(int count) {
        JobSamples samples = samples(count);

        List<JobSample> all = samples.all();

        assertThat(samples.last().second()).isEqualTo(count - 1);
        assertThat(all.getFirst().second()).isZero();
        assertThat(all.getLast().second()).isEqualTo(count - 1);
        assertThat(all).hasSizeBetween(Math.min(count, 1_000), 2_001);
        assertEvenlySpread(all);
    }

    @Test
    void thinned_ones_are_still_evenly_spread_and_end_with_the_last() {
        List<JobSample> all = samples(1_500).thinned(75).all();

        assertThat(all).hasSizeBetween(38, 76);
        assertThat(all.getLast().second()).isEqualTo(1_499);
        assertEvenlySpread(all);
    }

    @Test
    void samples_in_the_same_phase_share_its_text() {
        List<JobSample> all = samples(3).all();

        assertThat(all.get(1).phase())
                .isEqualTo("importing")
                .isSameAs(all.getFirst().phase());
    }

    @Test
    void sample_of_a_job_without_an_estimate_has_rows_alone() {
        JobSample sample = sample(3);

        assertThat(sample.rows()).isEqualTo(30);
        assertThat(new float[] {sample.share(), sample.rowsPerSecond(), sample.left(), sample.stepShare()})
                .containsOnly(Float.NaN);
    }

    private static void assertEvenlySpread(List<JobSample> all) {
        double step = all.size() < 2 ? 0 : all.get(1).second();
        assertThat(IntStream.range(1, Math.max(1, all.size() - 1)))
                .allSatisfy(i -> assertThat(all.get(i).second() - all.get(i - 1).second())
                        .isEqualTo(step));
    }

    private static JobSamples samples(int count) {
        JobSamples samples = JobSamples.of(sample(0));
        for (int second = 1; second < count; second++) {
            samples = samples.with(sample(second), MOST);
        }
        return samples;
    }

    private static JobSample sample(int second) {
        // A text of its own, as each answer of a server has it.
        String phase = String.join("", List.of("import", "ing"));
        return JobSample.of(
                second,
                new JobLine(
                        new ServerAddress("127.0.0.1", 4000),
                        new WatchedJob(
                                JobBuilder.job(7)
                                        .status("running")
                                        .phase(phase)
                                        .rows(10L * second)
                                        .build(),
                                Optional.empty(),
                                OptionalDouble.empty(),
                                false),
                        JobEstimate.NOTHING));
    }
}
