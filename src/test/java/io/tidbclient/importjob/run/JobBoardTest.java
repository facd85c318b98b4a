package io.tidbclient.importjob.run;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static io.tidbclient.importjob.run.JobLines.SERVER;
import static io.tidbclient.importjob.run.JobLines.line;
import static org.assertj.core.api.Assertions.assertThat;

class JobBoardTest {
    private static final JobsAnswer NO_LIST = new JobsAnswer.Unsupported("It does not list them.");

    @Test
    void the_first_poll_reports_the_end_of_those_jobs_only_that_were_named() {
        JobBoard.Seen first = seen(1, List.of(7L, 8L), line(6, "running"), line(7, "failed"), line(8, "failed"));

        assertThat(first.ended(Set.of(8L, 9L))).containsExactly(line(8, "failed"));
        assertThat(first.ended(Set.of())).isEmpty();
    }

    @Test
    void a_later_poll_reports_the_end_of_each_job_since_the_one_before() {
        JobBoard.Seen second = seen(2, List.of(7L, 8L), line(6, "running"), line(7, "failed"), line(8, "failed"));

        assertThat(second.ended(Set.of())).containsExactly(line(7, "failed"), line(8, "failed"));
    }

    @Test
    void jobs_of_interest_are_those_that_are_followed_and_those_counted_that_have_not_ended() {
        JobBoard board = JobBoard.NONE.with(seen(2, List.of(), line(6, "running"), line(7, "finished")));

        assertThat(board.ofInterest(server(listed(line(5, "running"), line(6, "pending"), line(4, "failed")))))
                .containsExactly(line(6, "running"), line(5, "running"), line(7, "finished"));
        assertThat(board.ofInterest(server(NO_LIST))).containsExactly(line(6, "running"), line(7, "finished"));
    }

    @Test
    void jobs_of_the_last_poll_are_of_interest_before_they_are_on_the_board() {
        Poll poll = new Poll(1, watched(line(7, "running")), List.of(), List.of());
        ServerJobs polled = new ServerJobs(SERVER, NO_LIST, Optional.of(poll), Optional.empty());

        assertThat(JobBoard.NONE.ofInterest(polled)).containsExactly(line(7, "running"));
    }

    @Test
    void a_server_without_a_poll_has_no_jobs() {
        assertThat(JobBoard.NONE.of(SERVER)).isEmpty();
        assertThat(JobBoard.NONE.earlier(SERVER)).isEqualTo(JobCounts.NONE);
    }

    @Test
    void jobs_that_were_evicted_are_those_of_the_last_poll() {
        JobCounts evicted = new JobCounts(Map.of(JobStatus.FAILED, 2), 1);
        Poll poll = new Poll(3, List.of(), List.of(), List.of(), evicted, Optional.empty(), 9);

        assertThat(JobBoard.NONE
                        .with(new JobBoard.Seen(SERVER, poll, List.of(), Duration.ofMinutes(5)))
                        .earlier(SERVER))
                .isEqualTo(evicted);
    }

    @Test
    void a_fold_without_settings_takes_a_job_for_stalled_after_five_minutes() {
        JobBoard.Seen seen = JobFold.usual().seen(SERVER, new Poll(1, List.of(), List.of(), List.of()));

        assertThat(seen.stallLimit()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_listener_takes_a_poll_when_its_output_is_written() {
        List<JobBoard.Seen> written = new ArrayList<>();
        PollListener listener = (at, seen) -> written.add(seen);
        JobBoard.Seen first = seen(1, List.of(), line(7, "running"));

        Runnable write = listener.taken(Instant.EPOCH, first);
        assertThat(written).isEmpty();
        write.run();

        assertThat(written).containsExactly(first);
    }

    private static ServerJobs server(JobsAnswer answer) {
        return new ServerJobs(SERVER, answer, Optional.empty(), Optional.empty());
    }

    private static JobsAnswer listed(JobLine... lines) {
        List<ImportJob> jobs = Arrays.stream(lines).map(JobLine::job).toList();
        return new JobsAnswer.Listed(jobs, false);
    }

    private static JobBoard.Seen seen(int number, List<Long> ended, JobLine... lines) {
        Poll poll = new Poll(number, watched(lines), List.of(), ended);
        return new JobBoard.Seen(SERVER, poll, List.of(lines), Duration.ofMinutes(5));
    }

    private static List<WatchedJob> watched(JobLine... lines) {
        return Arrays.stream(lines).map(JobLine::watched).toList();
    }
}
