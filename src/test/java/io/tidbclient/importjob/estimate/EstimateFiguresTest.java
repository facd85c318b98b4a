package io.tidbclient.importjob.estimate;

import io.tidbclient.importjob.estimate.SimulatedRun.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** How good the estimates are, on runs of which the end is known. */
class EstimateFiguresTest {
    /** Beside the 20 %, two polls: an end cannot be known more precisely than the poll interval. */
    private static final double SLACK = 2.0 * SimulatedRun.ROUND;

    record Case(String name, SimulatedRun run) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> steady() {
        return Stream.of(
                new Case("local sort", one(600)),
                new Case("local sort, two hours", one(7_200)),
                new Case("local sort, seen unevenly", one(600).noisy(0.02)),
                new Case("a watch that starts at a third", one(3_600).joinedAt(1_200)),
                new Case("global sort, ingesting three times as long as encoding", globalSort(300, 900)),
                new Case("8.5, 20 subtasks, rows given by the user", in85(20)),
                new Case("8.5, 200 subtasks, rows given by the user", in85(200)),
                new Case("8.5 with global sort, after earlier imports", past85()));
    }

    static Stream<Case> others() {
        return Stream.of(
                new Case("slowing", new SimulatedRun().part("importing", "import", 900, SimulatedRun.SLOWING)),
                new Case(
                        "slowing down to half",
                        new SimulatedRun().part("importing", "import", 900, SimulatedRun.TO_HALF)),
                new Case("stalling", new SimulatedRun().part("importing", "import", 1_800, SimulatedRun.STALLING)),
                new Case("quickening", new SimulatedRun().part("importing", "import", 900, SimulatedRun.QUICKENING)),
                new Case("changing its phase early", globalSort(200, 800)),
                new Case("changing its phase late", globalSort(900, 200)),
                new Case(
                        "four steps",
                        new SimulatedRun()
                                .part("global-sorting", "encode", 200, SimulatedRun.STEADY)
                                .part("global-sorting", "merge-sort", 300, SimulatedRun.STEADY)
                                .part("importing", "ingest", 500, SimulatedRun.SLOWING)
                                .part("validating", "post-process", 60, SimulatedRun.STEADY)));
    }

    static Stream<Case> all() {
        return Stream.concat(steady(), others());
    }

    @ParameterizedTest
    @MethodSource("steady")
    void a_steady_run_is_estimated_within_a_fifth_from_a_third_on(Case steady) {
        List<Sample> late = from(steady.run(), 3);

        assertThat(late).allMatch(Sample::known);
        assertThat(late)
                .allSatisfy(sample -> assertThat(Math.abs(sample.left() - sample.truth()))
                        .as("left %s, in truth %s", sample.left(), sample.truth())
                        .isLessThanOrEqualTo(0.2 * sample.truth() + SLACK));
    }

