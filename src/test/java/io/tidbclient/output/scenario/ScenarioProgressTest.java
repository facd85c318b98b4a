package io.tidbclient.output.scenario;

import io.tidbclient.output.Captured;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioProgressTest {
    private final Captured streams = new Captured();
    private Duration now = Duration.ZERO;

    private ScenarioProgress progress(boolean namesBad) {
        return new ScenarioProgress(streams.progress(), namesBad, () -> now.toNanos());
    }

    @Test
    void a_run_reports_where_it_runs_and_every_ten_seconds_how_far_it_is() {
        ScenarioProgress progress = progress(false);
        progress.begins("127.0.0.1:4000  TiDB v8.5.4", 3);
        progress.happened("first", new ScenarioEvent.Noted("joined"));
        for (int second = 1; second <= 25; second++) {
            now = Duration.ofSeconds(second);
            if (second == 15) {
                progress.ended(ScenarioResults.of("first", Status.FAILED, "not as expected", List.of()));
                progress.happened("second", new ScenarioEvent.Noted("joined"));
            }
            progress.tick();
        }

        assertThat(streams.stderrLines())
                .containsExactly(
                        "   0.000s  127.0.0.1:4000  TiDB v8.5.4  running 3 scenarios",
                        "  10.000s  0 of 3 scenarios ended, running: first",
                        "  20.000s  1 of 3 scenarios ended, 1 not as expected, running: second");
    }

    @Test
    void one_that_is_not_as_expected_has_a_line_where_the_result_comes_at_the_end() {
        ScenarioProgress progress = progress(true);
        progress.begins("127.0.0.1:4000  TiDB v8.5.4", 2);
        progress.ended(ScenarioResults.of("first", Status.PASSED, "", List.of()));
        progress.ended(ScenarioResults.of("second", Status.FAILED, "step 1 got 2", List.of()));

        assertThat(streams.stderrLines()).last().isEqualTo("   0.000s  FAILED: second  step 1 got 2");
    }

    @Test
    void a_run_of_a_night_does_not_fill_the_log() {
        ScenarioProgress progress = progress(false);
        progress.begins("127.0.0.1:4000  TiDB v8.5.4", 1);
        for (int second = 1; second <= 28_800; second++) {
            now = Duration.ofSeconds(second);
            progress.tick();
        }

        assertThat(streams.stderrLines()).hasSizeBetween(50, 150);
    }
}
