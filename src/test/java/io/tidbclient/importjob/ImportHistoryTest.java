package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void imports_into_another_table_report_nothing() {
        ImportJob other = JobBuilder.job(1)
                .table("`d`.`other`")
                .status("finished")
                .rows(1_000)
                .started(Jobs.at(0))
                .ended(Jobs.at(10))
                .build();

        assertThat(ImportHistory.of(NOW, List.of(other))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1MiB, 10MiB, true",
        "1MiB, 10.1MiB, false",
        "10MiB, 1MiB, true",
        "10.1MiB, 1MiB, false",
        "0B, 1MiB, false",
        "1MiB, 0B, false",
        "'', 1MiB, false",
        "1MiB, '', false"
    })
    void imports_of_up_to_ten_times_the_size_or_a_tenth_of_it_are_a_guide(String now, String past, boolean guide) {
        ImportJob job = JobBuilder.job(9).status("running").size(now).build();
        ImportJob earlier = JobBuilder.job(1)
                .status("finished")
                .size(past)
                .rows(1_000)
                .started(Jobs.at(0))
                .ended(Jobs.at(10))
                .build();

        assertThat(ImportHistory.of(job, List.of(earlier)).isPresent()).isEqualTo(guide);
    }

    @Test
    void figures_of_no_import_cannot_be_made() {
        assertThat(new ImportHistory(1, 1, 1, 1, 1, 1, 1).count()).isEqualTo(1);
        assertThatThrownBy(() -> new ImportHistory(0, 1, 1, 1, 1, 1, 1))
                .hasMessage("there is no earlier import to compare with");
        assertThatThrownBy(() -> new ImportHistory(1, 1, 0, 1, 1, 1, 1))
                .hasMessage("there is no earlier import to compare with");
        assertThatThrownBy(() -> new ImportHistory(1, 1, 1, 1, 1, 0, 1))
                .hasMessage("there is no earlier import to compare with");
    }
}