    @ParameterizedTest
    @MethodSource("steady")
    void the_truth_of_a_steady_run_lies_between_the_bounds(Case steady) {
        // One in twenty may lie outside where progress is noticed unevenly.
        assertThat(share(from(steady.run(), 3), Sample::within)).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @MethodSource("steady")
    void the_bounds_of_a_steady_run_are_of_use(Case steady) {
        double most = from(steady.run(), 3).stream()
                .map(sample -> sample.estimate().eta().orElseThrow())
                .mapToDouble(eta ->
                        (double) eta.most().toMillis() / Math.max(1, eta.left().toMillis()))
                .sorted()
                .skip(from(steady.run(), 3).size() / 2)
                .findFirst()
                .orElseThrow();

        assertThat(most).isLessThan(1.75);
    }

    @Test
    void the_truth_of_a_slowing_run_lies_between_the_bounds_most_of_the_time() {
        SimulatedRun slowing = new SimulatedRun().part("importing", "import", 900, SimulatedRun.SLOWING);

        assertThat(share(from(slowing, 3), Sample::within)).isGreaterThan(0.9);
    }

    @Test
    void a_run_that_keeps_slowing_is_estimated_within_a_quarter_from_a_third_to_nine_tenths_of_the_way() {
        SimulatedRun slowing = new SimulatedRun().part("importing", "import", 1_800, SimulatedRun.SLOWING);

        assertThat(from(slowing, 3))
                .filteredOn(sample -> sample.second() <= 1_620)
                .allSatisfy(sample -> assertThat(sample.error())
                        .as("left %s, in truth %s", sample.left(), sample.truth())
                        .isLessThan(0.25));
    }

    @Test
    void a_run_that_slows_down_to_half_is_not_taken_for_one_that_keeps_slowing() {
        SimulatedRun slower = new SimulatedRun().part("importing", "import", 1_800, SimulatedRun.TO_HALF);

        assertThat(from(slower, 3))
                .allSatisfy(sample -> assertThat(Math.abs(sample.left() - sample.truth()))
                        .as("left %s, in truth %s", sample.left(), sample.truth())
                        .isLessThan(0.25 * sample.truth() + SLACK));
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_estimated_end_moves_by_at_most_a_quarter_of_the_remaining_time_per_poll(Case any) {
        List<Sample> samples = any.run().samples();

        for (int i = 1; i < samples.size(); i++) {
            Sample before = samples.get(i - 1);
            Sample now = samples.get(i);
            if (before.known() && now.known()) {
                double moved = Math.abs(now.second() + now.left() - before.second() - before.left());
                assertThat(moved)
                        .as("at second %s", now.second())
                        .isLessThanOrEqualTo(0.25 * before.left() + SimulatedRun.ROUND + 0.01);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_share_never_falls(Case any) {
        double most = 0;
        for (Sample sample : any.run().samples()) {
            double share = sample.estimate().share().orElse(most);
            assertThat(share).as("at second %s", sample.second()).isBetween(most, 0.999);
            most = share;
        }
    }

    @Test
    void the_estimate_converges_within_ten_polls_of_a_change_of_phase() {
        List<Sample> samples = globalSort(200, 800).samples();

        Sample later = samples.get(200 / SimulatedRun.ROUND + 13);

        assertThat(later.estimate().source()).isEqualTo(EstimateSource.STEP);
        assertThat(later.error()).isLessThan(0.2);
    }

    @Test
    void there_is_no_estimate_without_data() {
        List<Sample> samples = new SimulatedRun()
                .part("importing", "", 1_200, SimulatedRun.STEADY)
                .asIn85(20)
                .samples();

        assertThat(samples).noneMatch(Sample::known);
        assertThat(samples).allMatch(sample -> sample.estimate().share().isEmpty());
        assertThat(samples).allMatch(sample -> sample.estimate().source() == EstimateSource.NONE);
        assertThat(samples.getLast().estimate().rowsPerSecond().orElse(0)).isBetween(150_000.0, 180_000.0);
    }

    @Test
    void a_stalled_run_is_said_to_stall_and_has_no_end() {
        List<Sample> samples = new SimulatedRun()
                .part("importing", "import", 1_800, SimulatedRun.STALLING)
                .samples();

        Sample before = samples.get((900 + 290) / SimulatedRun.ROUND);
        Sample stalled = samples.get((900 + 310) / SimulatedRun.ROUND);

        assertThat(before.estimate().stalledFor()).isEmpty();
        assertThat(before.known()).isTrue();
        assertThat(stalled.estimate().stalledFor().orElseThrow().toSeconds()).isBetween(300L, 320L);
        assertThat(stalled.known()).isFalse();
    }

    @Test
    void a_run_whose_rows_come_every_ten_minutes_does_not_stall_in_between() {
        List<Sample> samples = new SimulatedRun()
                .part("importing", "", 6_000, SimulatedRun.STEADY)
                .asIn85(10)
                .samples();

        assertThat(samples).allMatch(sample -> sample.estimate().stalledFor().isEmpty());
    }

    @Test
    void a_run_that_reports_rows_only_stalls_after_four_times_the_limit_without_the_first_ones() {
        List<Sample> samples = new SimulatedRun()
                .part("importing", "", 6_000, time -> 0)
                .asIn85(10)
                .samples();

        assertThat(samples.get(1_190 / SimulatedRun.ROUND).estimate().stalledFor())
                .isEmpty();
        assertThat(samples.get(1_210 / SimulatedRun.ROUND).estimate().stalledFor())
                .hasValueSatisfying(still -> assertThat(still.toSeconds()).isBetween(1_200L, 1_215L));
    }

    @Test
    void a_run_that_reports_rows_only_stalls_after_twice_its_longest_wait() {
        List<Sample> samples = new SimulatedRun()
                .part("importing", "", 9_000, time -> Math.min(0.5, time))
                .asIn85(10)
                .samples();

        assertThat(samples.get((4_500 + 1_700) / SimulatedRun.ROUND).estimate().stalledFor())
                .isEmpty();
        assertThat(samples.get((4_500 + 1_820) / SimulatedRun.ROUND).estimate().stalledFor())
                .isPresent();
    }

    private static SimulatedRun one(int seconds) {
        return new SimulatedRun().part("importing", "import", seconds, SimulatedRun.STEADY);
    }

    private static SimulatedRun globalSort(int encode, int ingest) {
        return new SimulatedRun()
                .part("global-sorting", "encode", encode, SimulatedRun.STEADY)
                .part("importing", "ingest", ingest, SimulatedRun.STEADY);
    }

    private static SimulatedRun in85(int subtasks) {
        SimulatedRun run = new SimulatedRun()
                .part("importing", "", 1_200, SimulatedRun.STEADY)
                .asIn85(subtasks);
        return run.expecting(run.rows());
    }

    private static SimulatedRun past85() {
        SimulatedRun run = new SimulatedRun()
                .part("global-sorting", "", 400, SimulatedRun.STEADY)
                .part("importing", "", 800, SimulatedRun.STEADY)
                .asIn85(20);
        return run.after(run.like(0.1));
    }

    /** The looks from a part of the way on. */
    private static List<Sample> from(SimulatedRun run, int part) {
        // Somebody who comes late needs a while to measure, too.
        return run.samples().stream()
                .filter(sample -> sample.second() >= run.length() / part + 30)
                .toList();
    }

    private static double share(List<Sample> samples, Predicate<Sample> holds) {
        return (double) samples.stream().filter(holds).count() / samples.size();
    }
}
