package io.tidbclient.output.digest;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import static org.assertj.core.api.Assertions.assertThat;

class KnownJobTest {
    @Test
    void the_watch_knows_better_than_the_first_count() {
        List<KnownJob> jobs = KnownJob.of(Runs.jobs(Optional.empty()));
        assertThat(jobs).extracting(known -> known.job().id()).containsExactly(7L, 101L, 102L, 103L);
        assertThat(jobs).extracting(known -> known.watched().isPresent()).containsExactly(false, true, true, true);
        assertThat(KnownJob.byStatus(jobs))
                .isEqualTo(Map.of(
                        JobStatus.RUNNING, 1L, JobStatus.FINISHED, 1L, JobStatus.FAILED, 1L, JobStatus.CANCELLED, 1L));
    }

    @Test
    void old_ones_are_of_no_interest_unless_they_were_watched() {
        assertThat(KnownJob.of(Runs.jobs(Optional.empty())).stream().filter(KnownJob::ofInterest))
                .extracting(known -> known.job().id())
                .containsExactly(101L, 102L, 103L);
    }

    @Test
    void a_vanished_job_says_so() {
        WatchedJob gone = new WatchedJob(Runs.RUNNING, Optional.empty(), OptionalDouble.empty(), true);
        ServerJobs jobs = new ServerJobs(
                Runs.TARGET,
                new JobsAnswer.Listed(List.of(Runs.RUNNING), false),
                Optional.of(new Poll(2, List.of(gone), List.of(), List.of(101L))),
                Optional.empty());
        assertThat(KnownJob.of(jobs)).singleElement().matches(KnownJob::vanished);
    }

    @Test
    void a_server_without_import_jobs_has_none() {
        assertThat(KnownJob.of(Runs.unsupported())).isEmpty();
    }
}
