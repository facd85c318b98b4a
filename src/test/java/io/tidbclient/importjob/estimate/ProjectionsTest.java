package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Which figures a projection is made from. Jobs have a source of 1,000 bytes. */
class ProjectionsTest {
    private static final Optional<ImportHistory> NO_HISTORY = Optional.empty();
    private static final Optional<ImportHistory> HISTORY =
            Optional.of(new ImportHistory(3, 1, 0.5, 1.5, 0.1, 0.09, 0.12));
    private static final Duration ELAPSED = Duration.ofSeconds(40);

    private final Projections projections = new Projections(false);

    @Test
    void the_last_long_step_is_projected_from_its_progress() {
        StepTrack track = inBytes("import");

        Projection projection = projections
                .of(watched(bytes("import", 100), HISTORY), Optional.of(track), 100)
                .orElseThrow();

        // 900 seconds are left of 1,000; the checksum takes up to 0.15 of them.
        assertProjection(projection, EstimateSource.STEP, 900, 900 / 1.15, 900 * 1.15 + 150);
    }

    @Test
    void steps_to_come_are_taken_to_be_as_long() {
        StepTrack track = inBytes("encode");

        Projection projection = projections
                .of(watched(bytes("encode", 100), NO_HISTORY), Optional.of(track), 100)
                .orElseThrow();

        assertProjection(projection, EstimateSource.STEP_AND_LATER, 900 + 1_000, 900 / 1.15 + 250, 900 * 1.15 + 5_000);
    }

    @Test
    void earlier_imports_are_preferred_to_steps_to_come_of_unknown_duration() {
        StepTrack track = inBytes("encode");

        Projection projection = projections
                .of(watched(bytes("encode", 100), HISTORY), Optional.of(track), 100)
                .orElseThrow();

        assertThat(projection.source()).isEqualTo(EstimateSource.PAST);
    }

    @Test
    void rows_expected_by_the_user_have_no_bounds_of_earlier_imports() {
        Projection projection = new Projections(true)
                .of(watched(rows(100), HISTORY), Optional.of(inRows()), 100)
                .orElseThrow();

        assertProjection(projection, EstimateSource.ROWS_EXPECTED, 900, 900 / 1.15, 900 * 1.15 + 150);
    }

    @Test
    void rows_of_earlier_imports_bring_their_bounds() {
        Projection projection = projections
                .of(watched(rows(100), HISTORY), Optional.of(inRows()), 100)
                .orElseThrow();

        assertProjection(projection, EstimateSource.ROWS_PAST, 900, 900 / 1.15 * 0.5, 900 * 1.15 * 1.5 + 150);
    }

    @Test
    void rows_without_an_earlier_import_keep_their_own_bounds() {
        Projection projection = projections
                .of(watched(rows(100), NO_HISTORY), Optional.of(inRows()), 100)
                .orElseThrow();

        assertProjection(projection, EstimateSource.ROWS_PAST, 900, 900 / 1.15, 900 * 1.15 + 150);
    }

    @Test
    void the_time_of_earlier_imports_serves_where_nothing_is_measured() {
        Projection projection = projections
                .of(watched(rows(100), HISTORY), Optional.empty(), 100)
                .orElseThrow();

        assertProjection(projection, EstimateSource.PAST, 60, 72 - 40, 150 - 40);
    }

    @Test
    void the_lower_bound_of_earlier_imports_is_not_negative() {
        assertThat(past(Duration.ofSeconds(80)).orElseThrow().least()).isZero();
    }

    @Test
    void an_import_that_took_as_long_as_the_earlier_ones_is_not_projected_from_them() {
        assertThat(past(Duration.ofMillis(99_999))).isPresent();
        assertThat(past(Duration.ofSeconds(100))).isEmpty();
        assertThat(past(Duration.ofSeconds(101))).isEmpty();
    }

