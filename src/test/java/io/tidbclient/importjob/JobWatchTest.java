package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.tidbclient.importjob.Jobs.at;
import static org.assertj.core.api.Assertions.assertThat;

/** The jobs that a watch follows, and when it reports them as new, ended or vanished. */
class JobWatchTest extends OnJobWatch {
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
        ImportJob paused = JobBuilder.job(7)
                .status("paused")
                .phase("importing")
                .created(at(0))
                .started(at(0))
                .build();

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
        ImportJob withoutTimes = JobBuilder.job(4).status("finished").build();
        poll(10);

        assertThat(poll(12, withoutTimes).jobs()).isEmpty();
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
    void a_job_listed_twice_is_followed_once() {
        Poll first = poll(10, Jobs.running(1, 0, 5), Jobs.finished(1, 0, 9, 5));

        assertThat(first.appeared()).containsExactly(1L);
        assertThat(first.ended()).isEmpty();
        assertThat(first.jobs()).hasSize(1);
    }
}
