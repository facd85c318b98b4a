package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.Paragraph;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

class JobDetailsTest {
    private final JobBoard model = new JobBoard(Duration.ofSeconds(30), OptionalLong.empty());

    @Test
    void a_finished_job_is_reported_in_full_with_its_phases() {
        RecordedPolls.after(model, 98);
        ImportJob done = RecordedPolls.job(7, "finished", "", 100_000, "", Optional.empty());
        JobLine line = model.on(
                        RecordedPolls.SERVER,
                        RecordedPolls.recording(100, done, List.of(7L)).poll())
                .lines()
                .getFirst();

        assertThat(RecordedPolls.plain(JobDetails.lines(line, Paragraph.UNLIMITED)))
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
}
