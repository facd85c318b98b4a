package io.tidbclient.importjob.run;

import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.estimate.JobEstimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDateTime;
import java.util.stream.Stream;

import static io.tidbclient.importjob.run.JobLines.line;
import static org.assertj.core.api.Assertions.assertThat;

class JobLineTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 22, 12, 0);

    @Test
    void jobs_at_work_come_first_then_those_that_wait_those_that_failed_and_the_others_that_ended() {
        assertThat(Stream.of(
                                line(1, "cancelled"),
                                line(2, "failed"),
                                line(3, "pending"),
                                line(4, "running"),
                                JobLines.vanished(5),
                                line(6, "finished"))
                        .sorted(JobLine.ORDER))
                .extracting(line -> line.job().id())
                .containsExactly(4L, 3L, 2L, 6L, 5L, 1L);
    }

    @Test
    void jobs_in_the_same_state_are_ordered_by_creation_and_then_by_id_the_latest_first() {
        assertThat(Stream.of(created(1, 0), created(2, 0), created(3, 60), line(9, "running"))
                        .sorted(JobLine.ORDER))
                .extracting(line -> line.job().id())
                .containsExactly(3L, 2L, 1L, 9L);
    }

    @ParameterizedTest
    @CsvSource({
        "running, true, false, false",
        "pending, false, false, false",
        "awaiting-resolution, false, true, false",
        "failed, false, false, true",
        "cancelled, false, false, false",
        "paused, false, false, false"
    })
    void a_status_is_one_of_those_that_are_shown_apart(
            String status, boolean running, boolean awaitsResolution, boolean failed) {
        assertThat(line(7, status).running()).isEqualTo(running);
        assertThat(line(7, status).awaitsResolution()).isEqualTo(awaitsResolution);
        assertThat(line(7, status).failed()).isEqualTo(failed);
    }

    @Test
    void a_job_that_vanished_neither_runs_nor_waits_for_a_decision() {
        JobLine undecided = new JobLine(
                JobLines.SERVER,
                JobLines.watched(JobBuilder.job(7).status("awaiting-resolution").build(), true),
                JobEstimate.NOTHING);

        assertThat(JobLines.vanished(7).running()).isFalse();
        assertThat(undecided.awaitsResolution()).isFalse();
    }

    @Test
    void a_job_that_was_only_counted_has_no_estimate() {
        assertThat(JobLine.counted(JobLines.SERVER, line(7, "running").job())).isEqualTo(line(7, "running"));
    }

    private static JobLine created(long id, long second) {
        return line(JobBuilder.job(id)
                .status("running")
                .created(NOON.plusSeconds(second))
                .build());
    }
}
