package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.text.Paragraph;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import static io.tidbclient.output.SummaryText.REFUSED;
import static io.tidbclient.output.SummaryText.summary;
import static org.assertj.core.api.Assertions.assertThat;

/** The closing summary of a check, at several widths and for many or few connections. */
class SummaryTest {
    private static final CheckSnapshot THREE = Runs.run(
            Duration.ofMillis(12_345),
            List.of(Runs.completed(1), Runs.completed(2), Runs.failed(3, Runs.DENIED)),
            Runs.jobs(Optional.of("time is up")));

    @Test
    void at_80_columns_nothing_but_a_table_is_cut() {
        assertThat(summary(80, THREE, REFUSED)).isEqualTo("""
                        127.0.0.1:4000  TiDB v8.5.4, Community edition, store tikv
                          connections  3: 2 completed, 1 FAILED
                          answered by  tidb-0:4000
                          user         app@%
                          TLS          TLSv1.3, TLS_AES_128_GCM_SHA256; verified: chain and host name
                          certificate  CN=tidb.example.com, issued by CN=Example CA, expires 2026-05-17
                                       (in 74 days)
                          database     test; read: yes, write: in part, create: NO
                          import jobs  4: 1 running, 1 finished, 1 FAILED, 1 cancelled
                                       only this user's jobs: SUPER is required to see all
                          watch        5 polls, ended because time is up
                            JOB  TABLE        STATUS    PHASE       DONE           ROWS  ROWS/S  ELAPSED
                            103  shop.orders  FAILED    importing                                   1:02
                                duplicate key in row 17
                            101  shop.orders  running   ●●●○ impo…  step 63%  1,234,567  12,346     1:02
                            102  shop.orders  finished                            4,200             1:02

                        LATENCY           COUNT      MIN      P50      P90      P99      MAX
                        connect               2   3.1 ms   3.1 ms   6.3 ms   6.3 ms   6.3 ms
                        first round trip      2  0.44 ms  0.44 ms  0.87 ms  0.87 ms  0.87 ms

                        FAILED while connecting  c3
                          127.0.0.1:4000 refused the user 'app' or the password (1045
                          ER_ACCESS_DENIED_ERROR).
                          → Check the user name and the password.

                        FAILED (exit 4)  1 of 3 connections failed: the server refused the user.""");
    }

    @Test
    void pools_of_a_server_are_added_up_and_those_of_another_size_stand_below() {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(
                        Runs.pooled(Runs.completed(1), new PoolStats(5, 5, 24, 0)),
                        Runs.pooled(Runs.completed(2), new PoolStats(5, 6, 1_024, 1)),
                        Runs.pooled(Runs.failed(3, Runs.DENIED), new PoolStats(2, 0, 0, 0))));

