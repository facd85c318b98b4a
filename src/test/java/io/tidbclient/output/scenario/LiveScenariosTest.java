package io.tidbclient.output.scenario;

import io.tidbclient.output.FakeScreen;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.Schedule;
import io.tidbclient.scenario.run.StepInvocation;
import io.tidbclient.scenario.run.StepResult;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import static org.assertj.core.api.Assertions.assertThat;

class LiveScenariosTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final Step STEP = Schedule.of(
                    TestScripts.steps("- a: UPDATE t SET v = 2"),
                    Servers.TIDB,
                    Optional.empty(),
                    new SplittableRandom(1))
            .invocations()
            .getFirst()
            .step();

    private final FakeScreen screen = new FakeScreen(70, 10);
    private Duration now = Duration.ZERO;
    private final LiveScenarios view = new LiveScenarios(screen, true, () -> now.toNanos());

    private static StepInvocation step(int number, String session) {
        return new StepInvocation(number, STEP.of(session), Duration.ofSeconds(10), Map.of());
    }

    private static ScenarioEvent.Began began(int number, String session) {
        return new ScenarioEvent.Began(step(number, session), Map.of(), AT);
    }

    private List<String> frame() {
        view.tick();
        return screen.frames.getLast();
    }

    @Test
    void steps_under_way_are_shown_with_the_session_that_they_wait_for() {
        view.begins("127.0.0.1:4000  TiDB v8.5.4", 4);
        view.happened("lost update", began(1, "a"));
        view.happened("lost update", began(2, "other"));
        now = Duration.ofSeconds(3);
        view.happened(
                "lost update", new ScenarioEvent.Waits(step(2, "other"), Set.of("a"), true, "data_lock_waits", AT));

        assertThat(frame())
                .containsExactly(
                        "0:03  127.0.0.1:4000  TiDB v8.5.4",
                        "░░░░░░░░░░░░░░░░░░░░  0 of 4 scenarios ended",
                        "lost update",
                        "  step 1  a      UPDATE t SET v = 2                                3 s",
                        "  step 2  other  UPDATE t SET v = 2                   waits for a  3 s");
    }

    @Test
    void a_step_that_has_ended_is_not_shown() {
        view.begins("127.0.0.1:4000  TiDB v8.5.4", 1);
        view.happened("lost update", began(1, "a"));
        view.happened(
                "lost update",
                new ScenarioEvent.Ended(
                        step(1, "a"),
                        Map.of(),
                        new StepResult(Optional.empty(), Optional.empty(), "", 7, AT, Duration.ofMillis(2))));

        assertThat(frame()).last().isEqualTo("lost update");
    }

    @Test
    void scenarios_that_ended_fill_the_bar_and_bad_ones_are_counted() {
        view.begins("127.0.0.1:4000  TiDB v8.5.4", 4);
        view.ended(ScenarioResults.of("first", Status.PASSED, "", List.of()));
        view.ended(ScenarioResults.of("second", Status.FAILED, "step 1 got 2", List.of()));

        assertThat(frame()).element(1).isEqualTo("██████████░░░░░░░░░░  2 of 4 scenarios ended, 1 not as expected");
    }

    @Test
    void scenarios_without_room_are_counted() {
        screen.size = new Screen.Size(70, 6);
        view.begins("127.0.0.1:4000  TiDB v8.5.4", 4);
        List.of("first", "second", "third", "fourth").forEach(title -> view.happened(title, began(1, "a")));

        assertThat(frame())
                .hasSize(5)
                .endsWith(
                        "first",
                        "  step 1  a  UPDATE t SET v = 2                                    0 s",
                        "and 3 more");
    }

    @Test
    void a_result_takes_the_place_of_the_view_which_follows_it() {
        List<String> order = new ArrayList<>();
        view.begins("127.0.0.1:4000  TiDB v8.5.4", 1);
        int frames = screen.frames.size();

        view.print(() -> order.add("printed after " + screen.erased + " erasure, before another frame: "
                + (screen.frames.size() == frames)));

        assertThat(order).containsExactly("printed after 1 erasure, before another frame: true");
        assertThat(screen.frames).hasSize(frames + 1);
    }

    @Test
    void nothing_is_drawn_while_suspended_or_after_the_end() {
        view.begins("127.0.0.1:4000  TiDB v8.5.4", 1);
        view.suspend();
        int frames = screen.frames.size();
        view.tick();
        assertThat(screen.frames).hasSize(frames);

        view.resume();
        view.tick();
        assertThat(screen.frames).hasSize(frames + 1);

        view.close();
        view.close();
        view.tick();
        assertThat(screen.frames).hasSize(frames + 1);
        assertThat(screen.closed).isEqualTo(1);
    }
}
