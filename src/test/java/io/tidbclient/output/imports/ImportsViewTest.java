package io.tidbclient.output.imports;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.KeyHint;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.terminal.Key;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

/** The live view, from a record. */
class ImportsViewTest {
    private final JobFold model = new JobFold(Duration.ofMinutes(5), OptionalLong.empty());
    private final ImportsView view =
            new ImportsView(new ImportsText(ListingKind.OUTCOME, false, JobCriteria.ALL, ExitCode::of, ZoneOffset.UTC));

    @Test
    void a_frame_has_a_heading_and_a_line_for_each_job() {
        ImportSnapshot run = seen(40);

        List<Text> frame =
                view.frame(run, RecordedPolls.BEGIN.plusSeconds(41), Optional.empty(), new Screen.Size(160, 24));

        assertThat(frame.getFirst().plain()).isEqualTo("/ 0:41  1 running – 127.0.0.1:4000");
        assertThat(frame).hasSize(3).allMatch(line -> line.width() <= 160);
        assertThat(frame.getLast().plain()).contains("shop.orders", "40%", "~1:00");
    }

    @Test
    void a_frame_counts_from_zero_where_the_clock_was_set_back() {
        ImportSnapshot run = seen(40);

        List<Text> frame =
                view.frame(run, RecordedPolls.BEGIN.minusSeconds(3_599), Optional.empty(), new Screen.Size(160, 24));

        assertThat(frame.getFirst().plain()).startsWith("| 0:00  1 running");
    }

    @Test
    void a_frame_is_never_larger_than_the_terminal() {
        ImportSnapshot run = seen(40);

        for (int columns = 1; columns < 210; columns += 7) {
            int width = columns;
            List<Text> frame = view.frame(run, RecordedPolls.BEGIN, Optional.empty(), new Screen.Size(columns, 3));

            assertThat(frame).hasSizeBetween(1, 2).allMatch(line -> line.width() <= width);
        }
    }

