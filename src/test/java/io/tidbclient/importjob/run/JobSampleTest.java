package io.tidbclient.importjob.run;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.estimate.EstimateSource;
import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.estimate.JobEstimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

class JobSampleTest {
    private static final JobEstimate ESTIMATE = new JobEstimate(
            OptionalDouble.of(0.5),
            EstimateSource.STEP,
            Optional.of(new Eta(Duration.ofMillis(9_500), Duration.ofSeconds(8), Duration.ofSeconds(12))),
            OptionalDouble.empty(),
            OptionalDouble.of(20),
            OptionalDouble.of(30),
            List.of(),
            Optional.empty(),
            List.of());

    @Test
    void a_sample_of_a_running_job_has_what_its_estimate_has() {
        ImportJob job = running("import", 25).rows(1_234).build();

        assertThat(sample(job, false))
                .isEqualTo(new JobSample(3, "importing/import", 1_234, 0.5f, 0.25f, 20, 30, 9.5f, 8, 12));
    }

    @Test
    void a_job_that_is_over_has_no_phase_and_no_speed() {
        ImportJob job = running("import", 25).status("finished").rows(1_234).build();

        JobSample sample = sample(job, false);

        assertThat(sample.phase()).isEmpty();
        assertThat(sample.rowsPerSecond()).isNaN();
        assertThat(sample.bytesPerSecond()).isNaN();
        assertThat(sample.share()).isEqualTo(0.5f);
        assertThat(sample(running("import", 25).build(), true).phase())
                .as("vanished")
                .isEmpty();
    }

    @Test
    void what_is_not_known_is_not_a_number() {
        ImportJob withoutPercent = JobBuilder.job(7)
                .status("running")
                .step(new StepProgress("import", "", "", OptionalInt.empty(), "", ""))
                .build();

        assertThat(sample(withoutPercent, false).stepShare()).isNaN();
        assertThat(sample(withoutPercent, false).rows()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "importing, import, importing/import",
        "importing, importing, importing",
        "importing, '', importing",
        "'', import, running/import",
        "'', '', running"
    })
    void the_phase_has_the_step_in_it_and_a_job_without_one_has_its_status(String phase, String step, String shown) {
        assertThat(sample(running(step, 25).phase(phase).build(), false).phase())
                .isEqualTo(shown);
    }

    @Test
    void a_later_series_begins_where_the_earlier_one_ended() {
        JobSamples joined = samples(0, 2).followedBy(samples(0, 3), 10, 100);

        assertThat(joined.all()).extracting(JobSample::second).containsExactly(0.0, 1.0, 10.0, 11.0, 12.0);
        assertThat(joined.seen()).isEqualTo(4);
    }

    @Test
    void every_other_sample_is_dropped_once_there_are_too_many() {
        JobSamples three = samples(0, 3);

        assertThat(three.thinned(4)).isSameAs(three);
        assertThat(three.thinned(3).kept()).extracting(JobSample::second).containsExactly(0.0, 2.0);
        assertThat(three.thinned(3).every()).isEqualTo(2);
        assertThat(samples(0, 4).thinned(4).all())
                .as("with the last one")
                .extracting(JobSample::second)
                .containsExactly(0.0, 2.0, 3.0);
    }

    private static JobSamples samples(int from, int to) {
        JobSamples samples = JobSamples.of(at(from));
        for (int second = from + 1; second < to; second++) {
            samples = samples.with(at(second), 100);
        }
        return samples;
    }

    private static JobSample at(int second) {
        return JobSample.of(second, JobLines.line(7, "running"));
    }

    private static JobSample sample(ImportJob job, boolean vanished) {
        return JobSample.of(3, new JobLine(JobLines.SERVER, JobLines.watched(job, vanished), ESTIMATE));
    }

    private static JobBuilder running(String step, int percent) {
        return JobBuilder.job(7)
                .status("running")
                .phase("importing")
                .step(new StepProgress(step, "", "", OptionalInt.of(percent), "", ""));
    }
}
