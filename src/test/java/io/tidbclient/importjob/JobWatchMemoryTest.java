package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static io.tidbclient.importjob.Jobs.at;
import static org.assertj.core.api.Assertions.assertThat;

/** What a watch keeps of many jobs, and what it only counts. */
class JobWatchMemoryTest extends OnJobWatch {
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

    @Test
    void a_job_that_vanished_was_put_away_and_is_back_as_ended_is_reported_with_its_result() {
        JobWatch none = new JobWatch(Duration.ZERO, JobInterest.ACTIVE, 0);
        none.observe(List.of(Jobs.running(1, 0, 5)), at(10), 0);
        none.observe(List.of(), at(12), 1);
        assertThat(none.observe(List.of(), at(14), 2).earlier()).isEqualTo(new JobCounts(Map.of(), 1));

        Poll back = none.observe(List.of(Jobs.failed(1, 0, 11, "boom")), at(16), 3);

        assertThat(back.ended()).containsExactly(1L);
        assertThat(back.jobs()).extracting(watched -> watched.job().status()).containsExactly(JobStatus.FAILED);
        assertThat(back.earlier()).isEqualTo(JobCounts.NONE);
    }

    @Test
    void a_job_that_vanished_and_is_back_at_work_is_not_among_those_to_put_away() {
        JobWatch one = new JobWatch(Duration.ZERO, JobInterest.ACTIVE, 1);
        one.observe(List.of(Jobs.running(1, 0, 5), Jobs.running(2, 0, 5)), at(10), 0);
        one.observe(List.of(Jobs.running(2, 0, 5)), at(12), 1);
        one.observe(List.of(Jobs.running(1, 0, 5), Jobs.running(2, 0, 5)), at(14), 2);
        List<ImportJob> secondEnded = List.of(Jobs.running(1, 0, 5), Jobs.failed(2, 0, 15, "boom"));
        one.observe(secondEnded, at(16), 3);

        Poll last = one.observe(secondEnded, at(18), 4);

        assertThat(last.jobs()).extracting(watched -> watched.job().id()).containsExactly(1L, 2L);
        assertThat(last.earlier()).isEqualTo(JobCounts.NONE);
    }
}