    @Test
    void what_came_of_a_cancellation_stays_above_the_frames() {
        ImportSnapshot run = seen(40);
        Failure refused = Failure.of(FailureKind.STATEMENT_REFUSED, "The server said no.", "Ask somebody else.");

        List<Text> lines = view.on(
                new RunEvent.Found(
                        run.check().connections().getFirst().name(), new ImportEvent.CancelRefused(7, refused)),
                run);

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.plain())
                        .isEqualTo("127.0.0.1:4000  job 7  NOT cancelled: The server said no."));
    }

    @Test
    void s_changes_the_order_which_the_heading_names() {
        ImportSnapshot run = three();

        assertThat(frame(run, 200, 24).getFirst()).isEqualTo("- 0:10  3 running – 127.0.0.1:4000  by status");
        assertThat(ids(frame(run, 200, 24))).containsExactly("9", "8", "7");

        view.pressed(Key.SORT);
        assertThat(frame(run, 200, 24).getFirst()).endsWith("  by ETA");
        assertThat(ids(frame(run, 200, 24))).containsExactly("8", "9", "7");

        view.pressed(Key.SORT);
        view.pressed(Key.SORT);
        view.pressed(Key.SORT);
        assertThat(frame(run, 200, 24).getFirst()).endsWith("  by table");
        assertThat(ids(frame(run, 200, 24))).containsExactly("9", "7", "8");

        view.pressed(Key.SORT);
        view.pressed(Key.SORT);
        assertThat(frame(run, 200, 24).getFirst()).endsWith("  by status");
    }

    @Test
    void a_selected_job_is_marked_and_stays_selected_in_another_order() {
        ImportSnapshot run = three();
        assertThat(frame(run, 120, 24)).noneMatch(line -> line.contains("▸"));

        view.pressed(Key.DOWN);
        view.pressed(Key.DOWN);
        assertThat(frame(run, 120, 24).get(3)).startsWith("▸    8  shop.refunds  running ");

        view.pressed(Key.SORT);
        assertThat(frame(run, 120, 24).get(2)).startsWith("▸    8  shop.refunds  running ");

        view.pressed(Key.UP);
        assertThat(frame(run, 120, 24).get(2))
                .as("there is none above the first")
                .startsWith("▸    8 ");
    }

    @Test
    void enter_shows_the_details_of_the_selected_job_and_goes_back() {
        ImportSnapshot run = three();
        frame(run, 80, 24);

        view.pressed(Key.DETAILS);
        assertThat(frame(run, 80, 24))
                .contains("job 9  shop.items  running")
                .anyMatch(line -> line.contains("source size"));

        view.pressed(Key.DOWN);
        assertThat(frame(run, 80, 24)).contains("job 8  shop.refunds  running");

        view.pressed(Key.DETAILS);
        assertThat(ids(frame(run, 80, 24))).hasSize(3);

        view.pressed(Key.DETAILS);
        view.pressed(Key.BACK);
        assertThat(ids(frame(run, 80, 24))).hasSize(3);
    }

    @Test
    void a_job_that_is_gone_has_neither_a_mark_nor_details() {
        frame(three(), 80, 24);
        view.pressed(Key.DETAILS);
        frame(three(), 80, 24);

        assertThat(frame(seen(10), 80, 24))
                .noneMatch(line -> line.contains("▸"))
                .anyMatch(line -> line.contains("shop.orders"));
    }

    @Test
    void keys_do_nothing_while_no_job_is_there() {
        for (Key key : Key.values()) {
            view.pressed(key);
        }

        assertThat(ids(frame(three(), 80, 24))).hasSize(3);
    }

    @Test
    void the_selected_job_is_in_view_on_a_terminal_of_few_rows() {
        ImportSnapshot run = three();
        frame(run, 80, 6);
        assertThat(frame(run, 80, 5)).last().isEqualTo("… and 2 more lines");

        view.pressed(Key.DOWN);
        view.pressed(Key.DOWN);
        view.pressed(Key.DOWN);

        assertThat(frame(run, 80, 6)).anyMatch(line -> line.startsWith("▸    7 "));
    }

    @Test
    void numbers_of_a_server_that_is_not_reached_are_faint_and_have_their_age_in_the_heading() {
        ImportSnapshot run = away(seen(40));

        List<Text> frame =
                view.frame(run, RecordedPolls.BEGIN.plusSeconds(75), Optional.empty(), new Screen.Size(160, 24));

        assertThat(frame.getFirst().plain()).isEqualTo("\\ 1:15  1 running – 127.0.0.1:4000  as of 0:35 ago");
        assertThat(frame.getLast().plain()).contains("shop.orders");
        assertThat(frame.getLast().spans()).allMatch(span -> span.style() == Style.FAINT);
    }

    @Test
    void the_result_says_how_old_the_numbers_are_of_a_server_that_is_not_reached() {
        ImportSnapshot run = away(seen(40));
        RunVerdict verdict = new RunVerdict(Outcome.INTERRUPTED, "interrupted");

        assertThat(lines(run, verdict)).contains("127.0.0.1:4000 is not reached; its numbers are as of 0:00 ago");
        assertThat(lines(seen(40), verdict)).noneMatch(line -> line.contains("not reached"));
    }

    private static List<String> lines(ImportSnapshot run, RunVerdict verdict) {
        return new ImportsText(ListingKind.OUTCOME, false, JobCriteria.ALL, ExitCode::of, ZoneOffset.UTC)
                .lines(run, verdict, 120).stream().map(Text::plain).toList();
    }

    /** The same after a poll that failed. */
    private static ImportSnapshot away(ImportSnapshot run) {
        CheckSnapshot check = run.check();
        List<ServerJobs> jobs = check.jobs().stream()
                .map(server -> new ServerJobs(
                        server.target(),
                        server.answer(),
                        server.poll(),
                        server.watchEnded(),
                        1,
                        Optional.of(check.at()),
                        false))
                .toList();
        return new ImportSnapshot(
                new CheckSnapshot(
                        check.sequence(), check.startedAt(), check.at(), check.connections(), jobs, check.stopping()),
                run.jobs());
    }

    @Test
    void the_keys_of_the_view_are_named() {
        assertThat(view.keys().stream().map(KeyHint::word)).contains("sort", "details");
    }

    private List<String> frame(ImportSnapshot run, int columns, int rows) {
        return view
                .frame(run, RecordedPolls.BEGIN.plusSeconds(10), Optional.empty(), new Screen.Size(columns, rows))
                .stream()
                .map(Text::plain)
                .toList();
    }

    private static List<String> ids(List<String> frame) {
        return frame.stream()
                .filter(line -> line.matches("▸? +\\d+ .*"))
                .map(line -> line.replace("▸", "").strip().split(" ", -1)[0])
                .toList();
    }

    /** Jobs 7, 8 and 9 after ten seconds; job 8 is the fastest, job 9 the second. */
    private ImportSnapshot three() {
        List<RecordedPoll> recordings = new ArrayList<>();
        for (int second = 0; second <= 10; second += 2) {
            recordings.add(RecordedPolls.recording(
                    second,
                    List.of(
                            named("`shop`.`orders`", RecordedPolls.running(7, second)),
                            named("`shop`.`refunds`", RecordedPolls.running(8, second * 3)),
                            named("`shop`.`items`", RecordedPolls.running(9, second * 2))),
                    List.of()));
        }
        return replayed(recordings);
    }

    private static ImportJob named(String table, ImportJob job) {
        return RecordedPolls.job(job.id(), "running")
                .table(table)
                .phase(job.phase())
                .rows(job.importedRows().orElseThrow())
                .step(job.step().orElseThrow())
                .build();
    }

    private ImportSnapshot seen(int seconds) {
        List<RecordedPoll> recordings = new ArrayList<>();
        for (int second = 0; second <= seconds; second += 2) {
            recordings.add(RecordedPolls.recording(second, RecordedPolls.running(7, second), List.of()));
        }
        return replayed(recordings);
    }

    private ImportSnapshot replayed(List<RecordedPoll> recordings) {
        Replay replay = new Replay(recordings.getFirst().at(), model, new ImportsRenderer(List.of(), new Silent()));
        recordings.forEach(replay::on);
        return replay.last();
    }

    private static final class Silent implements RunRenderer<ImportSnapshot> {
        @Override
        public void on(RunEvent event, ImportSnapshot after) {}

        @Override
        public void finished(ImportSnapshot last, RunVerdict verdict) {}

        @Override
        public void close() {}
    }
}
