package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.estimate.StepTrack.Remaining;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StepTrackTest {
    private static final OptionalDouble NO_ROWS = OptionalDouble.empty();

    private final StepTrack track = new StepTrack(bytes(0, 1_000), 0, true);

    @Test
    void bytes_are_counted_before_percent_and_percent_before_rows() {
        StepProgress both = new StepProgress("import", "10B", "40B", OptionalInt.of(25), "", "");
        StepProgress empty = new StepProgress("import", "0B", "0B", OptionalInt.of(25), "", "");

        assertThat(unitOf(running().step(both).rows(7).build())).isEqualTo(StepTrack.Unit.BYTES);
        assertThat(unitOf(running().step(empty).rows(7).build())).isEqualTo(StepTrack.Unit.PERCENT);
        assertThat(unitOf(running().rows(7).build())).isEqualTo(StepTrack.Unit.ROWS);
        assertThat(unitOf(running().build())).isEqualTo(StepTrack.Unit.NONE);
    }

    @Test
    void a_step_keeps_the_unit_that_it_began_with() {
        assertThat(track.observe(0, bytes(10, 40), OptionalDouble.of(100))).isFalse();

        assertThat(track.observe(1, percent(30), OptionalDouble.of(100))).isFalse();
        assertThat(track.observe(2, running().rows(9).build(), OptionalDouble.of(100)))
                .isFalse();

        assertThat(track.unit()).isEqualTo(StepTrack.Unit.BYTES);
        assertThat(track.work().value()).hasValue(10);
        assertThat(track.observe(3, bytes(11, 40), OptionalDouble.of(100))).isTrue();
    }

    @Test
    void it_has_moved_when_the_counted_value_differs() {
        StepTrack inPercent = new StepTrack(percent(0), 0, true);
        assertThat(inPercent.observe(0, percent(3), NO_ROWS)).isFalse();
        assertThat(inPercent.observe(1, percent(3), NO_ROWS)).isFalse();
        assertThat(inPercent.observe(2, percent(4), NO_ROWS)).isTrue();

        StepTrack inRows = new StepTrack(rows(0), 0, true);
        assertThat(inRows.observe(0, rows(3), OptionalDouble.of(9))).isFalse();
        assertThat(inRows.observe(1, rows(3), OptionalDouble.of(9))).isFalse();
        assertThat(inRows.observe(2, rows(4), OptionalDouble.of(9))).isTrue();
        assertThat(inRows.observe(3, rows(4), NO_ROWS)).isFalse();
        assertThat(inRows.observe(4, rows(5), NO_ROWS)).isTrue();
    }

    @Test
    void rows_without_an_expectation_are_not_counted_by_a_step() {
        assertThat(track.observe(0, rows(3), NO_ROWS)).isFalse();
        assertThat(track.observe(1, rows(4), NO_ROWS)).isFalse();

        assertThat(track.work().value()).isEmpty();
    }

    @Test
    void rows_whose_expectation_is_dropped_have_no_end_any_more() {
        StepTrack inRows = new StepTrack(rows(0), 0, true);
        for (int second = 0; second <= 3; second++) {
            boolean unused = inRows.observe(second, rows(second), OptionalDouble.of(9));
        }
        assertThat(inRows.remaining(3)).isPresent();

        assertThat(inRows.observe(4, rows(4), NO_ROWS)).isTrue();

        assertThat(inRows.remaining(4)).isEmpty();
    }

    @Test
    void a_job_in_another_phase_or_step_is_in_another_one() {
        StepTrack importing = new StepTrack(percent(0), 0, true);

        assertThat(importing.isOf(percent(50))).isTrue();
        assertThat(importing.isOf(running().phase("validating").step(step(50)).build()))
                .isFalse();
        assertThat(importing.isOf(running().build())).isFalse();
        assertThat(new StepTrack(running().build(), 0, true).isOf(rows(3))).isTrue();
    }

    @Test
    void its_name_decides_what_is_to_come() {
        assertThat(track.remainingSteps()).isEqualTo(new RemainingSteps(0, 0, 0.15));
    }

    @Test
    void its_time_is_in_milliseconds_from_when_it_was_first_seen() {
        StepTrack later = new StepTrack(percent(0), 10, false);

        assertThat(later.seconds(12.5)).isEqualTo(2.5);
        assertThat(later.time(12.5, true))
                .isEqualTo(new PhaseTime("importing", "import", Duration.ofMillis(2_500), false, true));
        assertThat(track.time(3, false))
                .isEqualTo(new PhaseTime("importing", "import", Duration.ofSeconds(3), true, false));
    }

    @Test
    void the_whole_time_of_a_step_seen_from_its_begin_is_what_has_passed_and_what_is_left() {
        StepTrack begun = new StepTrack(percent(0), 10, true);
        boolean unused = begun.observe(10, percent(80), NO_ROWS);

        assertThat(begun.whole(50, 60)).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"75, 60, 240", "50, 60, 120", "10, 60, 100", "0, 60, 100", "100, 60, 100"})
    void the_whole_time_of_a_step_that_began_before_the_watch_follows_from_its_share(
            int percent, double left, double whole) {
        StepTrack joined = new StepTrack(percent(percent), 10, false);
        boolean unused = joined.observe(10, percent(percent), NO_ROWS);

        assertThat(joined.whole(50, left)).isEqualTo(whole);
    }

    @Test
    void the_whole_time_of_a_step_without_a_share_is_at_least_what_was_seen() {
        StepTrack unknown = new StepTrack(running().build(), 10, false);

        assertThat(unknown.whole(50, 60)).isEqualTo(100);
    }

    @Test
    void nothing_remains_to_be_measured_before_the_second_change() {
        assertThat(track.remaining(0)).isEmpty();
        see(0, 0);
        see(10, 10);
        assertThat(track.remaining(10)).isEmpty();

        see(20, 20);

        assertThat(track.remaining(20)).isPresent();
    }

    @Test
    void at_a_steady_speed_the_rest_takes_as_long_as_it_should() {
        for (int second = 0; second <= 100; second += 10) {
            see(second, second);
        }

        Remaining remaining = track.remaining(100).orElseThrow();

        // 900 bytes at 1 byte a second; after ten changes the doubt is 1.05 + 1/10.
        assertThat(remaining.left()).isEqualTo(900, within(1e-9));
        assertThat(remaining.least()).isEqualTo(900 / 1.15, within(1e-9));
        assertThat(remaining.most()).isEqualTo(900 * 1.15, within(1e-9));
    }

    @Test
    void what_was_probably_done_since_the_last_change_does_not_remain() {
        for (int second = 0; second <= 100; second += 10) {
            see(second, second);
        }

        assertThat(track.remaining(105).orElseThrow().left()).isEqualTo(895, within(1e-9));
    }

    @Test
    void nothing_remains_of_more_than_the_total() {
        for (int second = 0; second <= 40; second += 10) {
            see(second, 40L * second);
        }

        assertThat(track.remaining(40)).contains(new Remaining(0, 0, 0));
    }

    @Test
    void the_bounds_follow_from_the_highest_and_the_lowest_speed() {
        // 1 byte a second, then 2 over the last eighth of the measured time, which is 90 seconds.
        for (int second = 0; second <= 90; second += 10) {
            see(second, second);
        }
        see(95, 100);
        see(100, 110);

        Remaining remaining = track.remaining(100).orElseThrow();

        // The speed over half of the time: from second 50 on, 60 bytes in 50 seconds. Of late: from second 80 on.
        assertThat(remaining.left()).isEqualTo(890 / 1.2, within(1e-9));
        assertThat(remaining.least()).isEqualTo(890 / 1.5 / (1.05 + 1.0 / 11), within(1e-9));
        assertThat(remaining.most()).isEqualTo(890 / (100 / 90.0) * (1.05 + 1.0 / 11), within(1e-9));
    }

    private static StepTrack.Unit unitOf(ImportJob job) {
        StepTrack track = new StepTrack(job, 0, true);
        boolean unused = track.observe(0, job, OptionalDouble.of(100));
        return track.unit();
    }

    /** Takes in a number of 1,000 bytes at a second. */
    private void see(double second, long done) {
        boolean unused = track.observe(second, bytes(done, 1_000), NO_ROWS);
    }

    private static ImportJob bytes(long done, long all) {
        return running()
                .step(new StepProgress("import", done + "B", all + "B", OptionalInt.empty(), "", ""))
                .build();
    }

    private static ImportJob percent(int percent) {
        return running().step(step(percent)).build();
    }

    private static StepProgress step(int percent) {
        return new StepProgress("import", "", "", OptionalInt.of(percent), "", "");
    }

    private static ImportJob rows(long imported) {
        return running().rows(imported).build();
    }

    private static JobBuilder running() {
        return JobBuilder.job(1).status("running").phase("importing");
    }
}
