package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class JobCountsTest {
    @Test
    void jobs_are_counted_by_status_and_those_that_vanished_apart() {
        JobCounts counts = JobCounts.of(List.of(
                watched(Jobs.running(1, 0, 5), false),
                watched(Jobs.running(2, 0, 5), false),
                watched(Jobs.running(3, 0, 5), true),
                watched(Jobs.failed(4, 0, 5, "boom"), false)));

        assertThat(counts).isEqualTo(new JobCounts(Map.of(JobStatus.RUNNING, 2, JobStatus.FAILED, 1), 1));
        assertThat(counts.total()).isEqualTo(4);
        assertThat(counts.count(JobStatus.RUNNING)).isEqualTo(2);
        assertThat(counts.count(JobStatus.FINISHED)).isZero();
    }

    @Test
    void sums_add_up_each_count() {
        JobCounts one = new JobCounts(Map.of(JobStatus.FINISHED, 10, JobStatus.RUNNING, 1), 2, 3, 4);
        JobCounts other = new JobCounts(Map.of(JobStatus.FINISHED, 5, JobStatus.FAILED, 1), 20, 30, 40);

        assertThat(one.plus(other))
                .isEqualTo(new JobCounts(
                        Map.of(JobStatus.FINISHED, 15, JobStatus.RUNNING, 1, JobStatus.FAILED, 1), 22, 33, 44));
        assertThat(one.incomplete()).isEqualTo(7);
    }

    @Test
    void a_job_ended_badly_that_failed_was_cancelled_or_vanished() {
        assertThat(new JobCounts(Map.of(JobStatus.FINISHED, 3, JobStatus.RUNNING, 1), 0).endedBadly())
                .isFalse();
        assertThat(new JobCounts(Map.of(JobStatus.FAILED, 1), 0).endedBadly()).isTrue();
        assertThat(new JobCounts(Map.of(JobStatus.CANCELLED, 1), 0).endedBadly())
                .isTrue();
        assertThat(new JobCounts(Map.of(), 1).endedBadly()).isTrue();
    }

    @Test
    void an_answer_has_the_jobs_that_have_not_ended() {
        List<ImportJob> jobs = Stream.of(Jobs.running(1, 0, 5), Jobs.failed(2, 0, 5, "boom"), Jobs.pending(3, 0))
                .toList();

        assertThat(new JobsAnswer.Listed(jobs, false).active())
                .extracting(ImportJob::id)
                .containsExactly(1L, 3L);
    }

    private static WatchedJob watched(ImportJob job, boolean vanished) {
        return new WatchedJob(job, Optional.empty(), OptionalDouble.empty(), vanished);
    }
}
