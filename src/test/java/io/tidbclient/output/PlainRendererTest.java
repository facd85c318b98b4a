package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.text.Paragraph;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import static org.assertj.core.api.Assertions.assertThat;

class PlainRendererTest {
    private final Captured streams = new Captured();

    private PlainRenderer renderer(Verbosity verbosity) {
        return new PlainRenderer(streams.progress(), verbosity, ZoneOffset.UTC, summary(verbosity));
    }

    private RunRenderer<CheckSnapshot> summary(Verbosity verbosity) {
        return new SummaryRenderer(
                streams.results(), verbosity, () -> Paragraph.UNLIMITED, ExitCode::of, ZoneOffset.UTC);
    }

    @Test
    void prints_what_a_pipeline_needs_on_standard_error() {
        ExampleRun.play(renderer(Verbosity.NORMAL));
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   0.000s  checking 127.0.0.1:4000 with 2 connections",
                        "   0.002s  c2  127.0.0.1:4000  try 1 failed, retrying: Nothing listens at 127.0.0.1:4000: connection refused.",
                        "   0.005s  c1  127.0.0.1:4000  connected in 3.1 ms, TLSv1.3",
                        "   0.105s  c2  127.0.0.1:4000  FAILED: 127.0.0.1:4000 refused the user 'app' or the password"
                                + " (1045 ER_ACCESS_DENIED_ERROR). → Check the user name and the password.",
                        "   0.106s  127.0.0.1:4000  TiDB v8.5.4, Community edition, store tikv",
                        "   0.110s  127.0.0.1:4000  import jobs: 1 running, 1 ended (only this user's)",
                        "   2.110s  127.0.0.1:4000  job 101 shop.orders  running, importing, from s3://bucket/orders/*.csv",
                        "   4.110s  127.0.0.1:4000  job 103 shop.orders  FAILED in 1:02: duplicate key in row 17",
                        "   4.110s  127.0.0.1:4000  job 102 shop.orders  finished, 4,200 rows in 1:02",
                        "   4.300s  c1 → c2: done",
                        "   4.320s  127.0.0.1:4000  stopped watching import jobs: time is up");
    }

    @Test
    void prints_the_result_and_nothing_else_on_standard_output() {
        ExampleRun.play(renderer(Verbosity.NORMAL));
        assertThat(streams.stdoutLines())
                .startsWith("127.0.0.1:4000  TiDB v8.5.4, Community edition, store tikv")
                .endsWith("FAILED (exit 4)  1 of 2 connections failed: the server refused the user.");
    }

    @Test
    void quiet_is_the_verdict_with_the_first_failure() {
        ExampleRun.play(summary(Verbosity.QUIET));
        assertThat(streams.stderr()).isEmpty();
        assertThat(streams.stdout())
                .isEqualTo("FAILED (exit 4)  1 of 2 connections failed: the server refused the user; the first failure:"
                        + " 127.0.0.1:4000 refused the user 'app' or the password (1045 ER_ACCESS_DENIED_ERROR)\n");
    }

    @Test
    void verbose_reports_every_transition_too() {
        ExampleRun.play(renderer(Verbosity.VERBOSE));
        assertThat(streams.stderrLines())
                .contains(
                        "   0.001s  c1  127.0.0.1:4000  ParsingConfig → Connecting: settings are valid",
                        "   0.105s  c2  127.0.0.1:4000  Connecting → Failed: refused the user",
                        "   4.321s  c1  127.0.0.1:4000  ShowingImportJobDetails → Completed");
    }

    @Test
    void a_pool_that_is_being_filled_has_a_line() {
        RunEvent filling = new RunEvent.Found("c1", new CheckEvent.PoolFilling(12, 50));
        renderer(Verbosity.NORMAL).on(filling, ExampleRun.LAST);

        assertThat(streams.stderrLines()).containsExactly("   4.321s  c1  127.0.0.1:4000  12 of 50 open");
    }

    @Test
    void a_pool_is_reported_of_when_verbose_alone() {
        RunEvent used = new RunEvent.Found("c1", new CheckEvent.PoolUsed(new PoolStats(5, 6, 24, 1)));
        renderer(Verbosity.NORMAL).on(used, ExampleRun.LAST);
        assertThat(streams.stderrLines()).isEmpty();

        renderer(Verbosity.VERBOSE).on(used, ExampleRun.LAST);
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   4.321s  c1  127.0.0.1:4000  pool of 5 connections: 6 opened, 24 borrowed, 1 replaced");
    }

    @Test
    void of_a_thousand_connections_it_reports_how_many_every_two_seconds() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        for (int n = 1; n <= 1_000; n++) {
            int opened = n;
            CheckSnapshot after = Runs.run(
                    Duration.ofMillis(5L * n),
                    Runs.connections(1_000, i -> i <= opened ? Runs.watching(i) : Runs.connecting(i)));
            renderer.on(new RunEvent.Found("c" + n, new CheckEvent.Opened(1, Duration.ofMillis(3), Runs.TLS)), after);
        }
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   0.005s  1 of 1,000 connected, 0 completed",
                        "   2.005s  401 of 1,000 connected, 0 completed",
                        "   4.005s  801 of 1,000 connected, 0 completed");
    }

    @Test
    void a_certificate_that_expires_soon_is_warned_of_once_a_server_however_many_connections_meet_it() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        TlsInfo expiring = Runs.tls(Runs.certificate("CN=old", Duration.ofDays(10)));
        TlsInfo renewed = Runs.tls(Runs.certificate("CN=new", Duration.ofDays(3)));
        for (int n = 1; n <= 100; n++) {
            CheckSnapshot after = Runs.run(Duration.ofMillis(n), Runs.connections(100, Runs::watching));
            renderer.on(new RunEvent.Found("c" + n, new CheckEvent.Opened(1, Duration.ofMillis(3), expiring)), after);
        }
        renderer.on(
                new RunEvent.Found("c7", new CheckEvent.Reopened(Duration.ofMillis(3), renewed)),
                Runs.run(Duration.ofSeconds(1), Runs.connections(100, Runs::watching)));
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   0.001s  100 of 100 connected, 0 completed",
                        "   0.001s  127.0.0.1:4000  WARNING: certificate CN=old, issued by CN=Example CA, expires"
                                + " 2026-03-14 (in 10 days)",
                        "   1.000s  c7  127.0.0.1:4000  was lost and reopened after 3.0 ms",
                        "   1.000s  127.0.0.1:4000  WARNING: certificate CN=new, issued by CN=Example CA, expires"
                                + " 2026-03-07 (in 3 days)");
    }

    @Test
    void of_a_thousand_failures_of_one_kind_it_reports_the_first() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        for (int n = 1; n <= 1_000; n++) {
            int failed = n;
            CheckSnapshot after = Runs.run(
                    Duration.ofMillis(n),
                    Runs.connections(
                            1_000, i -> i <= failed ? Runs.failed(i, Runs.REFUSED) : Runs.retrying(i, Runs.REFUSED)));
            renderer.on(
                    new RunEvent.Transitioned(
                            "c" + n, Optional.of(new State.Step("Connecting")), State.TerminalState.FAILED, "refused"),
                    after);
        }
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   0.001s  c1  127.0.0.1:4000  FAILED: Nothing listens at 127.0.0.1:4000: connection refused."
                                + " → Check that the server runs, and the port.",
                        "   0.002s  0 of 1,000 connected, 0 completed, 998 retrying, 2 FAILED");
    }

    @Test
    void a_poll_every_two_seconds_makes_a_line_of_progress_every_ten() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        for (int round = 1; round <= 11; round++) {
            WatchedJob job = Runs.watched(Runs.job(1, JobStatus.RUNNING)
                    .phase("importing")
                    .rows(1_000L * round)
                    .build());
            CheckSnapshot after = Runs.run(Duration.ofSeconds(2L * round), List.of(Runs.watching(1)));
            renderer.on(
                    new RunEvent.Found(
                            "c1", new CheckEvent.JobsWatched(new Poll(round, List.of(job), List.of(), List.of()))),
                    after);
        }
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   2.000s  127.0.0.1:4000  job 1 shop.orders  running, importing, 1,000 rows in 1:02, 12,346 rows/s",
                        "  12.000s  127.0.0.1:4000  job 1 shop.orders  running, importing, 6,000 rows in 1:02, 12,346 rows/s",
                        "  22.000s  127.0.0.1:4000  job 1 shop.orders  running, importing, 11,000 rows in 1:02, 12,346 rows/s");
    }

    @Test
    void the_longer_a_job_takes_the_rarer_are_its_lines() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        for (int second = 0; second <= 7_200; second += 2) {
            WatchedJob job = Runs.watched(Runs.job(1, JobStatus.RUNNING)
                    .phase("importing")
                    .rows(1_000L * second)
                    .build());
            renderer.on(
                    new RunEvent.Found(
                            "c1",
                            new CheckEvent.JobsWatched(new Poll(second / 2 + 1, List.of(job), List.of(), List.of()))),
                    Runs.run(Duration.ofSeconds(second), List.of(Runs.watching(1))));
        }
        assertThat(streams.stderrLines()).hasSizeBetween(30, 60);
        assertThat(streams.stderrLines())
                .element(6)
                .asString()
                .startsWith("  60.000s  127.0.0.1:4000  job 1 shop.orders  running");
    }

    @Test
    void a_server_that_is_away_for_an_hour_is_reported_at_growing_intervals_and_a_new_reason_at_once() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        for (int attempt = 1; attempt <= 1_800; attempt++) {
            renderer.on(
                    new RunEvent.Found("c1", new CheckEvent.AttemptFailed(attempt, Runs.REFUSED)),
                    Runs.run(Duration.ofSeconds(2L * attempt), List.of(Runs.retrying(1, Runs.REFUSED))));
        }
        assertThat(streams.stderrLines()).hasSizeBetween(20, 50);
        int lines = streams.stderrLines().size();

        Failure other = Failure.of(FailureKind.UNKNOWN_HOST, "It is silent.", "");
        renderer.on(
                new RunEvent.Found("c1", new CheckEvent.AttemptFailed(1_801, other)),
                Runs.run(Duration.ofSeconds(3_602), List.of(Runs.retrying(1, other))));

        assertThat(streams.stderrLines()).hasSize(lines + 1).last().asString().endsWith("It is silent.");
    }

    @Test
    void a_job_that_vanished_and_one_of_an_unknown_status_are_reported_as_they_are() {
        ImportJob strange =
                JobBuilder.job(9).source("file").status("hibernating").size("").build();
        Poll poll = new Poll(
                1,
                List.of(
                        new WatchedJob(Runs.RUNNING, Optional.empty(), OptionalDouble.empty(), true),
                        new WatchedJob(strange, Optional.empty(), OptionalDouble.empty(), false)),
                List.of(9L),
                List.of(101L));
        renderer(Verbosity.NORMAL)
                .on(
                        new RunEvent.Found("c1", new CheckEvent.JobsWatched(poll)),
                        Runs.run(Duration.ZERO, List.of(Runs.watching(1))));
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   0.000s  127.0.0.1:4000  job 9 d.t  hibernating, from file",
                        "   0.000s  127.0.0.1:4000  job 101 shop.orders  vanished: the server no longer lists it");
    }

    @Test
    void jobs_are_counted_once_a_server_however_many_connections_count_them() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        CheckSnapshot after = Runs.run(Duration.ZERO, Runs.connections(3, Runs::watching));
        for (int n = 1; n <= 3; n++) {
            renderer.on(
                    new RunEvent.Found(
                            "c" + n, new CheckEvent.JobsCounted(new JobsAnswer.Unsupported("MariaDB has none."))),
                    after);
        }
        assertThat(streams.stderrLines())
                .containsExactly("   0.000s  127.0.0.1:4000  no import jobs here: MariaDB has none.");
    }

    @Test
    void a_lost_connection_that_is_back_and_a_run_being_stopped_are_reported() {
        PlainRenderer renderer = renderer(Verbosity.NORMAL);
        CheckSnapshot after = Runs.run(Duration.ofSeconds(1), List.of(Runs.watching(1)));
        renderer.on(new RunEvent.Found("c1", new CheckEvent.Reopened(Duration.ofMillis(12), Runs.TLS)), after);
        renderer.on(new RunEvent.Stopping("interrupted"), after);
        assertThat(streams.stderrLines())
                .containsExactly(
                        "   1.000s  c1  127.0.0.1:4000  was lost and reopened after 12 ms",
                        "   1.000s  stopping: interrupted");
    }
}
