package io.tidbclient.output.imports;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

/** The live view, from a record. */
class ImportsViewTest {
    private final JobFold model = new JobFold(Duration.ofMinutes(5), OptionalLong.empty());
    private final ImportsView view =
            new ImportsView(new ImportsText(ListingKind.OUTCOME, false, JobCriteria.ALL, ExitCode::of));

    @Test
    void a_frame_has_a_heading_and_a_line_for_each_job() {
        ImportSnapshot run = seen(40);

        List<Text> frame =
                view.frame(run, RecordedPolls.BEGIN.plusSeconds(41), Optional.empty(), new Screen.Size(160, 24));

        assertThat(frame.getFirst().plain()).isEqualTo("/ 0:41  1 running – 127.0.0.1:4000, poll 21");
        assertThat(frame).hasSize(3).allMatch(line -> line.width() <= 160);
        assertThat(frame.getLast().plain()).contains("shop.orders", "40%", "~1:00");
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

    private ImportSnapshot seen(int seconds) {
        List<RecordedPoll> recordings = new ArrayList<>();
        for (int second = 0; second <= seconds; second += 2) {
            recordings.add(RecordedPolls.recording(second, RecordedPolls.running(7, second), List.of()));
        }
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
