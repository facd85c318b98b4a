package io.tidbclient.output.job;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.imports.RecordedPoll;
import io.tidbclient.output.imports.RecordedPolls;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

class JobNewsTest {
    private static final JobTable TABLE = new JobTable(new EndTimes(RecordedPolls.BEGIN, ZoneOffset.UTC));

    private final JobFold model = new JobFold(Duration.ofSeconds(30), OptionalLong.empty());
    private final JobNews news = new JobNews(ZoneOffset.UTC);

    @Test
    void a_job_that_awaits_a_resolution_has_one_line_for_each_reason() {
        assertThat(lines(0, RecordedPolls.running(7, 0))).hasSize(1);
        assertThat(lines(2, awaiting("4 conflicted rows")))
                .containsExactly(RecordedPolls.SERVER
                        + "  job 7 shop.orders  AWAITING RESOLUTION, resolving-conflicts: 4 conflicted rows");
        for (int second = 4; second < 300; second += 2) {
            assertThat(lines(second, awaiting("4 conflicted rows"))).isEmpty();
        }
        assertThat(lines(300, awaiting("")))
                .containsExactly(RecordedPolls.SERVER
                        + "  job 7 shop.orders  AWAITING RESOLUTION, resolving-conflicts: the server does not say why");
        assertThat(lines(302, RecordedPolls.running(7, 60))).hasSize(1);
        assertThat(lines(304, awaiting(""))).hasSize(1);
    }

    @Test
    void a_job_that_already_awaits_a_resolution_is_reported_with_its_reason() {
        assertThat(lines(0, awaiting("4 conflicted rows")))
                .containsExactly(RecordedPolls.SERVER
                        + "  job 7 shop.orders  AWAITING RESOLUTION, resolving-conflicts: 4 conflicted rows");
    }

    @Test
    void a_table_shows_the_reason_below_the_job() {
        RecordedPoll poll = RecordedPolls.recording(0, awaiting("4 conflicted rows"), List.of());

        assertThat(RecordedPolls.plain(
                        TABLE.fitting(model.seen(poll.target(), poll.poll()).lines(), 60)))
                .contains("shop.orders  AWAITING RESOLUTION")
                .endsWith("\n    4 conflicted rows\n");
    }

    private List<String> lines(int second, ImportJob job) {
        RecordedPoll poll = RecordedPolls.recording(second, job, List.of());
        return news.of(model.seen(poll.target(), poll.poll()), poll.at()).stream()
                .map(line -> line.plain())
                .toList();
    }

    private static ImportJob awaiting(String reason) {
        return RecordedPolls.job(7, "awaiting-resolution")
                .phase("resolving-conflicts")
                .rows(10)
                .message(reason)
                .build();
    }

    @Test
    void an_end_that_is_far_away_has_a_time_of_day() {
        JobNews slow = new JobNews(ZoneOffset.ofHours(8));
        List<String> all = new ArrayList<>();
        for (int second = 0; second <= 40; second += 2) {
            RecordedPoll poll = RecordedPolls.recording(second, RecordedPolls.slow(7, second), List.of());
            slow.of(model.seen(poll.target(), poll.poll()), poll.at()).forEach(line -> all.add(line.plain()));
        }
        assertThat(all).last().asString().contains(" left (").matches(".*, ends about (Thu )?\\d\\d:\\d\\d");
    }
}
