package io.tidbclient.importjob.estimate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RemainingStepsTest {
    @ParameterizedTest
    @CsvSource({
        "encode, global-sorting, 1, 0.25, 5, true",
        "ENCODE, importing, 1, 0.25, 5, true",
        "merge-sort, global-sorting, 1, 0.25, 4, true",
        "ingest, importing, 0, 0, 0.15, false",
        "import, global-sorting, 0, 0, 0.15, false",
        "collect-conflicts, '', 0, 0, 0.5, false",
        "conflict-resolution, '', 0, 0, 0.5, false",
        "post-process, importing, 0, 0, 0, false",
        "'', global-sorting, 1, 0.25, 5, true",
        "'', IMPORTING, 0, 0, 0.15, false",
        "'', resolving-conflicts, 0, 0, 0.5, false",
        "'', validating, 0, 0, 0, false",
        "'', add-index, 0, 0, 0, false",
        "'', '', 0, 0, 2, true",
        "new-step, importing, 0, 0, 0.15, false"
    })
    void the_step_and_else_the_phase_decides_what_is_to_come(
            String step, String phase, double likely, double least, double most, boolean matter) {
        RemainingSteps remaining = RemainingSteps.after(step, phase);

        assertThat(remaining).isEqualTo(new RemainingSteps(likely, least, most));
        assertThat(remaining.matter()).isEqualTo(matter);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, true", "0.49, 0.99, false", "0, 1, true"})
    void half_of_the_step_or_possibly_all_of_it_matters(double likely, double most, boolean matter) {
        assertThat(new RemainingSteps(likely, 0, most).matter()).isEqualTo(matter);
    }
}
