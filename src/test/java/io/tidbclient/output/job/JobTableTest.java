package io.tidbclient.output.job;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.output.text.Paragraph;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs in tables of several widths. */
class JobTableTest {
    private static final JobTable TABLE = new JobTable(new EndTimes(RecordedPolls.BEGIN, ZoneOffset.UTC));

    private final JobFold model = new JobFold(Duration.ofSeconds(30), OptionalLong.empty());

    @Test
    void at_eighty_columns_the_most_important_ones_are_left() {
        assertThat(RecordedPolls.plain(TABLE.fitting(RecordedPolls.after(model, 40), 80)))
                .isEqualTo("""
                JOB  TABLE        STATUS   DONE               ETA              ROWS  ROWS/S
                  7  shop.orders  running  ████░░░░░░  40%  ~1:00  40,000 of ~107 k   1,000
                """);
    }

    @Test
    void a_count_that_has_passed_the_expected_one_stands_alone() {
        JobFold few = new JobFold(Duration.ofSeconds(30), OptionalLong.of(39_000));

        assertThat(RecordedPolls.plain(TABLE.fitting(RecordedPolls.after(few, 38), 80)))
                .contains("38,000 of ~39.0 k");
        assertThat(RecordedPolls.plain(TABLE.fitting(RecordedPolls.after(few, 40), 80)))
                .contains(" 40,000 ")
                .doesNotContain(" of ~");
    }

    @Test
    void at_two_hundred_columns_they_are_all_there() {
        assertThat(RecordedPolls.plain(TABLE.fitting(RecordedPolls.after(model, 40), 200)))
                .contains("PHASE", "ETA RANGE", "ROWS/S", "BYTES/S", "TREND", "SIZE")
                .contains("●●●○ importing/import", "1,000", "95.4 MiB", "10GiB");
    }

    @Test
    void a_job_that_stands_still_is_said_to() {
        model.seen(
                RecordedPolls.SERVER,
                RecordedPolls.recording(0, RecordedPolls.running(7, 0), List.of())
                        .poll());
        List<JobLine> lines = List.of();
        for (int second = 2; second < 60; second += 2) {
            lines = model.seen(
                            RecordedPolls.SERVER,
                            RecordedPolls.recording(second, RecordedPolls.running(7, 10), List.of())
                                    .poll())
                    .lines();
        }

        assertThat(RecordedPolls.plain(TABLE.fitting(lines, 120))).contains("STALLED 0:56");
    }

    @Test
    void the_name_of_the_table_is_not_cut_while_another_column_can_be_left_out() {
        ImportJob job = named("`warehouse_eu`.`order_lines_2026`", "failed", "");

        assertThat(RecordedPolls.plain(TABLE.fitting(once(job), 50))).isEqualTo("""
                JOB  TABLE                          STATUS
                  7  warehouse_eu.order_lines_2026  FAILED
                    the server does not say why
                """);
    }

    @Test
    void what_the_server_says_of_a_failed_job_stands_below_it_in_full() {
        String message = "[Lightning:Restore:ErrEncodeKV]encode kv error in file orders.csv:0 at offset 7: overflow";

        assertThat(RecordedPolls.plain(TABLE.fitting(once(named("`shop`.`orders`", "failed", message)), 60)))
                .isEqualTo("""
                JOB  TABLE        STATUS     ROWS  ROWS/S  ELAPSED   SIZE
                  7  shop.orders  FAILED  100,000   1,000     1:40  10GiB
                    [Lightning:Restore:ErrEncodeKV]encode kv error in file
                    orders.csv:0 at offset 7: overflow
                """);
    }

    @Test
    void in_a_pipe_each_job_is_one_line() {
        assertThat(RecordedPolls.plain(
                        TABLE.fitting(once(named("`shop`.`orders`", "failed", "overflow")), Paragraph.UNLIMITED)))
                .endsWith("1:40  10GiB  overflow\n")
                .hasLineCount(2);
    }

    @Test
    void failed_jobs_stand_before_the_others_that_ended() {
        List<JobLine> lines = model.seen(
                        RecordedPolls.SERVER,
                        RecordedPolls.recording(
                                        100,
                                        List.of(
                                                RecordedPolls.job(9, "finished")
                                                        .rows(1)
                                                        .build(),
                                                RecordedPolls.job(8, "failed")
                                                        .rows(1)
                                                        .message("no")
                                                        .build(),
                                                RecordedPolls.running(7, 50)),
                                        List.of())
                                .poll())
                .lines();

        assertThat(lines).extracting(line -> line.job().id()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void a_sparkline_has_a_bar_for_each_value_or_group_of_values() {
        assertThat(Sparkline.of(List.of(0.0, 1.0, 2.0, 4.0, 7.0), 12)).isEqualTo("▁▂▃▅█");
        assertThat(Sparkline.of(List.of(1.0, 1.0, 4.0, 4.0), 2)).isEqualTo("▃█");
        assertThat(Sparkline.of(List.of(0.0, 0.0), 2)).isEqualTo("▁▁");
        assertThat(Sparkline.of(List.of(1.0), 2)).isEmpty();
    }

    private List<JobLine> once(ImportJob job) {
        return model.seen(
                        RecordedPolls.SERVER,
                        RecordedPolls.recording(100, job, List.of()).poll())
                .lines();
    }

    private static ImportJob named(String table, String status, String message) {
        return RecordedPolls.job(7, status)
                .group("")
                .table(table)
                .rows(100_000)
                .message(message)
                .build();
    }
}
