package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ImportHistoryTest {
    private static final ImportJob NOW = Jobs.running(9, 0, 5);
    private static final double MEBIBYTE = 1 << 20;

    @Test
    void finished_imports_into_the_same_table_give_rows_and_seconds_per_byte() {
        ImportHistory history = ImportHistory.of(
                        NOW,
                        List.of(
                                Jobs.finished(1, 0, 10, 1_000),
                                Jobs.finished(2, 0, 20, 3_000),
                                Jobs.finished(3, 0, 30, 2_000),
                                NOW))
                .orElseThrow();

        assertThat(history.count()).isEqualTo(3);
        assertThat(history.rowsPerByte()).isEqualTo(2_000 / MEBIBYTE);
        assertThat(history.leastRowsPerByte()).isEqualTo(1_000 / MEBIBYTE);
        assertThat(history.mostRowsPerByte()).isEqualTo(3_000 / MEBIBYTE);
        assertThat(history.secondsPerByte()).isEqualTo(20 / MEBIBYTE);
        assertThat(history.mostSecondsPerByte()).isEqualTo(30 / MEBIBYTE);
    }

    @Test
    void others_report_nothing() {
        assertThat(ImportHistory.of(NOW, List.of(NOW, Jobs.failed(1, 0, 10, "no"), Jobs.cancelled(2, 0, "cancelled"))))
                .isEmpty();
        assertThat(ImportHistory.of(NOW, List.of(Jobs.finished(1, 10, 10, 1_000))))
                .as("no time")
                .isEmpty();
        assertThat(ImportHistory.of(NOW, List.of(Jobs.finished(1, 0, 10, 0))))
                .as("no rows")
                .isEmpty();
        assertThat(ImportHistory.of(Jobs.finished(9, 0, 5, 5), List.of(Jobs.finished(1, 0, 10, 1_000))))
                .as("one that has ended needs no estimate")
                .isEmpty();
    }

    @Test
    void a_watch_hands_them_to_the_job_and_follows_the_jobs_that_it_is_given() {
        JobWatch watch = new JobWatch(Duration.ZERO, (job, active, age) -> job.id() != 2, 100);

        Poll poll = watch.observe(
                List.of(Jobs.finished(1, 0, 10, 1_000), Jobs.finished(2, 0, 10, 1_000), NOW), Jobs.at(20), 0);

        assertThat(poll.jobs()).extracting(job -> job.job().id()).containsExactly(1L, 9L);
        assertThat(poll.jobs().getLast().history()).map(ImportHistory::count).contains(2);
        assertThat(poll.jobs().getFirst().history()).isEmpty();
        assertThat(poll.timestamp()).contains(new Poll.Timestamp(Jobs.at(20), 0));
        assertThat(poll.ended()).containsExactly(1L);
    }
}
