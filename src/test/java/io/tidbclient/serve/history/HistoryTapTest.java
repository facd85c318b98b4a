package io.tidbclient.serve.history;

import io.tidbclient.importjob.run.JobSample;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetView;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTapTest {
    private final StatusBoard board = new StatusBoard(RecordedPolls.BEGIN);
    private final HistoryTap tap = new HistoryTap();
    private final List<HistoryRecord> records = new ArrayList<>();
    private final Imports prod = new Imports("prod");

    HistoryTapTest() {
        board.observe(update -> records.addAll(tap.records(update)), Runnable::run);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
    }

    @Test
    void each_check_is_a_record_with_what_it_found_out_about_its_server() {
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("prod", Checks.down(Duration.ofSeconds(3))));

        assertThat(records).hasSize(2);
        HistoryRecord.Check up = (HistoryRecord.Check) records.getFirst();
        assertThat(up.check()).isEqualTo(view().recent().get(1));
        assertThat(up.server().orElseThrow().version()).startsWith("TiDB ");
    }

    @Test
    void a_job_is_a_record_at_first_every_minute_and_at_its_end() {
        prod.run(board, 0, 130);
        board.add(prod.polled(132, List.of(RecordedPolls.job(7, "finished").build()), 7L));
        board.add(prod.polled(134, List.of(RecordedPolls.job(7, "finished").build())));

        assertThat(records.stream().map(entry -> ((HistoryRecord.Job) entry).seen()))
                .containsExactly(Imports.at(0), Imports.at(60), Imports.at(120), Imports.at(132));
        assertThat(((HistoryRecord.Job) records.getLast()).job().endedAt()).isPresent();
    }

    @Test
    void a_stall_is_a_record_when_it_begins_and_when_it_ends() {
        prod.run(board, 0, 20);
        for (int second = 22; second <= 330; second += 2) {
            board.add(prod.polled(second, List.of(RecordedPolls.running(7, 20))));
        }
        board.add(prod.polled(332, List.of(RecordedPolls.running(7, 21))));

        List<HistoryRecord.Job> jobs = records.stream()
                .map(entry -> (HistoryRecord.Job) entry)
                .filter(entry -> !entry.seen().isBefore(Imports.at(302)))
                .toList();
        assertThat(jobs.stream().map(HistoryRecord.Job::seen)).containsExactly(Imports.at(320), Imports.at(332));
        assertThat(jobs.stream().map(entry -> entry.job().stalled())).containsExactly(true, false);
        JobView read = JobText.read(JobText.write(jobs.getFirst().job()));
        assertThat(read.line().estimate().stalledFor()).contains(Duration.ofMinutes(5));
    }

    @Test
    void a_job_survives_the_way_through_the_database() {
        prod.run(board, 0, 60);
        JobView active = view().jobs().find(7).orElseThrow();
        board.add(prod.polled(
                62,
                List.of(RecordedPolls.job(7, "failed")
                        .phase("importing")
                        .message("checksum mismatched")
                        .build()),
                7L));
        JobView ended = view().jobs().find(7).orElseThrow();

        JobView read = JobText.read(JobText.write(ended));

        assertThat(read.line().watched()).isEqualTo(ended.line().watched());
        assertThat(read.line().target()).isEqualTo(ended.line().target());
        assertThat(read.sampledFrom()).isEqualTo(ended.sampledFrom());
        assertThat(read.endedAt()).isEqualTo(ended.endedAt());
        assertThat(read.samples().all().stream().map(JobSample::phase))
                .containsExactlyElementsOf(
                        ended.samples().all().stream().map(JobSample::phase).toList());
        assertThat(read.samples().all().stream().map(JobSample::rows))
                .containsExactlyElementsOf(
                        ended.samples().all().stream().map(JobSample::rows).toList());
        assertThat(JobText.read(JobText.write(active)).endedAt()).isEmpty();
    }

    private TargetView view() {
        return board.latest().target("prod").orElseThrow();
    }
}
