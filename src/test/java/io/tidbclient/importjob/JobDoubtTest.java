package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

class JobDoubtTest {
    @ParameterizedTest
    @CsvSource({
        "4 conflicted rows., 4, false",
        "1 conflicted row., 1, false",
        "'3000000 conflicted rows. Too many conflicted rows, checksum skipped.', 3000000, true",
        "'Too many conflicted rows, checksum skipped.', , true"
    })
    void a_finished_job_whose_message_reports_conflicts_is_doubtful(String message, Long rows, boolean skipped) {
        JobDoubt doubt = JobDoubt.of(job("finished", "1GiB", 10, message)).orElseThrow();

        assertThat(doubt.conflicted()).isEqualTo(rows == null ? OptionalLong.empty() : OptionalLong.of(rows));
        assertThat(doubt.checksumSkipped()).isEqualTo(skipped);
        assertThat(doubt.rowsMissing()).isEqualTo(rows != null);
    }

    @Test
    void no_row_of_a_source_that_is_not_empty_is_doubtful() {
        assertThat(JobDoubt.of(job("finished", "11GB", 0, "")).orElseThrow().withoutRows())
                .isTrue();
        assertThat(JobDoubt.of(job("finished", "0B", 0, ""))).isEmpty();
        assertThat(JobDoubt.of(job("finished", "", 0, ""))).isEmpty();
        assertThat(JobDoubt.of(job("finished", "11GB", 1, ""))).isEmpty();
    }

    @Test
    void a_job_that_has_not_finished_and_one_that_reports_none_are_not() {
        assertThat(JobDoubt.of(job("failed", "1GiB", 0, "4 conflicted rows."))).isEmpty();
        assertThat(JobDoubt.of(job("finished", "1GiB", 7, "0 conflicted rows.")))
                .isEmpty();
    }

    @Test
    void jobs_are_counted_by_what_is_doubtful() {
        JobCounts counts = JobCounts.of(List.of(
                watched(job("finished", "1GiB", 5, "4 conflicted rows.")),
                watched(job("finished", "1GiB", 0, "9 conflicted rows.")),
                watched(job("finished", "1GiB", 0, "")),
                watched(job("finished", "1GiB", 5, ""))));

        assertThat(counts).isEqualTo(new JobCounts(Map.of(JobStatus.FINISHED, 4), 0, 2, 1));
        assertThat(counts.plus(counts).incomplete()).isEqualTo(6);
    }

    private static WatchedJob watched(ImportJob job) {
        return new WatchedJob(job, Optional.empty(), OptionalDouble.empty(), false);
    }

    private static ImportJob job(String status, String size, long rows, String message) {
        return JobBuilder.job(1)
                .status(status)
                .size(size)
                .rows(rows)
                .message(message)
                .build();
    }
}
