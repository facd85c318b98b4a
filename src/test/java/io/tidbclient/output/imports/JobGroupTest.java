package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs added up by their group key. */
class JobGroupTest {
    @Test
    void jobs_are_counted_by_status_and_their_rows_added_up() {
        List<JobGroup> groups = JobGroup.of(List.of(
                line("nightly", 1, "finished", 100),
                line("nightly", 2, "failed", 0),
                line("nightly", 3, "finished", 50)));

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.key()).isEqualTo("nightly");
            assertThat(group.jobs().byStatus()).isEqualTo(Map.of(JobStatus.FINISHED, 2, JobStatus.FAILED, 1));
            assertThat(group.total()).isEqualTo(3);
            assertThat(group.rows()).isEqualTo(150);
            assertThat(group.created()).contains(RecordedPolls.SERVER_BEGIN.minusSeconds(2));
            assertThat(group.changed()).contains(RecordedPolls.SERVER_BEGIN.plusSeconds(100));
            assertThat(group.over()).isTrue();
        });
    }

    @Test
    void one_that_vanished_is_not_at_work() {
        JobLine line = line("nightly", 1, "running", 7);
        WatchedJob gone = new WatchedJob(
                line.job(), line.watched().elapsed(), line.watched().rowsPerSecond(), true);

        assertThat(JobGroup.of(List.of(new JobLine(line.target(), gone, line.estimate()))))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.jobs().byStatus()).isEmpty();
                    assertThat(group.vanished()).isEqualTo(1);
                    assertThat(group.total()).isEqualTo(1);
                    assertThat(group.rows()).isEqualTo(7);
                    assertThat(group.over()).isTrue();
                });
    }

    @Test
    void those_with_jobs_at_work_come_first_and_jobs_without_a_key_are_in_none() {
        assertThat(JobGroup.of(List.of(
                        line("over", 1, "finished", 1), line("at work", 3, "running", 1), line("", 4, "running", 1))))
                .extracting(JobGroup::key)
                .containsExactly("at work", "over");
    }

    @Test
    void the_table_has_a_column_for_each_status_that_occurs() {
        List<JobGroup> groups = JobGroup.of(
                List.of(line("a", 1, "finished", 1_000), line("a", 2, "running", 5), line("b", 3, "paused", 0)));

        assertThat(JobGroupColumns.TABLE.render(groups, 60).stream()
                        .map(text -> text.plain() + "\n")
                        .collect(Collectors.joining()))
                .isEqualTo("""
                        GROUP  JOBS  RUNNING  FINISHED  OTHER   ROWS
                        a         2        1         1         1,005
                        b         1                         1      0
                        """);
    }

    private static JobLine line(String group, long id, String status, long rows) {
        ImportJob job = RecordedPolls.job(id, status).group(group).rows(rows).build();
        JobFold model = new JobFold(Duration.ofSeconds(30), OptionalLong.empty());
        return model.seen(
                        RecordedPolls.SERVER,
                        RecordedPolls.recording(0, job, List.of()).poll())
                .lines()
                .getFirst();
    }
}
