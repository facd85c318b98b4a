package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.terminal.FakeTerminalInput;
import io.tidbclient.output.terminal.Keys;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class LiveRendererTest {
    private final Captured streams = new Captured();
    private final FakeScreen screen = new FakeScreen(80, 24);
    private final FakeTerminalInput terminal = new FakeTerminalInput();
    private final AtomicInteger stopped = new AtomicInteger();
    private Runnable tick = () -> {};
    private Duration period = Duration.ZERO;
    private Instant now = Runs.START.plusSeconds(3);
    private final RefreshTimer timer = (every, task) -> {
        period = every;
        tick = task;
        return stopped::incrementAndGet;
    };
    private final RunRenderer<CheckSnapshot> summary = new SummaryRenderer(
            streams.results(), Verbosity.NORMAL, () -> Paragraph.UNLIMITED, ExitCode::of, ZoneOffset.UTC);
    private final LiveRenderer<CheckSnapshot> renderer = new LiveRenderer<>(
            screen, timer, () -> now, new LiveView(Duration.ofMinutes(1), ZoneOffset.UTC), new Keys(terminal), summary);

    private void happens() {
        renderer.on(new RunEvent.Started(), Runs.run(Duration.ofSeconds(1), Runs.connections(2, Runs::connecting)));
    }

    @Test
    void draws_at_most_ten_times_a_second_however_much_happens() {
        for (int i = 0; i < 1_000; i++) {
            happens();
        }
        assertThat(screen.frames).isEmpty();
        tick.run();
        assertThat(screen.frames).hasSize(1);
        assertThat(period).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void the_log_is_printed_above_the_view_without_what_would_move_the_cursor() {
        happens();
        tick.run();

        renderer.aboveView().orElseThrow().accept("WARN \u001b[2Jgone");

        assertThat(screen.above).containsExactly("WARN gone");
    }

    @Test
    void what_lasts_is_printed_above_the_next_frame() {
        RunView<CheckSnapshot> view = new RunView<CheckSnapshot>() {
            @Override
            public List<Text> frame(CheckSnapshot run, Instant at, Optional<Text> news, Screen.Size size) {
                return List.of(Text.of("frame"));
            }

            @Override
            public List<Text> on(RunEvent event, CheckSnapshot after) {
                return List.of(Text.of("printed above"));
            }
        };
        LiveRenderer<CheckSnapshot> lasting =
                new LiveRenderer<>(screen, timer, () -> now, view, new Keys(terminal), summary);

        lasting.on(new RunEvent.Started(), Runs.run(Duration.ZERO, List.of()));
        assertThat(screen.above).isEmpty();
        tick.run();

        assertThat(screen.above).containsExactly("printed above");
    }

    @Test
    void draws_once_a_second_while_nothing_happens_and_at_once_when_the_size_changes() {
        happens();
        tick.run();
        now = now.plusMillis(900);
        tick.run();
        assertThat(screen.frames).hasSize(1);
        now = now.plusMillis(100);
        tick.run();
        assertThat(screen.frames).hasSize(2);
        screen.size = new Screen.Size(40, 10);
        tick.run();
        assertThat(screen.frames).hasSize(3);
    }

    @Test
    void draws_nothing_before_anything_happened() {
        tick.run();
        assertThat(screen.frames).isEmpty();
    }

    @Test
    void shows_how_long_a_state_has_lasted_by_the_clock() {
        happens();
        now = Runs.START.plusSeconds(62);
        tick.run();
        assertThat(screen.frames.getFirst())
                .containsExactly(
                        "1:02  127.0.0.1:4000",
                        "checked   ░░░░░░░░░░░░░░░░░░░░ 0 of 2 checked",
                        "NAME  STATE        FOR",
                        "c1    connecting  1:02",
                        "c2    connecting  1:02",
                        "q quit · space pause · ? keys");
    }

    @Test
    void shows_the_last_message_and_why_the_run_stops() {
        renderer.on(
                new RunEvent.MessageSent("c1", "c2", "your turn"),
                Runs.stopping(Runs.run(Duration.ZERO, List.of(Runs.connecting(1))), "interrupted"));
        tick.run();
        assertThat(screen.frames.getFirst()).contains("stopping: interrupted", "c1 → c2: your turn");
    }

    @Test
    void follows_the_terminal_when_it_is_resized() {
        happens();
        screen.size = new Screen.Size(30, 3);
        tick.run();
        assertThat(screen.frames.getFirst()).containsExactly("0:03  127.0.0.1:4000", "… and 2 more lines");
    }

    @Test
    void the_summary_takes_the_place_of_the_last_view() {
        ExampleRun.play(renderer);
        assertThat(screen.erased).isPositive();
        assertThat(screen.closed).isPositive();
        assertThat(stopped).hasPositiveValue();
        assertThat(streams.stdoutLines())
                .endsWith("FAILED (exit 4)  1 of 2 connections failed: the server refused the user.");
        assertThat(streams.stderr()).isEmpty();
    }

    @Test
    void what_is_typed_is_not_echoed_into_the_view_and_q_ends_the_run() {
        AtomicInteger quits = new AtomicInteger();
        renderer.onQuit(quits::incrementAndGet);
        tick.run();
        assertThat(terminal.modes).as("nothing is drawn yet").isEqualTo("own");
        happens();
        terminal.type("\rxq");
        tick.run();

        assertThat(terminal.modes).startsWith("-echo");
        assertThat(quits).hasValue(1);
        assertThat(screen.frames.getLast().getLast()).isEqualTo("q quit · space pause · ? keys");

        terminal.type("qq");
        tick.run();
        assertThat(quits).as("a second time").hasValue(1);
    }

    @Test
    void without_a_terminal_to_read_there_is_no_hint() {
        terminal.foreground = false;
        happens();
        tick.run();

        assertThat(screen.frames.getFirst().getLast()).startsWith("c2 ");
    }

    @Test
    void a_paused_view_stays_as_it_is_until_the_same_key_continues_it() {
        happens();
        tick.run();
        terminal.type(" ");
        tick.run();
        List<String> paused = screen.frames.getLast();
        assertThat(paused.getFirst()).startsWith("0:03 ");
        assertThat(paused.getLast()).isEqualTo("PAUSED · space continue · q quit");

        now = now.plusSeconds(20);
        happens();
        tick.run();
        assertThat(screen.frames.getLast()).isEqualTo(paused);

        terminal.type(" ");
        tick.run();
        assertThat(screen.frames.getLast().getFirst()).startsWith("0:23 ");
        assertThat(screen.frames.getLast().getLast()).startsWith("q quit");
    }

    @Test
    void a_paused_view_keeps_its_lines_when_the_terminal_gets_smaller() {
        happens();
        tick.run();
        terminal.type(" ");
        tick.run();
        now = now.plusSeconds(20);
        screen.size = new Screen.Size(40, 7);
        tick.run();

        assertThat(screen.frames.getLast().getFirst()).startsWith("0:03 ");
        assertThat(screen.frames.getLast()).hasSizeLessThan(7);
        assertThat(screen.frames.getLast().getLast()).startsWith("PAUSED");
    }

    @Test
    void a_paused_view_continues_when_the_run_stops() {
        happens();
        tick.run();
        terminal.type(" ");
        tick.run();
        renderer.on(
                new RunEvent.Stopping("interrupted"),
                Runs.stopping(Runs.run(Duration.ZERO, List.of(Runs.connecting(1))), "interrupted"));
        tick.run();

        assertThat(screen.frames.getLast()).contains("stopping: interrupted");
    }

    @Test
    void a_question_mark_lists_the_keys_and_hides_the_list_again() {
        happens();
        tick.run();
        terminal.type("?");
        tick.run();
        assertThat(screen.frames.getLast())
                .endsWith(
                        "  q      end the watch, as Ctrl-C does",
                        "  space  stop redrawing, to read or copy; again to continue",
                        "  ?      show or hide this list");

        terminal.type("?");
        tick.run();
        assertThat(screen.frames.getLast()).endsWith("q quit · space pause · ? keys");
    }

    @Test
    void a_frame_and_its_hint_leave_a_row_free_on_any_terminal() {
        for (int rows = 2; rows < 12; rows++) {
            screen.size = new Screen.Size(60, rows);
            happens();
            terminal.type("?");
            tick.run();
            tick.run();

            assertThat(screen.frames.getLast()).as("%d rows", rows).hasSizeLessThan(rows);
        }
    }

    @Test
    void the_terminal_has_its_modes_back_on_every_way_out() {
        happens();
        tick.run();
        renderer.release();
        assertThat(terminal.modes).as("a second signal").isEqualTo("own");

        for (Consumer<LiveRenderer<CheckSnapshot>> way : List.<Consumer<LiveRenderer<CheckSnapshot>>>of(
                LiveRenderer<CheckSnapshot>::close,
                LiveRenderer<CheckSnapshot>::abandon,
                live -> live.finished(
                        Runs.run(Duration.ZERO, Runs.connections(1, Runs::waiting)),
                        new RunVerdict(Outcome.INTERRUPTED, "Interrupted.")))) {
            LiveRenderer<CheckSnapshot> live = new LiveRenderer<>(
                    screen,
                    timer,
                    () -> now,
                    new LiveView(Duration.ofMinutes(1), ZoneOffset.UTC),
                    new Keys(terminal),
                    summary);
            live.on(new RunEvent.Started(), Runs.run(Duration.ZERO, Runs.connections(1, Runs::connecting)));
            tick.run();
            assertThat(terminal.modes).startsWith("-echo");

            way.accept(live);

            assertThat(terminal.modes).isEqualTo("own");
            tick.run();
            assertThat(terminal.modes).isEqualTo("own");
        }
    }

    @Test
    void a_suspended_view_gives_the_terminal_back_and_is_drawn_anew_when_it_continues() {
        happens();
        tick.run();

        renderer.suspend();
        now = now.plusSeconds(5);
        tick.run();
        assertThat(terminal.modes).isEqualTo("own");
        assertThat(screen.left).isOne();
        assertThat(screen.frames).hasSize(1);

        renderer.resume();
        tick.run();
        assertThat(terminal.modes).startsWith("-echo");
        assertThat(screen.frames).hasSize(2);
    }

    @Test
    void draws_nothing_after_the_end() {
        happens();
        renderer.finished(
                Runs.run(Duration.ZERO, Runs.connections(1, Runs::waiting)),
                new RunVerdict(Outcome.INTERRUPTED, "Interrupted."));
        int frames = screen.frames.size();
        tick.run();
        assertThat(screen.frames).hasSize(frames);
    }

    @Test
    void gives_the_terminal_back_when_closed_in_the_middle() {
        happens();
        renderer.close();
        assertThat(screen.closed).isPositive();
        assertThat(stopped).hasPositiveValue();
        assertThat(streams.stdout()).isEmpty();
    }
}
