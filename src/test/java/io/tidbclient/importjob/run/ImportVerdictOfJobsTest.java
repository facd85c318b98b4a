package io.tidbclient.importjob.run;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.run.CancelAttempts.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import static io.tidbclient.importjob.run.JobLines.line;
import static org.assertj.core.api.Assertions.assertThat;

/** Verdicts that depend on the state of each job. */
class ImportVerdictOfJobsTest {
    private static final RunVerdict COMPLETED = new RunVerdict(Outcome.SUCCESS, "all completed");
    private static final RunVerdict FAILED = new RunVerdict(Outcome.FAILED, "1 of 2 connections completed");
    private static final RunVerdict DEFECT = new RunVerdict(Outcome.INTERNAL_ERROR, "internal error");
    private static final String NOT_LISTED =
            "job 9 is not listed: no such job, or it belongs to another user, which requires SUPER";

    @Test
    void a_wait_succeeds_when_each_job_has_finished() {
        assertThat(finished(7, 8).of(COMPLETED, jobs(line(7, "finished"), line(8, "finished"))))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "2 import jobs: 2 finished"));
    }

    @Test
    void a_wait_fails_when_one_job_of_several_has_not_finished() {
        assertThat(finished(7, 8).of(COMPLETED, jobs(line(7, "finished"), line(8, "failed"))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "2 import jobs: 1 finished, 1 FAILED"));
        assertThat(finished(7, 8).of(COMPLETED, jobs(line(7, "finished"), line(8, "running"))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "2 import jobs: 1 running, 1 finished"));
        assertThat(finished(7).of(COMPLETED, jobs(JobLines.vanished(7, "finished"))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 import job: 1 vanished before the end"));
        assertThat(finished(7).of(COMPLETED, jobs(JobLines.vanished(7))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 import job: 1 vanished before the end"));
    }

    @Test
    void a_wait_for_complete_imports_succeeds_when_no_row_is_missing() {
        ImportVerdict verdict = ImportVerdict.finished(Set.of(7L), false, true);
        JobLine conflicted = line(JobBuilder.job(7)
                .status("finished")
                .rows(5)
                .message("4 conflicted rows.")
                .build());

        assertThat(verdict.of(COMPLETED, jobs(line(7, "finished"))))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 import job: 1 finished"));
        assertThat(verdict.of(COMPLETED, jobs(conflicted)))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 import job: 1 finished, 1 of them with conflicted rows"));
    }

    @Test
    void a_watch_fails_when_a_job_failed_was_cancelled_or_vanished_and_succeeds_otherwise() {
        ImportVerdict watched = ImportVerdict.watched(Set.of(7L));

        assertThat(watched.of(COMPLETED, jobs(line(7, "running"))))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 import job: 1 running"));
        assertThat(watched.of(COMPLETED, jobs(line(7, "cancelled"))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 import job: 1 cancelled"));
        assertThat(watched.of(COMPLETED, jobs(line(7, "finished"), JobLines.vanished(8))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "2 import jobs: 1 finished, 1 vanished before the end"));
    }

    @Test
    void a_job_that_is_not_listed_fails_each_command_that_names_it() {
        ImportVerdict.Jobs other = jobs(line(7, "finished"));
        RunVerdict notListed = new RunVerdict(Outcome.FAILED, NOT_LISTED);

        assertThat(ImportVerdict.found(Set.of(7L, 9L)).of(COMPLETED, other)).isEqualTo(notListed);
        assertThat(ImportVerdict.watched(Set.of(7L, 9L)).of(COMPLETED, other)).isEqualTo(notListed);
        assertThat(finished(7, 9).of(COMPLETED, other)).isEqualTo(notListed);
        assertThat(ImportVerdict.toCancel(Set.of(7L, 9L)).of(COMPLETED, other)).isEqualTo(notListed);
        assertThat(cancelled(new CancelAttempts(List.of()), 7, 9).of(COMPLETED, other))
                .isEqualTo(notListed);
    }

    @Test
    void jobs_that_are_listed_are_found() {
        ImportVerdict.Jobs one = jobs(line(7, "pending"));

        assertThat(ImportVerdict.found(Set.of(7L)).of(COMPLETED, one))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 import job: 1 pending"));
        assertThat(ImportVerdict.toCancel(Set.of(7L)).of(COMPLETED, one))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 import job: 1 pending"));
    }

    @Test
    void connections_that_failed_decide_every_verdict_but_that_of_a_cancellation() {
        ImportVerdict.Jobs all = jobs(line(7, "finished"));

        assertThat(ImportVerdict.polled().of(FAILED, all)).isEqualTo(FAILED);
        assertThat(ImportVerdict.found(Set.of(9L)).of(FAILED, all)).isEqualTo(FAILED);
        assertThat(ImportVerdict.watched(Set.of(9L)).of(FAILED, all)).isEqualTo(FAILED);
        assertThat(finished(9).of(FAILED, all)).isEqualTo(FAILED);
        assertThat(ImportVerdict.toCancel(Set.of(7L)).of(FAILED, all))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 of 2 connections completed; nothing was cancelled"));
        assertThat(cancelled(new CancelAttempts(List.of()), 7).of(FAILED, jobs(line(7, "cancelled"))))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 import job: 1 cancelled"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGUP", "INTERRUPTED", "TERMINATED"})
    void an_interrupted_run_reports_the_jobs_as_they_were_seen_last(Outcome signal) {
        RunVerdict stopped = new RunVerdict(signal, "stopped by a signal");
        RunVerdict seen = new RunVerdict(signal, "interrupted; 1 import job: 1 running");

        assertThat(ImportVerdict.watched(Set.of()).of(stopped, jobs(line(7, "running"))))
                .isEqualTo(seen);
        assertThat(finished().of(stopped, jobs(line(7, "running")))).isEqualTo(seen);
    }

    @Test
    void a_cancellation_succeeds_only_when_each_job_is_cancelled() {
        CancelAttempts attempts = new CancelAttempts(List.of());

        assertThat(cancelled(attempts, 7, 8).of(COMPLETED, jobs(line(7, "cancelled"), line(8, "canceled"))))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "2 import jobs: 2 cancelled"));
        assertThat(cancelled(attempts, 7, 8).of(COMPLETED, jobs(line(7, "cancelled"), line(8, "finished"))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "2 import jobs: 1 finished, 1 cancelled"));
        assertThat(cancelled(attempts).of(COMPLETED, jobs()))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "no import job was seen"));
    }

    @Test
    void a_cancellation_without_an_answer_is_only_open_while_the_job_has_not_ended() {
        CancelAttempts attempts = new CancelAttempts(List.of(6L, 7L, 8L));
        attempts.set(6, Progress.LOST);
        attempts.set(7, Progress.SENT);
        attempts.set(8, Progress.SENT);

        assertThat(cancelled(attempts, 6, 7, 8)
                        .of(COMPLETED, jobs(line(6, "cancelled"), line(7, "cancelled"), line(8, "running"))))
                .isEqualTo(new RunVerdict(
                        Outcome.FAILED,
                        "3 import jobs: 1 running, 2 cancelled; CANCEL was sent for job 8 and not answered: check with"
                                + " 'tidb-client imports list'"));
    }

    @Test
    void an_internal_error_is_the_verdict_whatever_the_jobs_are() {
        ImportVerdict.Jobs all = jobs(line(7, "cancelled"));

        assertThat(cancelled(new CancelAttempts(List.of(7L)), 7).of(DEFECT, all))
                .isEqualTo(DEFECT);
        assertThat(ImportVerdict.toCancel(Set.of(7L)).of(DEFECT, all)).isEqualTo(DEFECT);
        assertThat(ImportVerdict.started(new StartAttempt(), finished(7)).of(DEFECT, all))
                .isEqualTo(DEFECT);
    }

    @Test
    void an_import_that_was_followed_to_its_end_has_the_verdict_of_its_job() {
        StartAttempt attempt = new StartAttempt();
        attempt.accepted(line(7, "running").job());
        ImportVerdict started = ImportVerdict.started(attempt, finished(7));

        assertThat(started.of(COMPLETED, jobs(line(7, "finished"))))
                .isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 import job: 1 finished"));
        assertThat(started.of(COMPLETED, jobs(line(7, "failed"))))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 import job: 1 FAILED"));
    }

    @Test
    void a_started_import_whose_connections_failed_continues_on_the_server() {
        StartAttempt attempt = new StartAttempt();
        attempt.accepted(line(7, "running").job());

        assertThat(ImportVerdict.started(attempt, finished(7)).of(FAILED, jobs()))
                .isEqualTo(
                        new RunVerdict(
                                Outcome.FAILED,
                                "job 7 was started, and continues on the server: wait for it with 'tidb-client imports wait 7'"));
    }

    private static ImportVerdict finished(long... ids) {
        return ImportVerdict.finished(ids(ids), false, false);
    }

    private static ImportVerdict cancelled(CancelAttempts attempts, long... ids) {
        return ImportVerdict.cancelled(ids(ids), attempts);
    }

    private static Set<Long> ids(long... ids) {
        return Set.copyOf(Arrays.stream(ids).boxed().toList());
    }

    private static ImportVerdict.Jobs jobs(JobLine... lines) {
        return new ImportVerdict.Jobs(
                List.of(lines),
                JobCounts.of(Arrays.stream(lines).map(JobLine::watched).toList()),
                "none of 3 import jobs matches --table x");
    }
}
