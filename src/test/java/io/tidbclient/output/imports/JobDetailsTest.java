package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.job.EndTimes;
import io.tidbclient.output.text.Paragraph;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

class JobDetailsTest {
    private static final EndTimes ENDS = new EndTimes(RecordedPolls.BEGIN, ZoneOffset.UTC);

    private final JobFold model = new JobFold(Duration.ofSeconds(30), OptionalLong.empty());

    @Test
    void a_finished_job_is_reported_in_full_with_its_phases() {
        RecordedPolls.after(model, 98);
        ImportJob done = RecordedPolls.job(7, "finished").rows(100_000).build();
        JobLine line = model.seen(
                        RecordedPolls.SERVER,
                        RecordedPolls.recording(100, done, List.of(7L)).poll())
                .lines()
                .getFirst();

        assertThat(RecordedPolls.plain(JobDetails.lines(line, ENDS, Paragraph.UNLIMITED)))
                .isEqualTo("""
                job 7  shop.orders  finished
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
    void a_job_whose_step_reports_progress_is_not_said_to_report_none() {
        ImportJob first = RecordedPolls.job(8, "running")
                .phase("importing")
                .rows(0)
                .step(new StepProgress("import", "1GB", "", OptionalInt.of(10), "", ""))
                .build();

        assertThat(RecordedPolls.plain(JobDetails.lines(once(first), ENDS, Paragraph.UNLIMITED)))
                .contains("step         import: 10%\n")
                .contains("  left         not known: this server reports progress of the step, not of the job (use")
                .doesNotContain("no progress");
    }

    @Test
    void a_server_that_reports_no_progress_is_named_as_the_reason() {
        ImportJob first =
                RecordedPolls.job(8, "running").phase("importing").rows(0).build();

        assertThat(RecordedPolls.plain(JobDetails.lines(once(first), ENDS, Paragraph.UNLIMITED)))
                .contains("  left         not known: this server reports no progress of the job (use --expect-rows");
    }

    /** As the first poll shows it, without an earlier import to compare it with. */
    private JobLine once(ImportJob job) {
        WatchedJob watched = new WatchedJob(job, Optional.of(Duration.ofSeconds(1)), OptionalDouble.empty(), false);
        Poll poll = new Poll(
                1,
                List.of(watched),
                List.of(job.id()),
                List.of(),
                JobCounts.NONE,
                Optional.of(new Poll.Timestamp(RecordedPolls.SERVER_BEGIN, 0)),
                1);
        return model.seen(RecordedPolls.SERVER, poll).lines().getFirst();
    }
}
