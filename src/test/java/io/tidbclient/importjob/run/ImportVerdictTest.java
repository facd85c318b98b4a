package io.tidbclient.importjob.run;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.run.CancelAttempts.Progress;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ImportVerdictTest {
    private static final RunVerdict COMPLETED = new RunVerdict(Outcome.SUCCESS, "all completed");

    private static final String NONE = "none of 3 import jobs matches --table x";

    @Test
    void jobs_that_were_put_away_count_for_a_watch() {
        JobCounts counts = new JobCounts(Map.of(JobStatus.FINISHED, 1_200, JobStatus.FAILED, 1), 0);

        assertThat(ImportVerdict.watched(Set.of()).of(COMPLETED, new ImportVerdict.Jobs(List.of(), counts, NONE)))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1,201 import jobs: 1,200 finished, 1 FAILED"));
    }

    @Test
    void finished_jobs_with_conflicted_rows_are_named_and_fail_where_that_is_asked_for() {
        JobCounts counts = new JobCounts(Map.of(JobStatus.FINISHED, 3), 0, 1, 1);
        ImportVerdict.Jobs jobs = new ImportVerdict.Jobs(List.of(), counts, NONE);
        String sentence = "3 import jobs: 3 finished, 1 of them with conflicted rows, 1 of them without any row of its"
                + " source";

        assertThat(ImportVerdict.finished(Set.of(), false, false).of(COMPLETED, jobs))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, sentence));
        assertThat(ImportVerdict.finished(Set.of(), false, true).of(COMPLETED, jobs))
                .isEqualTo(new RunVerdict(Outcome.FAILED, sentence));
    }

    @Test
    void without_a_job_that_is_meant_the_verdict_says_how_many_are_listed() {
        ImportVerdict.Jobs none = new ImportVerdict.Jobs(List.of(), JobCounts.NONE, NONE);

        assertThat(ImportVerdict.polled().of(COMPLETED, none)).isEqualTo(new RunVerdict(Outcome.SUCCESS, NONE));
        assertThat(ImportVerdict.watched(Set.of()).of(COMPLETED, none))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, NONE));
        assertThat(ImportVerdict.finished(Set.of(), false, false).of(COMPLETED, none))
                .isEqualTo(new RunVerdict(Outcome.FAILED, NONE + ": nothing to wait for"));
        assertThat(ImportVerdict.finished(Set.of(), true, false).of(COMPLETED, none))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, NONE + ": nothing to wait for"));
        assertThat(ImportVerdict.found(Set.of(9L)).of(COMPLETED, none))
                .isEqualTo(new RunVerdict(
                        Outcome.FAILED,
                        "job 9 is not listed: no such job, or it belongs to another user, which requires SUPER"));
    }

    @Test
    void a_start_that_failed_has_a_verdict_about_the_import() {
        StartAttempt attempt = new StartAttempt();
        RunVerdict failed = new RunVerdict(Outcome.FAILED, "0 of 1 connection completed");
        RunVerdict stopped = new RunVerdict(Outcome.TIMED_OUT, "time is up");

        assertThat(started(attempt, failed)).isEqualTo("no import was started: the statement was not sent");
        attempt.sent();
        assertThat(started(attempt, failed))
                .isEqualTo("the import may have started: check with 'tidb-client" + " imports list'");
        assertThat(started(attempt, stopped))
                .isEqualTo("gave up waiting; no import job was seen; the import may"
                        + " have started: check with 'tidb-client imports list'");
        attempt.refused();
        assertThat(started(attempt, failed)).isEqualTo("no import was started: the server refused the statement");
    }

    @Test
    void a_cancellation_whose_server_is_lost_says_where_to_check() {
        ImportVerdict.Jobs none = new ImportVerdict.Jobs(List.of(), JobCounts.NONE, NONE);
        RunVerdict lost = new RunVerdict(Outcome.UNREACHABLE, "0 of 3 connections completed, 3 failed");

        CancelAttempts attempts = new CancelAttempts(List.of(9L, 7L));
        ImportVerdict verdict = ImportVerdict.cancelled(Set.of(9L, 7L), attempts);
        assertThat(verdict.of(lost, none))
                .isEqualTo(new RunVerdict(
                        Outcome.UNREACHABLE,
                        "0 of 3 connections completed, 3 failed; CANCEL was not sent for jobs 7, 9"));
        attempts.set(7, Progress.LOST);
        attempts.set(9, Progress.LOST);
        assertThat(verdict.of(lost, none))
                .isEqualTo(new RunVerdict(
                        Outcome.UNREACHABLE,
                        "0 of 3 connections completed, 3 failed; it is not known whether jobs 7, 9 are cancelled: check"
                                + " with 'tidb-client imports list'"));
        assertThat(ImportVerdict.toCancel(Set.of(7L)).of(lost, none).sentence())
                .isEqualTo("0 of 3 connections completed, 3 failed; nothing was cancelled");
        assertThat(ImportVerdict.toCancel(Set.of(7L)).of(COMPLETED, none).sentence())
                .startsWith("job 7 is not listed");
    }

    @Test
    void a_cancellation_that_is_not_waited_for_says_how_far_it_has_come() {
        ImportVerdict.Jobs running =
                new ImportVerdict.Jobs(List.of(), new JobCounts(Map.of(JobStatus.RUNNING, 2), 0), NONE);
        RunVerdict stopped = new RunVerdict(Outcome.TIMED_OUT, "time is up");
        CancelAttempts attempts = new CancelAttempts(List.of(7L, 8L));
        ImportVerdict verdict = ImportVerdict.cancelled(Set.of(7L, 8L), attempts);

        attempts.set(7, Progress.SENT);
        assertThat(verdict.of(stopped, running).sentence())
                .isEqualTo(
                        "gave up waiting; 2 import jobs: 2 running; CANCEL was not sent for job 8; CANCEL was sent for"
                                + " job 7 and not answered: check with 'tidb-client imports list'");
        attempts.set(7, Progress.ANSWERED);
        attempts.set(8, Progress.LOST);
        assertThat(verdict.of(stopped, running).sentence())
                .isEqualTo(
                        "gave up waiting; 2 import jobs: 2 running; it is not known whether job 8 is cancelled: check"
                                + " with 'tidb-client imports list'");
    }

    @Test
    void a_job_that_is_not_listed_hides_no_lost_answer_of_another_one() {
        CancelAttempts attempts = new CancelAttempts(List.of(7L));
        attempts.set(7, Progress.LOST);
        ImportVerdict.Jobs running =
                new ImportVerdict.Jobs(List.of(), new JobCounts(Map.of(JobStatus.RUNNING, 1), 0), NONE);

        assertThat(ImportVerdict.cancelled(Set.of(7L, 8L), attempts)
                        .of(COMPLETED, running)
                        .sentence())
                .startsWith("jobs 7, 8 are not listed")
                .endsWith("it is not known whether job 7 is cancelled: check with 'tidb-client imports list'");
    }

    private static String started(StartAttempt attempt, RunVerdict run) {
        return ImportVerdict.started(attempt, ImportVerdict.finished(Set.of(), false, false))
                .of(run, new ImportVerdict.Jobs(List.of(), JobCounts.NONE, NONE))
                .sentence();
    }
}
