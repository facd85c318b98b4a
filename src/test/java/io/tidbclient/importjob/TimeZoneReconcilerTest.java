package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static io.tidbclient.importjob.Jobs.at;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers whose times come in changing zones, as a TiDB with a global time zone of its own gives them. */
class TimeZoneReconcilerTest {
    private static final long HOUR = 3600;
    private static final Duration SYSTEM = Duration.ZERO;
    private static final Duration SHANGHAI = Duration.ofHours(8);
    private static final Duration NEW_YORK = Duration.ofHours(-5);

    /** A poll at a second after noon, SYSTEM time, answered in some zone. */
    private static Poll poll(JobWatch watch, long second, Duration zone, ImportJob... jobs) {
        return watch.observe(
                Arrays.stream(jobs).map(job -> job.later(zone)).toList(), at(second), second * 1_000_000_000);
    }

    private static Optional<Duration> elapsed(Poll poll) {
        return poll.jobs().getFirst().elapsed();
    }

    @Test
    void elapsed_and_times_stay_the_same_whichever_zone_answers() {
        JobWatch watch = new JobWatch(SHANGHAI);
        ImportJob job = Jobs.running(1, 0, 5);

        Poll first = poll(watch, 60, SYSTEM, job);
        Poll second = poll(watch, 62, SHANGHAI, job);
        Poll third = poll(watch, 64, SYSTEM, job);

        assertThat(elapsed(first)).contains(Duration.ofSeconds(60));
        assertThat(elapsed(second)).contains(Duration.ofSeconds(62));
        assertThat(elapsed(third)).contains(Duration.ofSeconds(64));
        assertThat(second.jobs().getFirst().job()).isEqualTo(job);
    }

    @Test
    void a_young_job_answered_in_the_zone_ahead_is_not_taken_to_start_in_the_future() {
        JobWatch watch = new JobWatch(SHANGHAI);

        Poll first = poll(watch, 60, SHANGHAI, Jobs.running(1, 0, 5));

        assertThat(elapsed(first)).contains(Duration.ofSeconds(60));
        assertThat(first.jobs().getFirst().job().started()).contains(at(0));
    }

    @Test
    void a_young_job_answered_in_the_zone_behind_is_not_taken_for_an_old_one() {
        JobWatch watch = new JobWatch(NEW_YORK);

        assertThat(elapsed(poll(watch, 60, NEW_YORK, Jobs.running(1, 0, 5)))).contains(Duration.ofSeconds(60));
        assertThat(elapsed(poll(watch, 62, SYSTEM, Jobs.running(1, 0, 5)))).contains(Duration.ofSeconds(62));
    }

    @Test
    void an_old_job_is_known_exactly_once_both_zones_have_answered() {
        ImportJob old = Jobs.running(1, -20 * HOUR, 5);
        JobWatch behind = new JobWatch(NEW_YORK);
        poll(behind, 0, SYSTEM, old);
        JobWatch ahead = new JobWatch(SHANGHAI);
        poll(ahead, 0, SHANGHAI, old);

        assertThat(elapsed(poll(behind, 2, NEW_YORK, old)))
                .contains(Duration.ofHours(20).plusSeconds(2));
        assertThat(elapsed(poll(behind, 4, SYSTEM, old)))
                .contains(Duration.ofHours(20).plusSeconds(4));
        assertThat(elapsed(poll(ahead, 2, SYSTEM, old)))
                .contains(Duration.ofHours(20).plusSeconds(2));
        assertThat(elapsed(poll(ahead, 4, SHANGHAI, old)))
                .contains(Duration.ofHours(20).plusSeconds(4));
    }

    @Test
    void a_zone_that_the_cluster_had_before_is_recognised_by_the_shift() {
        JobWatch watch = new JobWatch(Duration.ZERO);
        Duration before = Duration.ofHours(3);

        Poll first = poll(watch, 60, before, Jobs.running(1, 0, 5));
        Poll second = poll(watch, 62, SYSTEM, Jobs.running(1, 0, 5));
        Poll third = poll(watch, 64, before, Jobs.running(1, 0, 5));

        assertThat(elapsed(first)).isEmpty();
        assertThat(elapsed(second)).contains(Duration.ofSeconds(62));
        assertThat(elapsed(third)).contains(Duration.ofSeconds(64));
    }

    @Test
    void the_zone_of_times_is_known_where_the_cluster_has_that_of_the_server() {
        JobWatch watch = new JobWatch(Duration.ZERO);

        assertThat(zone(watch, 60, SYSTEM)).contains(ZoneOffset.ofHours(1));
        assertThat(zone(watch, 62, SYSTEM)).contains(ZoneOffset.ofHours(1));
        assertThat(zone(watch, 64, Duration.ofHours(-3)))
                .as("of an internal session with an earlier zone")
                .isEmpty();
    }

