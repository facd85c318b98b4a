package io.tidbclient.check.report;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.Shard;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportMergeTest {
    private static final RunVerdict FINE = new RunVerdict(Outcome.SUCCESS, "it went well");
    private static final Failure REFUSED = Failure.of(FailureKind.CONNECTION_REFUSED, "refused", "");

    private final ReportMerge merge = new ReportMerge();

    @Test
    void connections_stand_in_the_order_of_their_numbers_and_are_counted_again() {
        merge.add("1.json", report(1, 2, FINE, Runs.completed(2), Runs.completed(4)));
        merge.add("0.json", report(0, 2, FINE, Runs.completed(1), Runs.completed(3), Runs.completed(5)));

        RunReport sum = merge.merged("9.9");

        assertThat(sum.last().connections())
                .extracting(ConnectionView::name)
                .containsExactly("c1", "c2", "c3", "c4", "c5");
        assertThat(sum.verdict()).isEqualTo(new RunVerdict(Outcome.SUCCESS, "5 of 5 connections completed"));
        assertThat(sum.shard()).isEqualTo(Shard.WHOLE);
        assertThat(sum.toolVersion()).isEqualTo("9.9");
    }

    @Test
    void pools_are_kept() {
        PoolStats pool = new PoolStats(5, 6, 24, 1);
        merge.add("0.json", report(0, 2, FINE, Runs.pooled(Runs.completed(1), pool)));
        merge.add("1.json", report(1, 2, FINE, Runs.completed(2)));

        assertThat(merge.merged("1").last().connections())
                .extracting(ConnectionView::pool)
                .containsExactly(Optional.of(pool), Optional.empty());
    }

    @Test
    void it_lasts_from_the_first_start_to_the_last_end() {
        CheckSnapshot early = Runs.run(Duration.ofSeconds(9), List.of(Runs.completed(1)));
        CheckSnapshot late = new CheckSnapshot(
                7,
                early.startedAt().plusSeconds(5),
                early.startedAt().plusSeconds(6),
                List.of(Runs.completed(2)),
                List.of(),
                Optional.empty());
        merge.add("a", new RunReport("1", new Shard(0, 2), early, FINE));
        merge.add("b", new RunReport("1", new Shard(1, 2), late, FINE));

        assertThat(merge.merged("1").last().startedAt()).isEqualTo(early.startedAt());
        assertThat(merge.merged("1").last().at()).isEqualTo(early.startedAt().plusSeconds(9));
    }

    @Test
    void events_of_all_shares_are_counted_and_the_first_reason_of_a_stop_is_kept() {
        CheckSnapshot one = Runs.run(Duration.ofSeconds(1), List.of(Runs.completed(1)));
        merge.add("a", new RunReport("1", new Shard(0, 2), numbered(one, 7, Optional.empty()), FINE));
        CheckSnapshot two = Runs.run(Duration.ofSeconds(1), List.of(Runs.completed(2)));
        merge.add("b", new RunReport("1", new Shard(1, 2), numbered(two, 8, Optional.of("interrupted")), FINE));

        assertThat(merge.merged("1").last().sequence()).isEqualTo(15);
        assertThat(merge.merged("1").last().stopping()).contains("interrupted");
    }

    @Test
    void jobs_of_a_server_are_those_of_the_last_share_that_listed_them() {
        JobsAnswer early = new JobsAnswer.Listed(List.of(), true);
        JobsAnswer late = new JobsAnswer.Listed(List.of(), false);

        assertThat(jobs(9, late, 1, early)).containsExactly(late);
        assertThat(jobs(1, early, 9, late)).containsExactly(late);
        assertThat(jobs(1, early, 9, new JobsAnswer.Unsupported("no such statement")))
                .containsExactly(early);
    }

    /** The jobs of one server by two shares, each with the second at which it ended. */
    private static List<JobsAnswer> jobs(int firstAt, JobsAnswer first, int secondAt, JobsAnswer second) {
        ReportMerge both = new ReportMerge();
        both.add("a", new RunReport("1", new Shard(0, 2), with(firstAt, Runs.completed(1), first), FINE));
        both.add("b", new RunReport("1", new Shard(1, 2), with(secondAt, Runs.completed(2), second), FINE));
        return both.merged("1").last().jobs().stream().map(ServerJobs::answer).toList();
    }

    private static CheckSnapshot with(int seconds, ConnectionView view, JobsAnswer answer) {
        CheckSnapshot run = Runs.run(Duration.ofSeconds(seconds), List.of(view));
        ServerJobs jobs = new ServerJobs(view.target(), answer, Optional.empty(), Optional.empty());
        return new CheckSnapshot(
                run.sequence(), run.startedAt(), run.at(), run.connections(), List.of(jobs), Optional.empty());
    }

    private static CheckSnapshot numbered(CheckSnapshot run, long sequence, Optional<String> stopping) {
        return new CheckSnapshot(sequence, run.startedAt(), run.at(), run.connections(), run.jobs(), stopping);
    }

    @Test
    void an_internal_error_of_a_share_is_one_of_all() {
        merge.add("0.json", report(0, 2, FINE, Runs.completed(1)));
        merge.add("1.json", report(1, 2, new RunVerdict(Outcome.INTERNAL_ERROR, "a bug"), Runs.completed(2)));

        assertThat(merge.merged("1").verdict().outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
    }

    @Test
    void a_failure_of_all_keeps_its_exit_code_and_one_among_others_is_exit_1() {
        merge.add("0.json", report(0, 2, FINE, Runs.failed(1, REFUSED)));
        merge.add("1.json", report(1, 2, FINE, Runs.failed(2, REFUSED)));
        assertThat(merge.merged("1").verdict().outcome()).isEqualTo(Outcome.UNREACHABLE);

        ReportMerge mixed = new ReportMerge();
        mixed.add("0.json", report(0, 2, FINE, Runs.failed(1, REFUSED)));
        mixed.add("1.json", report(1, 2, FINE, Runs.completed(2)));
        assertThat(mixed.merged("1").verdict())
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 of 2 connections completed, 1 failed"));
    }

    @Test
    void a_share_that_was_stopped_says_so_for_all() {
        merge.add("0.json", report(0, 2, FINE, Runs.completed(1)));
        merge.add("1.json", report(1, 2, new RunVerdict(Outcome.TIMED_OUT, "gave up: too slow"), Runs.completed(2)));

        assertThat(merge.merged("1").verdict())
                .isEqualTo(new RunVerdict(
                        Outcome.TIMED_OUT, "2 of 2 connections completed; of one share: gave up: too slow"));
    }

    @Test
    void without_every_share_there_is_no_sum() {
        merge.add("0.json", report(0, 4, FINE, Runs.completed(1)));
        merge.add("2.json", report(2, 4, FINE, Runs.completed(3)));

        assertThatThrownBy(() -> merge.merged("1"))
                .isInstanceOf(ReportException.class)
                .hasMessage("The report of share 1/4, 3/4 is missing; give the reports of all shares.");
    }

    @Test
    void nothing_at_all_is_no_sum() {
        assertThatThrownBy(() -> merge.merged("1"))
                .hasMessage("There is no report to merge; give the file of each share.");
    }

    @Test
    void reports_of_different_checks_do_not_add_up() {
        merge.add("a.json", report(0, 2, FINE, Runs.completed(1)));

        assertThatThrownBy(() -> merge.add("b.json", report(0, 2, FINE, Runs.completed(1))))
                .hasMessage("a.json and b.json are both about share 0/2; give each once.");
        assertThatThrownBy(() -> merge.add("c.json", report(1, 3, FINE, Runs.completed(2))))
                .hasMessage("c.json is about share 1/3, and b.json about one of 2; merge the reports of one check.");
    }

    @Test
    void two_whole_checks_do_not_add_up() {
        merge.add("a.json", report(0, 1, FINE, Runs.completed(1)));

        assertThatThrownBy(() -> merge.add("b.json", report(0, 1, FINE, Runs.completed(1))))
                .hasMessage("a.json and b.json are each about a whole check; only reports of checks with --shard can be"
                        + " merged.");
    }

    @Test
    void a_connection_that_two_shares_claim_is_refused() {
        merge.add("a.json", report(0, 2, FINE, Runs.completed(1)));
        merge.add("b.json", report(1, 2, FINE, Runs.completed(1)));

        assertThatThrownBy(() -> merge.merged("1"))
                .hasMessage("Connection c1 is in a.json and in b.json; merge the reports of one check.");
    }

    private static RunReport report(int index, int count, RunVerdict verdict, ConnectionView... connections) {
        return new RunReport(
                "1", new Shard(index, count), Runs.run(Duration.ofSeconds(1), List.of(connections)), verdict);
    }
}
