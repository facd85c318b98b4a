package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static io.tidbclient.importjob.Jobs.at;
import static org.assertj.core.api.Assertions.assertThat;

class JobWatchTest {
    private final JobWatch watch = new JobWatch(Duration.ZERO);

    /** A poll at a second after noon, by the server's clock as by the local one. */
    private Poll poll(long second, ImportJob... jobs) {
        return watch.observe(List.of(jobs), at(second), TimeUnit.SECONDS.toNanos(second));
    }

    private static WatchedJob job(Poll poll, long id) {
        return poll.jobs().stream()
                .filter(watched -> watched.job().id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_first_poll_follows_active_jobs_and_ignores_history() {
        Poll first = poll(
                100,
                Jobs.running(30, 40, 10),
                Jobs.finished(1, 0, 20, 42),
                Jobs.failed(2, 0, 20, "boom"),
                Jobs.cancelled(3, 0, "cancelled"),
                Jobs.pending(20, 90),
                Jobs.awaitingResolution(25, 50));

        assertThat(first.number()).isEqualTo(1);
        assertThat(first.jobs()).extracting(watched -> watched.job().id()).containsExactly(20L, 25L, 30L);
        assertThat(first.appeared()).containsExactly(20L, 25L, 30L);
        assertThat(first.ended()).isEmpty();
        assertThat(first.active()).isEqualTo(3);
    }

    @Test
    void a_job_in_an_unknown_status_counts_as_active() {
        ImportJob paused =
                Jobs.job(7, "paused", "importing", OptionalLong.empty(), "", 0, Optional.of(at(0)), Optional.empty());

        assertThat(poll(10, paused).active()).isEqualTo(1);
    }

    @Test
    void a_job_that_ends_between_polls_is_reported_once_and_keeps_its_result() {
        poll(10, Jobs.running(1, 0, 5), Jobs.running(2, 0, 5));

        Poll second = poll(12, Jobs.failed(1, 0, 11, "checksum mismatch"), Jobs.finished(2, 0, 11, 9));
        Poll third = poll(14, Jobs.failed(1, 0, 11, "checksum mismatch"), Jobs.finished(2, 0, 11, 9));

        assertThat(second.ended()).containsExactly(1L, 2L);
        assertThat(second.appeared()).isEmpty();
        assertThat(third.ended()).isEmpty();
        assertThat(job(third, 1).job().status()).isEqualTo(JobStatus.FAILED);
        assertThat(job(third, 1).job().resultMessage()).isEqualTo("checksum mismatch");
        assertThat(job(third, 2).job().importedRows()).hasValue(9);
    }

    @Test
    void a_job_that_starts_later_is_picked_up() {
        poll(10, Jobs.running(1, 0, 5));

        Poll second = poll(12, Jobs.running(1, 0, 6), Jobs.pending(9, 11));

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.appeared()).containsExactly(9L);
        assertThat(second.active()).isEqualTo(2);
    }

    @Test
    void a_job_that_starts_and_ends_between_two_polls_is_reported_as_both() {
        poll(10, Jobs.running(50, 5, 5), Jobs.finished(2, 0, 1, 1));

        // A lower id than those before: each TiDB server hands out ids from a range of its own.
        Poll second = poll(12, Jobs.running(50, 5, 5), Jobs.finished(2, 0, 1, 1), Jobs.failed(7, 11, 12, "no"));
        Poll third = poll(14, Jobs.running(50, 5, 5), Jobs.finished(2, 0, 1, 1), Jobs.failed(7, 11, 12, "no"));

        assertThat(second.appeared()).containsExactly(7L);
        assertThat(second.ended()).containsExactly(7L);
        assertThat(job(second, 7).elapsed()).contains(Duration.ofSeconds(1));
        assertThat(third.appeared()).isEmpty();
        assertThat(third.ended()).isEmpty();
        assertThat(third.jobs()).extracting(watched -> watched.job().id()).containsExactly(7L, 50L);
    }

    @Test
    void history_stays_history_though_a_server_of_the_cluster_runs_ahead_of_the_clock() {
        ImportJob ahead = Jobs.finished(3, 500, 501, 1);
        poll(10, ahead);

        assertThat(poll(12, ahead).jobs()).isEmpty();
        assertThat(poll(14, ahead, Jobs.finished(2, 400, 401, 1)).jobs()).isEmpty();
    }

    @Test
    void after_an_empty_first_list_every_job_is_new() {
        poll(10);

        Poll second = poll(12, Jobs.finished(1, 3, 11, 4));

        assertThat(second.appeared()).containsExactly(1L);
        assertThat(second.ended()).containsExactly(1L);
    }

    @Test
    void an_ended_job_of_unknown_age_is_not_taken_for_a_new_one() {
        poll(10);

        assertThat(poll(12, finishedAtUnknownTimes(4)).jobs()).isEmpty();
    }

    @Test
    void a_job_that_vanishes_is_reported_once_and_its_clock_stops() {
        poll(10, Jobs.running(1, 0, 5), Jobs.running(2, 0, 5));

        Poll second = poll(12, Jobs.running(2, 0, 6));
        Poll third = poll(60, Jobs.running(2, 0, 7));

        assertThat(second.ended()).containsExactly(1L);
        assertThat(job(second, 1).vanished()).isTrue();
        assertThat(job(second, 1).over()).isTrue();
        assertThat(third.ended()).isEmpty();
        assertThat(job(third, 1).elapsed()).contains(Duration.ofSeconds(12));
        assertThat(third.active()).isEqualTo(1);
    }

    @Test
    void a_vanished_job_that_is_back_is_active_again() {
        poll(10, Jobs.running(1, 0, 5));
        poll(12);

        Poll third = poll(14, Jobs.running(1, 0, 9));
        Poll fourth = poll(16, Jobs.finished(1, 0, 15, 9));

        assertThat(job(third, 1).vanished()).isFalse();
        assertThat(job(third, 1).elapsed()).contains(Duration.ofSeconds(14));
        assertThat(third.appeared()).isEmpty();
        assertThat(fourth.ended()).containsExactly(1L);
    }

    @Test
    void a_vanished_job_that_is_back_as_ended_is_reported_again_since_its_result_is_known_only_now() {
        poll(10, Jobs.running(1, 0, 5));
        poll(12);

        Poll third = poll(14, Jobs.failed(1, 0, 11, "boom"));

        assertThat(third.ended()).containsExactly(1L);
        assertThat(job(third, 1).vanished()).isFalse();
        assertThat(job(third, 1).elapsed()).contains(Duration.ofSeconds(11));
    }

    @Test
    void history_that_the_server_drops_does_not_change_a_job_that_has_ended() {
        poll(10, Jobs.running(1, 0, 5));
        poll(12, Jobs.finished(1, 0, 11, 5));

        Poll third = poll(14);

        assertThat(third.ended()).isEmpty();
        assertThat(job(third, 1).vanished()).isFalse();
        assertThat(job(third, 1).job().status()).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void elapsed_follows_the_servers_clock_and_is_unknown_while_pending() {
        Poll first = poll(100, Jobs.running(1, 40, 0), Jobs.pending(2, 50), Jobs.awaitingResolution(3, 10));

        assertThat(job(first, 1).elapsed()).contains(Duration.ofSeconds(60));
        assertThat(job(first, 2).elapsed()).isEmpty();
        assertThat(job(first, 3).elapsed()).contains(Duration.ofSeconds(90));
    }

    @Test
    void elapsed_of_a_finished_job_is_from_its_start_to_its_end() {
        poll(10, Jobs.running(1, 0, 5));
        poll(20, Jobs.finished(1, 0, 11, 5));

        assertThat(job(poll(90, Jobs.finished(1, 0, 11, 5)), 1).elapsed()).contains(Duration.ofSeconds(11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "canceled"})
    void a_cancelled_job_without_an_end_time_stops_its_clock_in_the_poll_that_saw_it(String spelling) {
        poll(10, Jobs.running(1, 0, 5));

        Poll second = poll(12, Jobs.cancelled(1, 0, spelling));
        Poll third = poll(99, Jobs.cancelled(1, 0, spelling));

        assertThat(second.ended()).containsExactly(1L);
        assertThat(job(second, 1).elapsed()).contains(Duration.ofSeconds(12));
        assertThat(job(third, 1).elapsed()).contains(Duration.ofSeconds(12));
    }

    @Test
    void a_cancelled_job_that_was_never_seen_active_has_no_elapsed_time() {
        poll(10);

        assertThat(job(poll(12, Jobs.cancelled(1, 11, "cancelled")), 1).elapsed())
                .isEmpty();
    }

    @Test
    void a_start_ahead_of_the_clock_gives_no_negative_time() {
        assertThat(job(poll(10, Jobs.running(1, 11, 0)), 1).elapsed()).contains(Duration.ZERO);
    }

    @Test
    void rows_per_second_come_from_the_last_two_polls_by_the_local_clock() {
        assertThat(job(poll(10, Jobs.running(1, 0, 100)), 1).rowsPerSecond()).isEmpty();
        assertThat(job(poll(12, Jobs.running(1, 0, 500)), 1).rowsPerSecond()).hasValue(200.0);
        assertThat(job(poll(16, Jobs.running(1, 0, 500)), 1).rowsPerSecond()).hasValue(0.0);
    }

    @Test
    void a_poll_without_rows_leaves_the_speed_unknown_and_the_next_one_bridges_it() {
        poll(10, Jobs.running(1, 0, 100));

        assertThat(job(poll(12, Jobs.awaitingResolution(1, 0)), 1).rowsPerSecond())
                .isEmpty();
        assertThat(job(poll(20, Jobs.running(1, 0, 1100)), 1).rowsPerSecond()).hasValue(100.0);
    }

    @Test
    void a_local_clock_that_stands_still_or_goes_back_gives_no_speed() {
        watch.observe(List.of(Jobs.running(1, 0, 100)), at(10), 5_000);

        Poll still = watch.observe(List.of(Jobs.running(1, 0, 200)), at(12), 5_000);
        Poll back = watch.observe(List.of(Jobs.running(1, 0, 300)), at(14), 4_000);
        Poll on = watch.observe(List.of(Jobs.running(1, 0, 400)), at(16), 1_000_004_000);

        assertThat(job(still, 1).rowsPerSecond()).isEmpty();
        assertThat(job(back, 1).rowsPerSecond()).isEmpty();
        assertThat(job(on, 1).rowsPerSecond()).hasValue(100.0);
    }

    @Test
    void a_row_count_that_falls_gives_no_speed() {
        poll(10, Jobs.running(1, 0, 500));

        assertThat(job(poll(12, Jobs.running(1, 0, 100)), 1).rowsPerSecond()).isEmpty();
    }

    @Test
    void a_job_that_has_ended_has_no_speed() {
        poll(10, Jobs.running(1, 0, 100));
        poll(12, Jobs.running(1, 0, 300));

        assertThat(job(poll(14, Jobs.finished(1, 0, 13, 500)), 1).rowsPerSecond())
                .isEqualTo(OptionalDouble.empty());
    }

    @Test
    void the_largest_row_counts_do_not_overflow() {
        poll(10, Jobs.running(1, 0, 0));

        assertThat(job(poll(11, Jobs.running(1, 0, Long.MAX_VALUE)), 1).rowsPerSecond())
                .hasValue(9.223372036854776E18);
    }

    @Test
    void a_job_listed_twice_is_followed_once() {
        Poll first = poll(10, Jobs.running(1, 0, 5), Jobs.finished(1, 0, 9, 5));

        assertThat(first.appeared()).containsExactly(1L);
        assertThat(first.ended()).isEmpty();
        assertThat(first.jobs()).hasSize(1);
    }

    @Test
    void five_hundred_polls_keep_no_more_than_the_jobs_that_were_active() {
        List<ImportJob> history = history(200);
        for (int i = 0; i < 500; i++) {
            List<ImportJob> all = new ArrayList<>(history);
            all.add(Jobs.running(1_000_000, 0, i));
            if (i % 2 == 0) {
                all.add(Jobs.running(1_000_001, 0, i));
            }
            watch.observe(all, at(10 + 2L * i), i);
        }

        assertThat(watch.size()).isEqualTo(2);
    }

    @Test
    void a_poll_over_ten_thousand_jobs_of_history_is_cheap() {
        List<ImportJob> all = Stream.concat(history(10_000).stream(), Stream.of(Jobs.running(1_000_000, 0, 5)))
                .toList();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            // Processor time of this thread: other processes of the machine do not count.
            long before = threads.getCurrentThreadCpuTime();
            watch.observe(all, at(10 + i), i);
            nanos[i] = threads.getCurrentThreadCpuTime() - before;
        }

        assertThat(watch.size()).isEqualTo(1);
        long median =
                Arrays.stream(nanos).skip(100).sorted().skip(50).findFirst().orElseThrow();
        assertThat(Duration.ofNanos(median)).isLessThan(Duration.ofMillis(20));
    }

    private static List<ImportJob> history(int size) {
        return LongStream.rangeClosed(1, size)
                .mapToObj(id -> Jobs.finished(id, 0, 5, id))
                .toList();
    }

    /** As a layout without the time columns would give it. */
    private static ImportJob finishedAtUnknownTimes(long id) {
        return new ImportJob(
                id,
                Optional.empty(),
                "",
                "`d`.`t`",
                "",
                JobStatus.FINISHED,
                "finished",
                "",
                OptionalLong.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                Map.of());
    }

    private static final int KEPT = 2;

    private final JobWatch bounded = new JobWatch(Duration.ZERO, JobInterest.ACTIVE, KEPT);

    /** Jobs of which those up to {@code ended} have failed, at a second. */
    private Poll oneAfterTheOther(int jobs, int ended, long second) {
        List<ImportJob> all = new ArrayList<>();
        for (int id = 1; id <= jobs; id++) {
            all.add(id <= ended ? Jobs.failed(id, id, 1_000 + id, "boom") : Jobs.running(id, id, id));
        }
        return bounded.observe(all, at(second), TimeUnit.SECONDS.toNanos(second));
    }

    @Test
    void of_the_jobs_that_have_ended_only_the_last_are_kept_and_the_others_counted() {
        oneAfterTheOther(5, 0, 2_000);
        for (int ended = 1; ended <= 5; ended++) {
            assertThat(oneAfterTheOther(5, ended, 2_000 + ended).ended()).containsExactly((long) ended);
        }

        Poll last = oneAfterTheOther(5, 5, 2_010);

        assertThat(last.jobs()).extracting(watched -> watched.job().id()).containsExactly(4L, 5L);
        assertThat(last.earlier()).isEqualTo(new JobCounts(Map.of(JobStatus.FAILED, 3), 0));
        assertThat(last.ended()).isEmpty();
        assertThat(last.appeared()).isEmpty();
        assertThat(bounded.size()).isEqualTo(KEPT);
    }

    @Test
    void jobs_that_end_in_a_poll_are_reported_in_it_however_many_are_kept() {
        oneAfterTheOther(5, 0, 2_000);

        Poll second = oneAfterTheOther(5, 5, 2_001);
        Poll third = oneAfterTheOther(5, 5, 2_002);

        assertThat(second.jobs()).hasSize(5);
        assertThat(second.ended()).hasSize(5);
        assertThat(third.jobs()).extracting(watched -> watched.job().id()).containsExactly(4L, 5L);
        assertThat(third.earlier().total()).isEqualTo(3);
    }

    @Test
    void the_first_to_be_put_away_are_those_that_ended_first_not_those_with_small_ids() {
        JobWatch all = new JobWatch(Duration.ZERO, JobInterest.ANY, KEPT);
        List<ImportJob> history =
                List.of(Jobs.finished(1, 0, 900, 1), Jobs.finished(2, 0, 300, 1), Jobs.finished(3, 0, 800, 1));
        all.observe(history, at(2_000), 0);

        assertThat(all.observe(history, at(2_001), 1_000).jobs())
                .extracting(watched -> watched.job().id())
                .containsExactly(1L, 3L);
    }

    @Test
    void a_job_that_vanished_was_put_away_and_is_back_at_work_is_followed_again() {
        oneAfterTheOther(3, 0, 2_000);
        bounded.observe(List.of(), at(2_001), TimeUnit.SECONDS.toNanos(2_001));
        Poll empty = bounded.observe(List.of(), at(2_002), TimeUnit.SECONDS.toNanos(2_002));

        Poll back = oneAfterTheOther(3, 0, 2_003);

        assertThat(empty.earlier()).isEqualTo(new JobCounts(Map.of(), 1));
        assertThat(back.active()).isEqualTo(3);
        assertThat(back.earlier().total()).isZero();
    }

    @Test
    void a_job_that_has_the_id_of_one_put_away_and_is_at_work_is_another_one() {
        oneAfterTheOther(3, 0, 2_000);
        oneAfterTheOther(3, 3, 2_001);
        oneAfterTheOther(3, 3, 2_002);

        Poll fresh = oneAfterTheOther(1, 0, 2_003);

        assertThat(fresh.active()).isEqualTo(1);
        assertThat(fresh.earlier()).isEqualTo(new JobCounts(Map.of(JobStatus.FAILED, 1), 0));
    }
}
