package io.tidbclient.report;

import io.tidbclient.coordination.RunVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RunSeriesTest {
    @Test
    void nothing_succeeded_before_the_first_run() {
        assertThat(RunSeries.EMPTY.runs()).isZero();
        assertThat(RunSeries.EMPTY.worst()).isEmpty();
        assertThat(RunSeries.EMPTY.last()).isEmpty();
    }

    @Test
    void runs_are_counted_by_their_success() {
        RunSeries series = series(0, 3, 0);

        assertThat(series.runs()).isEqualTo(3);
        assertThat(series.succeeded()).isEqualTo(2);
        assertThat(series.failed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0 0 0, 0", "0 3 0, 3", "1 4 1, 4", "4 3 4, 3", "3 70 3, 70", "5 1 0, 5", "3 99 3, 99"})
    void the_worst_run_is_kept_wherever_it_stands(String exitCodes, int worst) {
        int[] codes = java.util.Arrays.stream(exitCodes.split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();

        assertThat(series(codes).worst().orElseThrow().exitCode()).isEqualTo(worst);
        assertThat(series(codes).last().orElseThrow().exitCode()).isEqualTo(codes[codes.length - 1]);
    }

    private static RunSeries series(int... exitCodes) {
        RunSeries series = RunSeries.EMPTY;
        for (int exitCode : exitCodes) {
            series = series.with(new RunVerdict(exitCode, "run"));
        }
        return series;
    }
}