    @Test
    void a_job_created_in_the_future_is_in_a_zone_that_is_not_known() {
        assertThat(zone(new JobWatch(Duration.ZERO), 60, Duration.ofHours(3))).isEmpty();
    }

    @Test
    void the_zone_of_times_is_known_once_answers_in_both_zones_were_seen() {
        JobWatch watch = new JobWatch(SHANGHAI);

        assertThat(zone(watch, 60, SYSTEM)).isEmpty();
        assertThat(zone(watch, 62, SYSTEM)).isEmpty();
        assertThat(zone(watch, 64, SHANGHAI)).contains(ZoneOffset.ofHours(1));
        assertThat(zone(watch, 66, SYSTEM)).contains(ZoneOffset.ofHours(1));
    }

    @Test
    void without_the_servers_zone_that_of_times_is_not_known() {
        assertThat(poll(new JobWatch(Duration.ZERO), 60, SYSTEM, Jobs.running(1, 0, 5))
                        .jobs()
                        .getFirst()
                        .zone())
                .isEmpty();
    }

    /** Of a job after an answer in some zone by a server that is an hour ahead of UTC. */
    private static Optional<ZoneOffset> zone(JobWatch watch, long second, Duration answered) {
        return watch.observe(
                        List.of(Jobs.running(1, 0, 5).later(answered)),
                        at(second),
                        Optional.of(ZoneOffset.ofHours(1)),
                        second * 1_000_000_000)
                .jobs()
                .getFirst()
                .zone();
    }

    @Test
    void history_is_not_new_because_it_is_in_a_zone_ahead() {
        JobWatch watch = new JobWatch(SHANGHAI);
        ImportJob[] history = {Jobs.finished(1, -100, -90, 1), Jobs.finished(2, -50, -40, 1)};
        poll(watch, 0, SYSTEM, history);

        assertThat(poll(watch, 2, SHANGHAI, history).jobs()).isEmpty();
    }

    @Test
    void a_job_that_came_and_went_is_new_though_reported_in_a_zone_behind() {
        JobWatch watch = new JobWatch(NEW_YORK);
        ImportJob old = Jobs.finished(1, -100, -90, 1);
        poll(watch, 0, SYSTEM, old);

        Poll second = poll(watch, 4, NEW_YORK, old, Jobs.failed(2, 1, 3, "no"));

        assertThat(second.appeared()).containsExactly(2L);
        assertThat(second.jobs().getFirst().job()).isEqualTo(Jobs.failed(2, 1, 3, "no"));
    }

    @Test
    void an_end_in_another_zone_than_the_start_before_it_gives_the_right_duration() {
        JobWatch watch = new JobWatch(SHANGHAI);
        poll(watch, 10, SYSTEM, Jobs.running(1, 0, 5), Jobs.running(2, 0, 5));

        Poll second = poll(watch, 14, SHANGHAI, Jobs.finished(1, 0, 12, 9), Jobs.cancelled(2, 0, "cancelled"));

        assertThat(second.jobs())
                .extracting(watched -> watched.elapsed().orElseThrow())
                .containsExactly(Duration.ofSeconds(12), Duration.ofSeconds(14));
    }

    @Test
    void an_edited_creation_time_is_no_change_of_zone() {
        JobWatch watch = new JobWatch(Duration.ZERO);
        poll(watch, 10, SYSTEM, Jobs.running(1, 0, 5));
        ImportJob edited = JobBuilder.job(1)
                .status("running")
                .phase("importing")
                .rows(5)
                .created(at(7))
                .started(at(0))
                .build();

        assertThat(elapsed(poll(watch, 12, SYSTEM, edited))).contains(Duration.ofSeconds(12));
    }

    @Test
    void a_new_job_created_a_quarter_of_an_hour_after_the_newest_one_is_no_change_of_zone() {
        JobWatch watch = new JobWatch(Duration.ZERO);
        Optional<ZoneOffset> utc = Optional.of(ZoneOffset.UTC);
        ImportJob history = Jobs.finished(1, 0, 5, 1);
        watch.observe(List.of(history), at(10), utc, 0);

        Poll second = watch.observe(List.of(Jobs.running(2, 900, 0), history), at(960), utc, 1);

        assertThat(second.jobs().getFirst().zone()).isEqualTo(utc);
        assertThat(elapsed(second)).contains(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"PT26H, PT26H", "PT-26H, PT-26H", "PT26H15M, PT0S", "PT7M, PT0S", "PT15M, PT15M"})
    void only_whole_quarters_of_an_hour_up_to_26_hours_are_a_difference_of_zones(Duration difference, Duration ahead) {
        TimeZoneReconciler reconciler = new TimeZoneReconciler(Duration.ZERO);

        assertThat(reconciler.ahead(List.of(Jobs.running(1, 0, 5).later(difference)), id -> Optional.of(at(0))))
                .isEqualTo(ahead);
    }
}
