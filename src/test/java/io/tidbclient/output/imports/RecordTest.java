package io.tidbclient.output.imports;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.testing.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is recorded is what is read again, and a drawing of it runs no code of others. */
class RecordTest {
    @Test
    void a_poll_that_was_written_reads_the_same() {
        RecordedPoll recording =
                RecordedPolls.recording(10, RecordedPolls.running(9_007_199_254_740_993L, 10), List.of());
        JobFold model = new JobFold(Duration.ofMinutes(5), OptionalLong.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ImportsJson.poll(out, recording.at(), model.seen(recording.target(), recording.poll()));

        assertThat(RecordedPoll.parse(out.toString(StandardCharsets.UTF_8))).contains(recording);
    }

    @Test
    void what_was_evicted_before_a_poll_is_written_with_it() {
        Poll poll = RecordedPolls.recording(10, RecordedPolls.running(7, 10), List.of())
                .poll();
        JobCounts earlier = new JobCounts(Map.of(JobStatus.FINISHED, 3, JobStatus.FAILED, 1), 2);
        RecordedPoll recording = new RecordedPoll(
                RecordedPolls.BEGIN,
                RecordedPolls.SERVER,
                new Poll(poll.number(), poll.jobs(), poll.appeared(), poll.ended(), earlier, poll.timestamp(), 12));
        JobFold model = new JobFold(Duration.ofMinutes(5), OptionalLong.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ImportsJson.poll(out, recording.at(), model.seen(recording.target(), recording.poll()));

        assertThat(RecordedPoll.parse(out.toString(StandardCharsets.UTF_8))).contains(recording);
    }

    @Test
    void a_record_follows_the_schema_and_a_poll_of_a_check_is_none() {
        RecordedPoll recording = RecordedPolls.recording(10, RecordedPolls.running(7, 10), List.of());
        JobFold model = new JobFold(Duration.ofMinutes(5), OptionalLong.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImportsJson.poll(out, recording.at(), model.seen(recording.target(), recording.poll()));
        String line = out.toString(StandardCharsets.UTF_8);

        assertThat(Schema.IMPORTS.complaintsOfLine(line)).isEmpty();
        assertThatThrownBy(() -> RecordedPoll.parse(line.replaceFirst("\"nanos\":\\d+,", "")))
                .isInstanceOf(ReportException.class)
                .hasMessage("/nanos is missing");
    }

    @Test
    void a_line_of_another_event_is_no_poll_and_nonsense_is_refused() {
        assertThat(RecordedPoll.parse("{\"event\":\"result\"}")).isEmpty();
        assertThatThrownBy(() -> RecordedPoll.parse("{\"event\":\"poll\"}"))
                .isInstanceOf(ReportException.class)
                .hasMessage("/at is missing");
        for (String nonsense : List.of("{\"event\":\"lo", "[1]", "hello")) {
            assertThatThrownBy(() -> RecordedPoll.parse(nonsense))
                    .isInstanceOf(ReportException.class)
                    .hasMessage("is not JSON, or it is truncated");
        }
        assertThatThrownBy(() -> RecordedPoll.parse("null")).hasMessage("is the JSON null, not an object");
    }

    @Test
    void a_page_has_a_chart_for_each_thing_that_is_known() {
        String page = page("done");

        assertThat(page)
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .contains("<h2>Job 7 – shop.orders – finished</h2>")
                .contains("<figcaption>Rows</figcaption>", "Rows per second", "Bytes per second", "Time left")
                .contains(">importing/import</text>")
                .doesNotContain("<script", "http://", "https://", "NaN", "Infinity");
        assertThat(page.split("<svg", -1)).hasSize(6);
    }

    @Test
    void what_a_server_says_is_escaped() {
        String page = page("<script>alert(1)</script> & \"x\" \u202e\u0007");

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;")
                .doesNotContain("<script", "\u202e", "\u0007");
    }

    private static String page(String message) {
        List<RecordedPoll> recordings = new ArrayList<>();
        for (int second = 0; second < 100; second += 2) {
            recordings.add(RecordedPolls.recording(second, RecordedPolls.running(7, second), List.of()));
        }
        ImportJob done =
                RecordedPolls.job(7, "finished").rows(100_000).message(message).build();
        recordings.add(RecordedPolls.recording(100, done, List.of(7L)));
        recordings.add(RecordedPolls.recording(102, done, List.of()));
        ReportPage page = new ReportPage(
                new JobFold(Duration.ofMinutes(5), OptionalLong.empty()),
                recordings.getFirst().at());
        recordings.forEach(page::add);
        return page.html("0.1.0");
    }
}
