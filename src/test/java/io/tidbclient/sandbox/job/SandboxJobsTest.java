package io.tidbclient.sandbox.job;

import io.tidbclient.sandbox.MutableClock;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SandboxJobsTest {
    /** Pending for 10 s, then running for 100 s: a quarter of it sorting. */
    private static final ScriptedJob JOB = ScriptedJob.of(7, "shop", "orders")
            .with(new JobTiming(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(100)))
            .with(new JobData("s3://b/orders.csv", 297_779, 3_000));

    private final MutableClock clock = new MutableClock();

    @Test
    void a_job_waits_sorts_imports_and_finishes() {
        SandboxJobs jobs = jobs(JOB);

        assertThat(view(jobs).state()).isEqualTo(JobState.PENDING);
        assertThat(view(jobs).started()).isEmpty();
        assertThat(view(jobs).importedRows()).isEmpty();

        clock.advance(Duration.ofSeconds(20));
        assertThat(view(jobs).state()).isEqualTo(JobState.RUNNING);
        assertThat(view(jobs).phase()).isEqualTo("global-sorting");
        assertThat(view(jobs).importedRows()).isEqualTo(OptionalLong.of(0));

        clock.advance(Duration.ofSeconds(40));
        assertThat(view(jobs).phase()).isEqualTo("importing");
        // 25 of the 75 seconds of its import are over.
        assertThat(view(jobs).importedRows()).isEqualTo(OptionalLong.of(1_000));

        clock.advance(Duration.ofSeconds(50));
        assertThat(view(jobs).state()).isEqualTo(JobState.FINISHED);
        assertThat(view(jobs).phase()).isEmpty();
        assertThat(view(jobs).importedRows()).isEqualTo(OptionalLong.of(3_000));
        assertThat(view(jobs).ended()).contains(MutableClock.NOON.plusSeconds(110));
    }

    @Test
    void a_failed_job_keeps_its_phase_and_says_why() {
        SandboxJobs jobs = jobs(JOB.ending(new JobOutcome.Failed("column 4 is not a date")));
        clock.advance(Duration.ofSeconds(500));

        JobView job = view(jobs);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.phase()).isEqualTo("importing");
        assertThat(job.message()).isEqualTo("column 4 is not a date");
        assertThat(job.importedRows()).isEmpty();
        assertThat(job.ended()).contains(MutableClock.NOON.plusSeconds(110));
    }

    @Test
    void a_job_without_end_is_still_running_after_a_year() {
        SandboxJobs jobs = jobs(JOB.ending(new JobOutcome.Never()));
        clock.advance(Duration.ofDays(365));

        JobView job = view(jobs);
        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        assertThat(job.ended()).isEmpty();
        assertThat(job.importedRows().orElseThrow()).isBetween(2_900L, 2_999L);
        assertThat(job.step().orElseThrow().remaining()).isEmpty();
    }

    @Test
    void a_job_that_stays_in_another_status_has_that_word_from_its_start_and_does_not_end() {
        SandboxJobs jobs = jobs(JOB.ending(new JobOutcome.Stays("awaiting-resolution")));
        assertThat(view(jobs).status()).isEqualTo("pending");
        clock.advance(Duration.ofSeconds(10));
        assertThat(view(jobs).status()).isEqualTo("awaiting-resolution");

        clock.advance(Duration.ofDays(1));
        assertThat(view(jobs).status()).isEqualTo("awaiting-resolution");
        assertThat(view(jobs).ended()).isEmpty();
    }

    @Test
    void a_cancelled_job_has_no_end_time() {
        SandboxJobs jobs = jobs(JOB);
        clock.advance(Duration.ofSeconds(60));

        assertThat(jobs.cancel(7)).isTrue();
        clock.advance(Duration.ofMinutes(15));
        JobView job = view(jobs);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(job.ended()).isEmpty();
        assertThat(job.started()).contains(MutableClock.NOON.plusSeconds(10));
        assertThat(job.updated()).isEqualTo(MutableClock.NOON.plusSeconds(60));
        assertThat(jobs.cancel(7)).isFalse();
        assertThat(jobs.cancel(8)).isFalse();
    }

    @Test
    void a_job_cancelled_while_it_waited_never_started() {
        SandboxJobs jobs = jobs(JOB);
        jobs.cancel(7);
        clock.advance(Duration.ofSeconds(60));

        assertThat(view(jobs).started()).isEmpty();
        assertThat(view(jobs).phase()).isEmpty();
    }

    @Test
    void a_job_added_later_begins_then() {
        SandboxJobs jobs = jobs(JOB);
        clock.advance(Duration.ofMinutes(5));
        jobs.add(ScriptedJob.of(3, "shop", "late").lasting(Duration.ofSeconds(10)));

        assertThat(jobs.now()).extracting(job -> job.job().id()).containsExactly(3L, 7L);
        assertThat(jobs.now().getFirst().state()).isEqualTo(JobState.RUNNING);
        assertThatThrownBy(() -> jobs.add(JOB)).hasMessage("there is an import job 7 already");
        jobs.remove(7);
        assertThat(jobs.now()).extracting(job -> job.job().id()).containsExactly(3L);
    }

    @Test
    void a_job_that_is_created_later_is_not_there_yet() {
        SandboxJobs jobs = jobs(JOB.with(new JobTiming(Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(1))));

        assertThat(jobs.now()).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(jobs.now()).hasSize(1);
    }

    @Test
    void a_stalling_job_stops_at_sixty_percent_and_reports_no_time_left() {
        SandboxJobs jobs = jobs(JOB.with(new JobWork(
                java.util.List.of(new JobPhase("importing", 1)), RateShape.STALLING, new JobOutcome.Finished())));
        clock.advance(Duration.ofSeconds(10 + 70));

        assertThat(view(jobs).importedRows()).isEqualTo(OptionalLong.of(1_800));
        clock.advance(Duration.ofSeconds(20));
        assertThat(view(jobs).importedRows()).isEqualTo(OptionalLong.of(1_800));
        Map<String, Optional<String>> values = JobValues.of(view(jobs), ZoneOffset.UTC);
        assertThat(values.get("Cur_Step_Speed")).contains("0B/s");
        assertThat(values.get("Cur_Step_ETA")).contains("N/A");
    }

    @Test
    void a_row_is_written_as_the_server_writes_it() {
        SandboxJobs jobs = jobs(JOB.grouped("g1"));
        clock.advance(Duration.ofSeconds(60));

        Map<String, Optional<String>> values = JobValues.of(view(jobs), ZoneId.of("Asia/Tokyo"));
        assertThat(values.get("Job_ID")).contains("7");
        assertThat(values.get("Group_Key")).contains("g1");
        assertThat(values.get("Target_Table")).contains("`shop`.`orders`");
        assertThat(values.get("Source_File_Size")).contains("290.8KiB");
        assertThat(values.get("Create_Time")).contains("2026-06-15 21:00:00.000000");
        assertThat(values.get("Start_Time")).contains("2026-06-15 21:00:10.000000");
        assertThat(values.get("End_Time")).isEmpty();
        assertThat(values.get("Last_Update_Time")).contains("2026-06-15 21:01:00");
        assertThat(values.get("Cur_Step")).contains("ingest");
        assertThat(values.get("Cur_Step_Processed_Size")).contains("99.26kB");
        assertThat(values.get("Cur_Step_Total_Size")).contains("297.8kB");
        assertThat(values.get("Cur_Step_Progress_Pct")).contains("33");
        assertThat(values.get("Cur_Step_Speed")).contains("3.97kB/s");
        assertThat(values.get("Cur_Step_ETA")).contains("00:00:50");
    }

    @Test
    void a_pending_job_has_the_zero_date_and_no_step() {
        Map<String, Optional<String>> values = JobValues.of(view(jobs(JOB)), ZoneOffset.UTC);

        assertThat(values.get("Last_Update_Time")).contains("0000-00-00 00:00:00");
        assertThat(values.get("Start_Time")).isEmpty();
        assertThat(values.get("Imported_Rows")).isEmpty();
        assertThat(values.get("Cur_Step")).isEmpty();
        assertThat(values.get("Group_Key")).isEmpty();
    }

    @Test
    void each_layout_has_the_columns_of_its_release() {
        assertThat(JobLayout.NONE.wireColumns()).isEmpty();
        assertThat(JobLayout.COLUMNS_13.wireColumns()).hasSize(13);
        assertThat(JobLayout.COLUMNS_20.wireColumns()).hasSize(20);
        assertThat(JobLayout.COLUMNS_21.wireColumns()).hasSize(21);
        assertThat(JobLayout.COLUMNS_21.wireColumns().get(1).name()).isEqualTo("Group_Key");
        assertThat(JobLayout.COLUMNS_20.wireColumns().subList(0, 13)).isEqualTo(JobLayout.COLUMNS_13.wireColumns());
    }

    @Test
    void two_jobs_of_one_id_make_no_script() {
        assertThatThrownBy(() -> JobScript.of(JOB, JOB)).hasMessage("two import jobs have the id 7");
    }

    @Test
    void the_demonstration_shows_one_end_one_failure_and_one_that_continues() {
        SandboxJobs jobs = new SandboxJobs(JobScript.demo(Duration.ofSeconds(10)), clock);
        assertThat(jobs.now())
                .extracting(JobView::state)
                .containsExactly(
                        JobState.FINISHED, JobState.CANCELLED, JobState.RUNNING, JobState.RUNNING, JobState.PENDING);

        clock.advance(Duration.ofSeconds(10));
        assertThat(jobs.now())
                .extracting(JobView::state)
                .containsExactly(
                        JobState.FINISHED, JobState.CANCELLED, JobState.FINISHED, JobState.FAILED, JobState.RUNNING);
    }

    @Property
    void rows_never_go_back_and_never_exceed_the_total(
            @ForAll RateShape shape, @ForAll @IntRange(max = 120) int second, @ForAll @IntRange(max = 30) int later) {
        MutableClock time = new MutableClock();
        SandboxJobs jobs = new SandboxJobs(JobScript.of(JOB.with(JobWork.of(shape, new JobOutcome.Finished()))), time);
        time.advance(Duration.ofSeconds(second));
        long before = view(jobs).importedRows().orElse(0);
        time.advance(Duration.ofSeconds(later));
        long after = view(jobs).importedRows().orElse(0);

        assertThat(after).isBetween(before, 3_000L);
    }

    private SandboxJobs jobs(ScriptedJob... jobs) {
        return new SandboxJobs(JobScript.of(jobs), clock);
    }

    private static JobView view(SandboxJobs jobs) {
        return jobs.now().getFirst();
    }
}
