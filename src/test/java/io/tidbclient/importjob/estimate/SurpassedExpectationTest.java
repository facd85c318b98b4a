package io.tidbclient.importjob.estimate;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A job that imports more rows than {@code --expect-rows} says. */
class SurpassedExpectationTest {
    @Test
    void the_estimate_made_from_it_is_dropped_and_does_not_stay_at_99_percent() {
        SimulatedRun run = new SimulatedRun()
                .part("importing", "", 600, SimulatedRun.STEADY)
                .asIn85(60);
        // A third of what there is: surpassed after 200 of 600 seconds.
        List<SimulatedRun.Sample> samples = run.expecting(run.rows() / 3).samples();

        assertThat(samples)
                .filteredOn(sample -> sample.second() > 40 && sample.second() < 180)
                .allMatch(sample -> sample.known() && sample.estimate().share().isPresent());
        assertThat(samples)
                .filteredOn(sample -> sample.second() > 240)
                .isNotEmpty()
                .allMatch(sample -> !sample.known()
                        && sample.estimate().share().isEmpty()
                        && sample.estimate().expectedRows().isEmpty()
                        && sample.estimate().rowsPerSecond().isPresent());
    }

    @Test
    void a_job_with_a_few_more_rows_keeps_it() {
        SimulatedRun run = new SimulatedRun()
                .part("importing", "", 600, SimulatedRun.STEADY)
                .asIn85(60);
        List<SimulatedRun.Sample> samples =
                run.expecting((long) (run.rows() * 0.97)).samples();

        assertThat(samples.getLast().estimate().share().orElse(0)).isGreaterThan(0.9);
    }
}
