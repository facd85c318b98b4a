package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

class PhaseTimesTest {
    private final PhaseTimes phases = new PhaseTimes();

    @Test
    void each_step_is_timed_and_the_first_one_of_a_watch_began_before_it() {
        assertThat(phases.enter(job("global-sorting", "encode"), 10, false)).isFalse();
        assertThat(phases.enter(job("global-sorting", "encode"), 12, true))
                .as("the same step")
                .isFalse();
        assertThat(phases.enter(job("global-sorting", "merge-sort"), 15, true)).isTrue();
        assertThat(phases.enter(job("importing", "merge-sort"), 17.5, true)).isTrue();

        assertThat(phases.all(20))
                .containsExactly(
                        time("global-sorting", "encode", 5_000, false, true),
                        time("global-sorting", "merge-sort", 2_500, true, true),
                        time("importing", "merge-sort", 2_500, true, false));
    }

    @Test
    void a_job_that_waits_is_in_no_step() {
        ImportJob pending = JobBuilder.job(1).status("pending").build();

        assertThat(phases.enter(pending, 0, false)).isFalse();
        assertThat(phases.current()).isEmpty();
        assertThat(phases.all(9)).isEmpty();
    }

    @Test
    void a_closed_step_is_over_and_no_longer_the_current_one() {
        assertThat(phases.enter(job("importing", ""), 0, true)).isTrue();
        assertThat(phases.current()).isPresent();

        phases.close(4);
        phases.close(5);

        assertThat(phases.current()).isEmpty();
        assertThat(phases.all(9)).containsExactly(time("importing", "", 4_000, true, true));
    }

    @Test
    void the_last_forty_ended_steps_are_kept() {
        for (int i = 0; i <= 40; i++) {
            assertThat(phases.enter(job("phase " + i, ""), i, true)).isTrue();
        }
        assertThat(phases.all(50))
                .hasSize(41)
                .first()
                .extracting(PhaseTime::phase)
                .isEqualTo("phase 0");

        phases.close(51);

        assertThat(phases.all(52))
                .hasSize(40)
                .first()
                .extracting(PhaseTime::phase)
                .isEqualTo("phase 1");
    }

    private static PhaseTime time(String phase, String step, long millis, boolean fromBegin, boolean over) {
        return new PhaseTime(phase, step, Duration.ofMillis(millis), fromBegin, over);
    }

    private static ImportJob job(String phase, String step) {
        JobBuilder job = JobBuilder.job(1).status("running").phase(phase);
        return step.isEmpty()
                ? job.build()
                : job.step(new StepProgress(step, "", "", OptionalInt.empty(), "", ""))
                        .build();
    }
}