    @Test
    void earlier_imports_are_of_no_use_without_a_start_or_a_size() {
        ImportJob withoutSize = JobBuilder.job(1).status("running").size("").build();

        assertThat(projections.of(watched(rows(100), HISTORY, Optional.empty()), Optional.empty(), 100))
                .isEmpty();
        assertThat(projections.of(watched(withoutSize, HISTORY), Optional.empty(), 100))
                .isEmpty();
        assertThat(projections.of(watched(rows(100), NO_HISTORY), Optional.empty(), 100))
                .isEmpty();
    }

    @Test
    void the_servers_estimate_of_the_step_serves_before_anything_is_measured() {
        ImportJob job = estimated("encode");
        StepTrack track = new StepTrack(job, 0, true);

        // 100 seconds of the step are left and 40 have passed: the steps to come take as long as those together.
        assertProjection(
                projections.of(watched(job, NO_HISTORY), Optional.of(track), 1).orElseThrow(),
                EstimateSource.SERVER,
                100 + 140,
                50 + 35,
                200 + 700);
        assertProjection(
                projections
                        .of(watched(job, NO_HISTORY, Optional.empty()), Optional.of(track), 1)
                        .orElseThrow(),
                EstimateSource.SERVER,
                100 + 100,
                50 + 25,
                200 + 500);
    }

    @Test
    void the_servers_estimate_is_the_last_choice() {
        ImportJob job = estimated("encode");

        assertThat(projections
                        .of(watched(job, HISTORY), Optional.of(new StepTrack(job, 0, true)), 1)
                        .orElseThrow()
                        .source())
                .isEqualTo(EstimateSource.PAST);
        assertThat(projections
                        .of(watched(job, NO_HISTORY), Optional.of(inBytes("encode")), 100)
                        .orElseThrow()
                        .source())
                .isEqualTo(EstimateSource.STEP_AND_LATER);
        assertThat(projections.of(watched(job, NO_HISTORY), Optional.empty(), 1))
                .as("without a step")
                .isEmpty();
    }

    private Optional<Projection> past(Duration elapsed) {
        return projections.of(watched(rows(100), HISTORY, Optional.of(elapsed)), Optional.empty(), 100);
    }

    private static void assertProjection(
            Projection projection, EstimateSource source, double left, double least, double most) {
        assertThat(projection.source()).isEqualTo(source);
        assertThat(projection.left()).isEqualTo(left, within(1e-6));
        assertThat(projection.least()).isEqualTo(least, within(1e-6));
        assertThat(projection.most()).isEqualTo(most, within(1e-6));
    }

    /** A step that has done a tenth in 100 seconds, with ten changes. */
    private static StepTrack inBytes(String step) {
        StepTrack track = new StepTrack(bytes(step, 0), 0, true);
        for (int second = 0; second <= 100; second += 10) {
            boolean unused = track.observe(second, bytes(step, second), OptionalDouble.empty());
        }
        return track;
    }

    private static StepTrack inRows() {
        StepTrack track = new StepTrack(rows(0), 0, true);
        for (int second = 0; second <= 100; second += 10) {
            boolean unused = track.observe(second, rows(second), OptionalDouble.of(1_000));
        }
        return track;
    }

    private static WatchedJob watched(ImportJob job, Optional<ImportHistory> history) {
        return watched(job, history, Optional.of(ELAPSED));
    }

    private static WatchedJob watched(ImportJob job, Optional<ImportHistory> history, Optional<Duration> elapsed) {
        return new WatchedJob(job, elapsed, OptionalDouble.empty(), false, history, Optional.empty());
    }

    private static ImportJob bytes(String step, long done) {
        return running()
                .step(new StepProgress(step, done + "B", "1000B", OptionalInt.empty(), "", ""))
                .build();
    }

    /** With 1 minute and 40 seconds left of a step by the server's estimate. */
    private static ImportJob estimated(String step) {
        return running()
                .step(new StepProgress(step, "", "", OptionalInt.empty(), "", "00:01:40"))
                .build();
    }

    private static ImportJob rows(long imported) {
        return running().rows(imported).build();
    }

    private static JobBuilder running() {
        return JobBuilder.job(1).status("running").phase("importing").size("1000B");
    }
}
