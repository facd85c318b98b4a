package io.tidbclient.check.report;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

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
        RunSeries series = series(Outcome.SUCCESS, Outcome.UNREACHABLE, Outcome.SUCCESS);

        assertThat(series.runs()).isEqualTo(3);
        assertThat(series.succeeded()).isEqualTo(2);
        assertThat(series.failed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS SUCCESS, SUCCESS",
        "SUCCESS UNREACHABLE SUCCESS, UNREACHABLE",
        "FAILED DENIED FAILED, DENIED",
        "DENIED UNREACHABLE DENIED, UNREACHABLE",
        "UNREACHABLE INTERNAL_ERROR UNREACHABLE, INTERNAL_ERROR",
        "TIMED_OUT FAILED SUCCESS, TIMED_OUT"
    })
    void the_worst_run_is_kept_wherever_it_stands(String outcomes, Outcome worst) {
        Outcome[] runs =
                Arrays.stream(outcomes.split(" ")).map(Outcome::valueOf).toArray(Outcome[]::new);

        assertThat(series(runs).worst().orElseThrow().outcome()).isEqualTo(worst);
        assertThat(series(runs).last().orElseThrow().outcome()).isEqualTo(runs[runs.length - 1]);
    }

    @Test
    void of_runs_that_are_equally_bad_the_first_is_the_worst() {
        RunSeries series = RunSeries.EMPTY
                .with(new RunVerdict(Outcome.DENIED, "first"))
                .with(new RunVerdict(Outcome.DENIED, "second"));

        assertThat(series.worst()).contains(new RunVerdict(Outcome.DENIED, "first"));
        assertThat(series.last()).contains(new RunVerdict(Outcome.DENIED, "second"));
    }

    private static RunSeries series(Outcome... outcomes) {
        RunSeries series = RunSeries.EMPTY;
        for (Outcome outcome : outcomes) {
            series = series.with(new RunVerdict(outcome, "run"));
        }
        return series;
    }
}
