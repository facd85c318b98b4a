package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs in tables of several widths, and one in full. */
class ImportsTablesTest {
    private final JobBoard model = new JobBoard(Duration.ofSeconds(30), OptionalLong.empty());

    @Test
    void at_eighty_columns_the_most_important_ones_are_left() {
        assertThat(plain(JobLineColumns.TABLE.render(after(40), 80))).isEqualTo("""
                JOB  TABLE            STATUS   DONE               ETA              ROWS  ROWS/S
                  7  `shop`.`orders`  running  ████░░░░░░  40%  ~1:00  40,000 of ~107 k   1,000
                """);
    }

    @Test
    void at_two_hundred_columns_they_are_all_there() {
        assertThat(plain(JobLineColumns.TABLE.render(after(40), 200)))
                .contains("PHASE", "ETA RANGE", "ROWS/S", "BYTES/S", "TREND", "SIZE")
                .contains("●●●○ importing/import", "1,000", "95.4 MiB", "10GiB");
    }

    @Test
    void a_job_that_stands_still_is_said_to() {
        model.on(
                RecordedPolls.SERVER,
                RecordedPolls.recording(0, RecordedPolls.running(7, 0), List.of())
                        .poll());
        List<JobLine> lines = List.of();
        for (int second = 2; second < 60; second += 2) {
            lines = model.on(
                            RecordedPolls.SERVER,
                            RecordedPolls.recording(second, RecordedPolls.running(7, 10), List.of())
                                    .poll())
                    .lines();
        }

        assertThat(plain(JobLineColumns.TABLE.render(lines, 120))).contains("STALLED 0:56");
    }

    @Test
    void a_finished_job_is_reported_in_full_with_its_phases() {
        after(98);
        ImportJob done = RecordedPolls.job(7, "finished", "", 100_000, "", Optional.empty());
        JobLine line = model.on(
                        RecordedPolls.SERVER,
                        RecordedPolls.recording(100, done, List.of(7L)).poll())
                .lines()
                .getFirst();

        assertThat(plain(JobDetails.lines(line, Paragraph.UNLIMITED))).isEqualTo("""
                job 7  `shop`.`orders`  finished
                  meaning      All rows are in the table.
                  group        nightly
                  source       s3://bucket/orders.csv
                  source size  10GiB
                  done         ██████████ 100%
                  rows         100,000
                  on average   1,000 rows/s, 102 MiB/s
                  elapsed      1:40
                  created      2026-03-04 13:06:05 (server's time)
                  started      2026-03-04 13:06:07, after waiting 0:02
                  ended        2026-03-04 13:07:47
                  created by   root@%
                  New_Column   <new>
                """);
    }

    @Test
    void a_sparkline_has_a_bar_for_each_value_or_group_of_values() {
        assertThat(Sparkline.of(List.of(0.0, 1.0, 2.0, 4.0, 7.0), 12)).isEqualTo("▁▂▃▅█");
        assertThat(Sparkline.of(List.of(1.0, 1.0, 4.0, 4.0), 2)).isEqualTo("▃█");
        assertThat(Sparkline.of(List.of(0.0, 0.0), 2)).isEqualTo("▁▁");
        assertThat(Sparkline.of(List.of(1.0), 2)).isEmpty();
    }

    private List<JobLine> after(int seconds) {
        List<JobLine> lines = new ArrayList<>();
        for (int second = 0; second <= seconds; second += 2) {
            lines = model.on(
                            RecordedPolls.SERVER,
                            RecordedPolls.recording(second, RecordedPolls.running(7, second), List.of())
                                    .poll())
                    .lines();
        }
        return lines;
    }

    private static String plain(List<Text> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.plain()).append('\n'));
        return text.toString();
    }
}