        assertThat(summary(200, run, REFUSED)).contains("""
                          connections  3: 2 completed, 1 FAILED
                          pools        1 × 2 connections: 0 opened, 0 borrowed, 0 replaced
                          pools        2 × 5 connections: 11 opened, 1,048 borrowed, 1 replaced
                          answered by  tidb-0:4000
                        """);
    }

    @Test
    void at_200_columns_the_table_has_all_its_columns() {
        assertThat(summary(200, THREE, REFUSED))
                .contains("""
                            JOB  TABLE        STATUS    PHASE                  DONE           ROWS  ROWS/S  ELAPSED      SIZE
                            103  shop.orders  FAILED    importing                                              1:02  290.8KiB
                                duplicate key in row 17
                            101  shop.orders  running   ●●●○ importing/import  step 63%  1,234,567  12,346     1:02  290.8KiB
                            102  shop.orders  finished                                       4,200             1:02  290.8KiB
                        """)
                .contains("  127.0.0.1:4000 refused the user 'app' or the password (1045 ER_ACCESS_DENIED_ERROR).\n");
    }

    @Test
    void in_a_pipe_no_line_is_broken() {
        List<String> piped =
                summary(Paragraph.UNLIMITED, THREE, REFUSED).lines().toList();
        List<String> wide = summary(200, THREE, REFUSED).lines().toList();

        assertThat(piped)
                .containsSequence(
                        "    JOB  TABLE        STATUS    PHASE                  DONE           ROWS  ROWS/S  ELAPSED      SIZE  RESULT",
                        "    103  shop.orders  FAILED    importing                                              1:02  290.8KiB  duplicate key in row 17",
                        "    101  shop.orders  running   ●●●○ importing/import  step 63%  1,234,567  12,346     1:02  290.8KiB",
                        "    102  shop.orders  finished                                       4,200             1:02  290.8KiB");
        assertThat(piped).hasSize(wide.size() - 1);
    }

    @Test
    void one_connection_needs_no_percentiles_and_plain_text_is_said_loudly() {
        CheckSnapshot run = Runs.run(
                Duration.ofMillis(1_300),
                List.of(Runs.completed(
                        1,
                        Runs.TARGET,
                        new ServerVersion(ServerVersion.Product.MARIADB, "10.11.14", "", "", false),
                        TlsInfo.PLAIN)),
                Runs.unsupported());
        assertThat(summary(
                        Paragraph.UNLIMITED, run, new RunVerdict(Outcome.SUCCESS, "1 connection completed in 1.3 s.")))
                .isEqualTo("""
                        127.0.0.1:4000  not TiDB: MariaDB 10.11.14
                          connections  1: 1 completed
                          answered by  tidb-0:4000
                          user         app@%
                          TLS          none – traffic, including the password hash, is not encrypted; use --ssl-mode=required or stronger
                          database     test; read: yes, write: in part, create: NO
                          import jobs  none here: MariaDB has no IMPORT INTO.

                        latency  connect 3.1 ms, first round trip 0.44 ms

                        OK  1 connection completed in 1.3 s.""");
    }

    @Test
    void a_thousand_connections_take_no_more_lines_than_a_few() {
        CheckSnapshot run = Runs.run(Duration.ofSeconds(60), Runs.connections(1_000, n -> {
            if (n % 3 == 0) {
                return Runs.failed(n, Runs.REFUSED.at("c" + n, "Connecting"));
            }
            return Runs.completed(
                    n, n % 2 == 0 ? Runs.TARGET : Runs.OTHER_TARGET, Runs.TIDB, n % 7 == 0 ? TlsInfo.PLAIN : Runs.TLS);
        }));
        assertThat(summary(
                        Paragraph.UNLIMITED,
                        run,
                        new RunVerdict(Outcome.UNREACHABLE, "333 of 1,000 connections failed.")))
                .isEqualTo("""
                        tidb.example.com:4000  TiDB v8.5.4, Community edition, store tikv
                          connections  333: 333 completed
                          answered by  tidb-0:4000
                          user         app@%
                          TLS          286 connections: TLSv1.3, TLS_AES_128_GCM_SHA256; verified: chain and host name
                          TLS          47 connections: none – traffic, including the password hash, is not encrypted; use --ssl-mode=required or stronger
                          certificate  CN=tidb.example.com, issued by CN=Example CA, expires 2026-05-17 (in 74 days)
                          database     test; read: yes, write: in part, create: NO

                        127.0.0.1:4000  TiDB v8.5.4, Community edition, store tikv
                          connections  667: 334 completed, 333 FAILED
                          answered by  tidb-0:4000
                          user         app@%
                          TLS          286 connections: TLSv1.3, TLS_AES_128_GCM_SHA256; verified: chain and host name
                          TLS          48 connections: none – traffic, including the password hash, is not encrypted; use --ssl-mode=required or stronger
                          certificate  CN=tidb.example.com, issued by CN=Example CA, expires 2026-05-17 (in 74 days)
                          database     test; read: yes, write: in part, create: NO

                        LATENCY           COUNT      MIN     P50     P90     P99     MAX
                        connect             667   3.1 ms   1.6 s   2.8 s   3.1 s   3.1 s
                        first round trip    667  0.44 ms  219 ms  394 ms  433 ms  437 ms
                        connect           3.1 ms  ▂▁▂▁▂▂▂▂▂▂▂▂▂▂▂▂▂▃▃▃▄▅▆▇ 3.1 s
                        first round trip  0.44 ms ▂▁▂▁▂▂▂▂▂▂▂▂▂▂▂▂▂▃▃▃▄▅▆▇ 437 ms

                        FAILED while connecting  c3, c6, c9, c12, c15 and 328 more
                          Nothing listens at 127.0.0.1:4000: connection refused.
                          → Check that the server runs, and the port.

                        FAILED (exit 3)  333 of 1,000 connections failed.""");
    }

    @Test
    void a_run_that_never_began_says_so() {
        CheckSnapshot run = Runs.run(Duration.ZERO, Runs.connections(3, Runs::waiting));
        assertThat(summary(80, run, new RunVerdict(Outcome.INTERRUPTED, "Interrupted.")))
                .isEqualTo("""
                        127.0.0.1:4000
                          connections  3: 3 unfinished

                        INTERRUPTED (exit 130)  Interrupted.""");
    }

    @Test
    void the_sandbox_is_called_a_simulation() {
        ServerVersion sandbox = new ServerVersion(ServerVersion.Product.TIDB, "v8.5.4", "", "", true);
        CheckSnapshot run = Runs.run(Duration.ZERO, List.of(Runs.completed(1, Runs.TARGET, sandbox, Runs.TLS)));
        assertThat(summary(200, run, REFUSED))
                .startsWith("127.0.0.1:4000  TiDB v8.5.4 – a simulation: this tool's sandbox\n");
    }

    @Test
    void many_kinds_of_failure_are_cut_short_with_a_hint_where_the_rest_is() {
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                Runs.connections(25, n -> Runs.failed(n, Failure.of(FailureKind.DEFECT, "Sentence " + n + ".", ""))));
        assertThat(summary(80, run, new RunVerdict(Outcome.INTERNAL_ERROR, "A defect.")))
                .contains("FAILED  c20\n  Sentence 20.\n… and 5 other failures: -o json lists them all\n")
                .doesNotContain("Sentence 21.");
    }

    @Test
    void polls_that_were_missed_are_counted() {
        ServerJobs jobs = Runs.jobs(Optional.of("time is up"));
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                List.of(Runs.completed(1)),
                new ServerJobs(jobs.target(), jobs.answer(), jobs.poll(), jobs.watchEnded(), 2));

        assertThat(summary(200, run, REFUSED)).contains("  watch        5 polls, 2 missed, ended because time is up\n");
    }

    @Test
    void of_many_jobs_the_failed_ones_are_never_among_those_left_out() {
        List<WatchedJob> jobs = LongStream.rangeClosed(1, 30)
                .mapToObj(id -> Runs.watched(Runs.job(id, id == 30 ? JobStatus.FAILED : JobStatus.RUNNING)
                        .message(id == 30 ? "no space left" : "")
                        .build()))
                .toList();
        CheckSnapshot run = Runs.run(
                Duration.ZERO,
                List.of(Runs.completed(1)),
                new ServerJobs(
                        Runs.TARGET,
                        new JobsAnswer.Listed(List.of(), false),
                        Optional.of(new Poll(1, jobs, List.of(), List.of())),
                        Optional.empty()));
        assertThat(summary(80, run, REFUSED))
                .contains("  import jobs  30: 29 running, 1 FAILED\n")
                .contains("     30  shop.orders  FAILED              1:02  290.8KiB\n        no space left\n")
                .contains("    … and 10 more: -o json lists them all\n");
    }

    @Test
    void the_servers_behind_an_address_have_bars_by_their_share_of_the_connections() {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                Runs.connections(
                        10,
                        n -> Runs.answeredBy(Runs.completed(n), n <= 6 ? "tidb-1" : n <= 9 ? "tidb-10" : "tidb-2")));

        assertThat(summary(100, run, REFUSED)).contains("""
                          answered by  tidb-1:4000   ████████████████████  6 (60%)
                                       tidb-10:4000  ██████████░░░░░░░░░░  3 (30%)
                                       tidb-2:4000   ███░░░░░░░░░░░░░░░░░  1 (10%)
                        """);
    }

    @Test
    void ten_latencies_and_more_have_a_histogram_under_their_table() {
        assertThat(summary(100, Runs.run(Duration.ofSeconds(1), Runs.connections(10, Runs::completed)), REFUSED))
                .contains("""
                        connect           3.1 ms  ▇▁▁▁▁▁▁▇▁▁▁▇▁▁▇▁▇▁▇▁▇▇▇▇ 31 ms
                        first round trip  0.44 ms ▇▁▁▁▁▁▁▇▁▁▁▇▁▁▇▁▇▁▇▁▇▇▇▇ 4.4 ms
                        """);
        assertThat(summary(100, Runs.run(Duration.ofSeconds(1), Runs.connections(9, Runs::completed)), REFUSED))
                .doesNotContain("▇");
    }
}
