package io.tidbclient.output.imports;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobTally;
import io.tidbclient.importjob.WatchRound;
import io.tidbclient.report.ReportException;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is recorded is what is read again, and what is drawn of it obeys nobody. */
class RecordTest {
    @Test
    void a_look_that_was_written_reads_the_same() {
        Look look = Lines.look(10, Lines.running(9_007_199_254_740_993L, 10), List.of());
        ImportsModel model = new ImportsModel(Duration.ofMinutes(5), OptionalLong.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ImportsJson.look(out, look.at(), model.on(look.target(), look.round()));

        assertThat(Look.parse(out.toString(StandardCharsets.UTF_8))).contains(look);
    }

    @Test
    void what_was_put_away_before_a_look_is_written_with_it() {
        WatchRound round = Lines.look(10, Lines.running(7, 10), List.of()).round();
        JobTally earlier = new JobTally(Map.of(JobStatus.FINISHED, 3, JobStatus.FAILED, 1), 2);
        Look look = new Look(
                Lines.BEGIN,
                Lines.SERVER,
                new WatchRound(round.number(), round.jobs(), round.appeared(), round.ended(), earlier, round.moment()));
        ImportsModel model = new ImportsModel(Duration.ofMinutes(5), OptionalLong.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ImportsJson.look(out, look.at(), model.on(look.target(), look.round()));

        assertThat(Look.parse(out.toString(StandardCharsets.UTF_8))).contains(look);
    }

    @Test
    void a_line_that_tells_something_else_is_no_look_and_nonsense_is_refused() {
        assertThat(Look.parse("{\"event\":\"result\"}")).isEmpty();
        assertThatThrownBy(() -> Look.parse("{\"event\":\"look\"}"))
                .isInstanceOf(ReportException.class)
                .hasMessage("/serverNow is missing");
        for (String nonsense : List.of("{\"event\":\"lo", "[1]", "hello")) {
            assertThatThrownBy(() -> Look.parse(nonsense))
                    .isInstanceOf(ReportException.class)
                    .hasMessage("is not JSON, or not all of it is there");
        }
    }

    @Test
    void a_page_has_a_chart_for_each_thing_that_is_known() {
        String page = page("done");

        assertThat(page)
                .startsWith("<!doctype html>")
                .endsWith("</html>\n")
                .contains("<h2>Job 7 – `shop`.`orders` – finished</h2>")
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
        List<Look> looks = new ArrayList<>();
        for (int second = 0; second < 100; second += 2) {
            looks.add(Lines.look(second, Lines.running(7, second), List.of()));
        }
        ImportJob done = Lines.job(7, "finished", "", 100_000, message, Optional.empty());
        looks.add(Lines.look(100, done, List.of(7L)));
        looks.add(Lines.look(102, done, List.of()));
        ReportPage page = new ReportPage(
                new ImportsModel(Duration.ofMinutes(5), OptionalLong.empty()),
                looks.getFirst().at());
        looks.forEach(page::add);
        return page.html("0.1.0");
    }
}
