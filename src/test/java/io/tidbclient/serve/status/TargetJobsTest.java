package io.tidbclient.serve.status;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobSample;
import io.tidbclient.output.imports.RecordedPolls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class TargetJobsTest {
    private static final ImportJob FINISHED =
            RecordedPolls.job(7, "finished").rows(100_000).build();
    private static final int DAY = 24 * 60 * 60;

    private final StatusBoard board = new StatusBoard(RecordedPolls.BEGIN);
    private final Imports imports = new Imports("prod");

    @BeforeEach
    void configure() {
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
    }

    @Test
    void nothing_is_known_before_the_first_poll() {
        assertThat(jobs()).isEqualTo(TargetJobs.NONE);
        assertThat(jobs().followed()).isFalse();
    }

    @Test
    void active_job_has_its_last_line_and_a_sample_of_each_poll() {
        imports.run(board, 0, 20);

        JobView job = jobs().find(7).orElseThrow();
        assertThat(jobs().active()).containsExactly(job);
        assertThat(job.line().job().importedRows()).hasValue(20_000);
        assertThat(job.line().estimate().eta()).isPresent();
        assertThat(job.sampledFrom()).isEqualTo(Imports.at(0));
        assertThat(job.samples().all()).hasSize(11);
        assertThat(job.samples().last().rows()).isEqualTo(20_000);
        assertThat(job.endedAt()).isEmpty();
        assertThat(jobs().polledAt()).contains(Imports.at(20));
        assertThat(jobs().counts().count(JobStatus.RUNNING)).isEqualTo(1);
    }

    @Test
    void samples_are_bounded_and_fewer_once_the_job_has_ended() {
        imports.run(board, 0, 98);
        for (int second = 100; second < 3_000; second += 2) {
            board.add(imports.polled(second, List.of(RecordedPolls.running(7, 99))));
        }
        assertThat(jobs().find(7).orElseThrow().samples().kept()).hasSizeBetween(150, 299);

        board.add(imports.polled(3_000, List.of(FINISHED), 7L));

        JobView job = jobs().find(7).orElseThrow();
        assertThat(job.samples().kept()).hasSizeLessThan(75);
        assertThat(job.samples().all().getLast().second()).isEqualTo(3_000);
        assertThat(job.line().estimate().rates()).isEmpty();
    }

    @Test
    void series_of_a_pending_job_begins_when_it_starts() {
        board.add(imports.polled(0, List.of(pending())));
        board.add(imports.polled(2, List.of(pending())));
        board.add(imports.polled(4, List.of(RecordedPolls.running(7, 1))));

        JobView job = jobs().find(7).orElseThrow();
        assertThat(job.sampledFrom()).isEqualTo(Imports.at(4));
        assertThat(job.samples().all()).hasSize(1);
    }

    @Test
    void ended_job_stays_as_it_ended_for_a_day() {
        imports.run(board, 0, 98);
        board.add(imports.polled(104, List.of(FINISHED), 7L));
        JobView ended = jobs().find(7).orElseThrow();

        board.add(imports.polled(106, List.of(FINISHED)));
        board.add(imports.polled(100 + DAY - 2, List.of(FINISHED)));

        assertThat(jobs().active()).isEmpty();
        assertThat(jobs().ended()).containsExactly(ended);
        assertThat(ended.endedAt()).contains(Imports.at(100));

        board.add(imports.polled(100 + DAY, List.of(FINISHED)));
        assertThat(jobs().all()).isEmpty();
    }

    @Test
    void ended_job_is_dropped_after_its_day_though_no_poll_succeeds() {
        imports.run(board, 0, 98);
        board.add(imports.polled(104, List.of(FINISHED), 7L));

        board.add(imports.failed(100 + DAY, Imports.LOST));

        assertThat(jobs().all()).isEmpty();
    }

    @Test
    void earliest_of_too_many_are_dropped_and_counted_once() {
        List<ImportJob> many = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (long id = 1; id <= 103; id++) {
            many.add(RecordedPolls.job(id, "finished")
                    .ended(RecordedPolls.SERVER_BEGIN.plusSeconds(id))
                    .build());
            ids.add(id);
        }

        board.add(imports.polled(200, many, ids.toArray(Long[]::new)));
        imports.restart();
        board.add(imports.polled(210, many, ids.toArray(Long[]::new)));

        assertThat(jobs().ended()).hasSize(100);
        assertThat(jobs().ended().getFirst().id()).isEqualTo(103);
        assertThat(jobs().ended().getLast().id()).isEqualTo(4);
        assertThat(jobs().dropped()).isEqualTo(3);
    }

    @Test
    void jobs_that_had_ended_before_the_first_poll_are_known_with_their_end() {
        board.add(imports.polled(160, List.of(FINISHED), 7L));

        assertThat(jobs().find(7).orElseThrow().endedAt()).contains(Imports.at(100));
    }

    @Test
    void failure_keeps_the_jobs_and_the_time_since_when_they_are_not_known() {
        imports.run(board, 0, 20);

        board.add(imports.failed(22, Imports.LOST));
        board.add(imports.failed(32, Imports.UNSUPPORTED));

        assertThat(jobs().unknown()).contains(new TargetJobs.Unknown(Imports.at(22), Imports.UNSUPPORTED));
        assertThat(jobs().unknown().orElseThrow().unsupported()).isTrue();
        assertThat(jobs().active()).hasSize(1);
        assertThat(jobs().polledAt()).contains(Imports.at(20));

        imports.run(board, 34, 34);
        assertThat(jobs().unknown()).isEmpty();
    }

    @Test
    void job_goes_on_where_another_run_follows_it() {
        imports.run(board, 0, 20);
        imports.restart();
        imports.run(board, 40, 42);

        assertThat(jobs().find(7).orElseThrow().samples().all()).hasSize(13);
    }

    @Test
    void job_that_is_gone_when_another_run_follows_has_vanished() {
        imports.run(board, 0, 20);
        imports.restart();
        board.add(imports.polled(60, List.of()));

        JobView job = jobs().find(7).orElseThrow();
        assertThat(job.line().watched().vanished()).isTrue();
        assertThat(job.endedAt()).contains(Imports.at(60));
        assertThat(jobs().counts().vanished()).isEqualTo(1);
    }

    @Test
    void samples_continue_those_of_a_history_that_is_read_late() {
        imports.run(board, 0, 20);
        JobView past = jobs().find(7).orElseThrow();
        imports.restart();
        board.add(new ServerEvent.TargetsConfigured(List.of()));
        configure();
        imports.run(board, 40, 42);

        remember(past);
        imports.run(board, 44, 44);

        JobView job = jobs().find(7).orElseThrow();
        assertThat(job.sampledFrom()).isEqualTo(Imports.at(0));
        assertThat(job.samples().all().stream().map(JobSample::second))
                .startsWith(0.0, 2.0)
                .endsWith(20.0, 40.0, 42.0, 44.0)
                .hasSize(14);
        assertThat(job.line().job().importedRows()).hasValue(44_000);
    }

    @Test
    void samples_of_a_job_that_ended_before_the_history_was_read_are_those_of_the_history() {
        imports.run(board, 0, 98);
        board.add(imports.polled(104, List.of(FINISHED), 7L));
        JobView past = jobs().find(7).orElseThrow();
        imports.restart();
        board.add(new ServerEvent.TargetsConfigured(List.of()));
        configure();
        board.add(imports.polled(160, List.of(FINISHED), 7L));

        remember(past);

        JobView job = jobs().find(7).orElseThrow();
        assertThat(job.samples()).isEqualTo(past.samples());
        assertThat(job.sampledFrom()).isEqualTo(Imports.at(0));
    }

    @Test
    void samples_of_another_job_with_the_same_number_are_not_continued() {
        board.add(imports.polled(0, List.of(other())));
        JobView past = jobs().find(7).orElseThrow();
        imports.restart();
        board.add(new ServerEvent.TargetsConfigured(List.of()));
        configure();
        imports.run(board, 40, 42);
        JobView before = jobs().find(7).orElseThrow();

        remember(past);

        assertThat(jobs().find(7)).contains(before);
    }

    @Test
    void a_stall_continues_over_a_restart_until_the_job_moves() {
        imports.run(board, 0, 20);
        stand(22, 340);
        JobView past = jobs().find(7).orElseThrow();
        assertThat(stalledFor()).contains(Duration.ofSeconds(320));

        restart(JobFold.USUAL_STALL);
        remember(past);
        stand(400, 420);

        assertThat(stalledFor()).contains(Duration.ofSeconds(400));
        assertThat(jobs().find(7).orElseThrow().line().estimate().eta()).isEmpty();
        stand(422, 1_000);
        assertThat(stalledFor()).contains(Duration.ofSeconds(980));

        board.add(imports.polled(1_002, List.of(RecordedPolls.running(7, 21))));

        assertThat(stalledFor()).isEmpty();
    }

    @Test
    void a_stall_is_known_from_a_history_that_is_read_after_the_first_polls() {
        imports.run(board, 0, 20);
        stand(22, 340);
        JobView past = jobs().find(7).orElseThrow();
        restart(JobFold.USUAL_STALL);
        stand(400, 420);
        assertThat(stalledFor()).isEmpty();

        remember(past);

        assertThat(stalledFor()).contains(Duration.ofSeconds(400));
    }

    @Test
    void a_stall_that_is_shorter_than_the_limit_after_a_restart_is_not_continued() {
        imports.run(board, 0, 20);
        stand(22, 340);
        JobView past = jobs().find(7).orElseThrow();
        restart(Duration.ofHours(1));
        remember(past);
        stand(400, 420);
        assertThat(stalledFor()).isEmpty();

        stand(422, 400 + 3_598);
        assertThat(stalledFor()).isEmpty();
        stand(400 + 3_600, 400 + 3_600);

        assertThat(stalledFor()).contains(Duration.ofHours(1));
    }

    @Test
    void a_stall_that_is_read_after_the_first_polls_is_not_continued_below_their_limit() {
        imports.run(board, 0, 20);
        stand(22, 340);
        JobView past = jobs().find(7).orElseThrow();
        restart(Duration.ofHours(1));
        stand(400, 420);

        remember(past);

        assertThat(stalledFor()).isEmpty();
    }

    /** The server begins anew, without a past. */
    private void restart(Duration stallLimit) {
        board.add(new ServerEvent.TargetsConfigured(List.of()));
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
        imports.restart(stallLimit);
    }

    private void stand(int first, int last) {
        for (int second = first; second <= last; second += 2) {
            board.add(imports.polled(second, List.of(RecordedPolls.running(7, 20))));
        }
    }

    private Optional<Duration> stalledFor() {
        return jobs().find(7).orElseThrow().line().estimate().stalledFor();
    }

    @Test
    void checks_leave_the_jobs_as_they_are() {
        imports.run(board, 0, 20);
        TargetJobs before = jobs();

        board.add(new ServerEvent.CheckStarted("prod", Imports.at(21)));
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(22))));
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "other")));

        assertThat(jobs()).isSameAs(before);
    }

    private void remember(JobView past) {
        board.add(new ServerEvent.HistoryRead(
                "prod", new TargetPast(List.of(), Optional.empty(), Optional.empty(), List.of(), List.of(past))));
    }

    private static ImportJob other() {
        return RecordedPolls.job(7, "running")
                .rows(1_000)
                .table("`shop`.`returns`")
                .build();
    }

    private static ImportJob pending() {
        return JobBuilder.job(7).table("`shop`.`orders`").build();
    }

    private TargetJobs jobs() {
        return board.latest().target("prod").orElseThrow().jobs();
    }
}
