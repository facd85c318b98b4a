package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.CheckStates;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.State;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class LiveViewTest {
    private final LiveView view = new LiveView(Duration.ofMinutes(1), ZoneOffset.UTC);

    private static ConnectionView oneOfThousand(int n) {
        if (n % 300 == 0) {
            return Runs.failed(n, Runs.REFUSED);
        }
        if (n % 250 == 1) {
            return Runs.retrying(n, Runs.REFUSED);
        }
        return n > 900
                ? Runs.waiting(n)
                : n > 600 ? Runs.connecting(n) : n > 300 ? Runs.watching(n) : Runs.completed(n);
    }

    private static final CheckSnapshot THOUSAND = Runs.run(
            Duration.ofSeconds(7), Runs.connections(1_000, LiveViewTest::oneOfThousand), Runs.jobs(Optional.empty()));
    private static final CheckSnapshot THREE = Runs.run(
            Duration.ofSeconds(12),
            List.of(Runs.completed(1), Runs.watching(2), Runs.failed(3, Runs.DENIED)),
            Runs.jobs(Optional.of("time is up")));

    private String frame(CheckSnapshot run, int columns, int rows) {
        return String.join(
                "\n",
                view.frame(run, run.at(), Optional.empty(), new Screen.Size(columns, rows)).stream()
                        .map(Text::plain)
                        .toList());
    }

    @Test
    void a_pool_that_is_being_filled_has_a_note() {
        assertThat(frame(Runs.run(Duration.ofSeconds(3), List.of(Runs.filling(1, 12, 50))), 100, 20))
                .isEqualTo("""
                        0:03  127.0.0.1:4000
                        checked   ░░░░░░░░░░░░░░░░░░░░ 0 of 1 checked
                        NAME  STATE        FOR  NOTE
                        c1    connecting  0:03  12 of 50 open""");
    }

    @Test
    void one_connection_that_is_checked_takes_one_line() {
        assertThat(frame(
                        Runs.run(Duration.ofSeconds(13), List.of(Runs.watching(1)), Runs.jobs(Optional.empty())),
                        80,
                        24))
                .startsWith("""
                        0:13  127.0.0.1:4000  TiDB v8.5.4 · app@% · TLSv1.3 verified
                        checked   ████████████████████ 1/1 ok   connect 3.1 ms
                        watching 1 import, 0:12 of 1:00
                        JOB  TABLE""");
    }

    @Test
    void at_200_columns_everything_is_there() {
        assertThat(frame(THREE, 200, 50)).isEqualTo("""
                        0:12  127.0.0.1:4000  TiDB v8.5.4 · app@% · TLSv1.3 verified
                        checked   ████████████████████ 3 of 3 checked, 1 FAILED   connect p50 3.1 ms  p99 6.3 ms
                        FAILED    1  127.0.0.1:4000 refused the user 'app' or the password (1045 ER_ACCESS_DENIED_ERROR)  c3
                        NAME  STATE                  FOR  CONNECT   ANSWER
                        c1    completed                    3.1 ms  0.44 ms
                        c2    watching import jobs  0:11   6.3 ms  0.87 ms
                        watch of import jobs ended: time is up
                        JOB  TABLE        STATUS    PHASE                  DONE           ROWS  ROWS/S  ELAPSED      SIZE
                        101  shop.orders  running   ●●●○ importing/import  step 63%  1,234,567  12,346     1:02  290.8KiB
                        103  shop.orders  FAILED    importing                                              1:02  290.8KiB
                            duplicate key in row 17
                        102  shop.orders  finished                                       4,200             1:02  290.8KiB""");
    }

    @Test
    void at_80_columns_names_of_connections_stay_and_the_least_important_columns_go() {
        assertThat(frame(THREE, 80, 24)).isEqualTo("""
                        0:12  127.0.0.1:4000  TiDB v8.5.4 · app@% · TLSv1.3 verified
                        checked   ████████████████████ 3 of 3 checked, 1 FAILED
                        FAILED    1  127.0.0.1:4000 refused the user 'app' or the password (1045 ER…  c3
                        NAME  STATE                  FOR  CONNECT   ANSWER
                        c1    completed                    3.1 ms  0.44 ms
                        c2    watching import jobs  0:11   6.3 ms  0.87 ms
                        watch of import jobs ended: time is up
                        JOB  TABLE        STATUS    PHASE           DONE           ROWS  ROWS/S  ELAPSED
                        101  shop.orders  running   ●●●○ importin…  step 63%  1,234,567  12,346     1:02
                        103  shop.orders  FAILED    importing                                       1:02
                            duplicate key in row 17
                        102  shop.orders  finished                                4,200             1:02""");
    }

    @Test
    void a_thousand_connections_are_folded_to_counts_and_groups_of_failures() {
        assertThat(frame(THOUSAND, 120, 24)).isEqualTo("""
                        0:07  127.0.0.1:4000  TiDB v8.5.4 · app@% · TLSv1.3 verified
                        checked   ████████████░░░░░░░░ 598 of 1,000 checked, 3 FAILED   connect p50 941 ms  p99 1.9 s
                        FAILED    3  Nothing listens at 127.0.0.1:4000: connection refused  c300, c600, c900
                        RETRYING  4  Nothing listens at 127.0.0.1:4000: connection refused  c1, c251, c501 and 1 more
                        pending   302 connecting · 100 waiting to start
                        watching 1 import, 0:06 of 1:00
                        JOB  TABLE        STATUS    PHASE                  DONE           ROWS  ROWS/S  ELAPSED      SIZE
                        101  shop.orders  running   ●●●○ importing/import  step 63%  1,234,567  12,346     1:02  290.8KiB
                        103  shop.orders  FAILED    importing                                              1:02  290.8KiB
                            duplicate key in row 17
                        102  shop.orders  finished                                       4,200             1:02  290.8KiB""");
    }

    @Test
    void all_checked_without_a_failure_is_said_in_two_words() {
        assertThat(frame(Runs.run(Duration.ofSeconds(7), Runs.connections(500, Runs::watching)), 80, 24))
                .contains("checked   ████████████████████ 500/500 ok   connect p50 782 ms  p99 1.5 s");
    }

    @Test
    void failures_of_one_kind_are_one_line_however_many_they_are() {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(7),
                Runs.connections(500, n -> n > 488 ? Runs.failed(n, Runs.DENIED) : Runs.watching(n)));
        assertThat(frame(run, 80, 24)).isEqualTo("""
                        0:07  127.0.0.1:4000  TiDB v8.5.4 · app@% · TLSv1.3 verified
                        checked   ███████████████████\
                        █ 500 of 500 checked, 12 FAILED
                        FAILED    12  127.0.0.1:4000 refused the user 'app' or the password …  c489–c500""");
    }

    @Test
    void more_kinds_of_failures_than_there_is_room_for_are_counted() {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(7),
                Runs.connections(
                        100,
                        n -> Runs.failed(
                                n, Failure.of(FailureKind.CONNECTION_REFUSED, "Failure " + n % 10 + ".", "Wait."))));
        assertThat(frame(run, 60, 8)).isEqualTo("""
                        0:07  127.0.0.1:4000
                        checked   ████████████████████ 100 of 100 checked, 100 FAIL…
                        FAILED    10  Failure 1  c1, c11, c21 and 7 more
                        … and 9 other kinds of failure""");
    }

    @Test
    void a_tiny_terminal_still_shows_the_counts_and_the_failures() {
        assertThat(frame(THOUSAND, 20, 5)).isEqualTo("""
                        0:07  127.0.0.1:400…
                        checked   598 of 1,…
                        FAILED    3  Nothin…
                        … and 9 more lines""");
        assertThat(frame(THOUSAND, 1, 1)).isEqualTo("…");
    }

    @Test
    void what_is_pending_keeps_its_place_while_connections_move_on() {
        CheckSnapshot before = Runs.run(Duration.ofSeconds(1), Runs.connections(100, Runs::connecting));
        CheckSnapshot after = Runs.run(
                Duration.ofSeconds(2),
                Runs.connections(100, n -> n < 50 ? step(n, CheckStates.GETTING_VERSION) : Runs.connecting(n)));
        assertThat(frame(before, 80, 10)).endsWith("pending   100 connecting");
        assertThat(frame(after, 80, 10)).endsWith("pending   51 connecting · 49 reading the version");
    }

    @Test
    void no_name_of_a_state_is_shown() {
        for (State.Step step : List.of(
                CheckStates.INITIAL,
                CheckStates.PARSING_CONFIG,
                CheckStates.CONNECTING,
                CheckStates.TESTING_CONNECTION,
                CheckStates.VERIFYING_DATABASE,
                CheckStates.GETTING_VERSION,
                CheckStates.CHECKING_IMPORT_JOBS,
                CheckStates.SHOWING_IMPORT_JOB_DETAILS)) {
            for (int count : List.of(1, 3, 200)) {
                CheckSnapshot run = Runs.run(Duration.ofSeconds(2), Runs.connections(count, n -> step(n, step)));
                assertThat(frame(run, 120, 30)).doesNotContain(step.label());
            }
        }
    }

    @Test
    void numbers_of_a_server_that_is_not_reached_are_marked_with_their_age() {
        CheckSnapshot reached = Runs.run(Duration.ofSeconds(40), List.of(Runs.watching(1)), polled(true));
        CheckSnapshot away = Runs.run(Duration.ofSeconds(40), List.of(Runs.watching(1)), polled(false));

        assertThat(frame(reached, 80, 20)).contains("\nwatching 1 import, 0:39 of 1:00\n");
        assertThat(frame(away, 80, 20)).contains("\nwatching 1 import, 0:39 of 1:00  as of 0:35 ago\n");
        assertThat(view.frame(away, away.at(), Optional.empty(), new Screen.Size(80, 20)).stream()
                        .filter(line -> line.plain().contains("shop.orders"))
                        .flatMap(line -> line.spans().stream()))
                .isNotEmpty()
                .allMatch(span -> span.style() == Style.FAINT);
    }

    @Test
    void a_watch_without_a_known_limit_shows_how_long_it_has_taken() {
        CheckSnapshot run = Runs.run(Duration.ofSeconds(13), List.of(Runs.watching(1)), polled(true));

        assertThat(new LiveView(Duration.ZERO, ZoneOffset.UTC)
                        .frame(run, run.at(), Optional.empty(), new Screen.Size(80, 20)).stream()
                                .map(Text::plain))
                .contains("watching 1 import, 0:12");
    }

    private static ServerJobs polled(boolean reached) {
        ServerJobs jobs = Runs.jobs(Optional.empty());
        return new ServerJobs(
                jobs.target(),
                jobs.answer(),
                jobs.poll(),
                jobs.watchEnded(),
                reached ? 0 : 7,
                Optional.of(Runs.START.plusSeconds(5)),
                reached);
    }

    @Test
    void several_servers_have_a_line_each() {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(
                        Runs.completed(1),
                        Runs.completed(2, Runs.OTHER_TARGET, Runs.TIDB, TlsInfo.PLAIN),
                        Runs.failed(3, Runs.REFUSED)));
        assertThat(frame(run, 100, 20)).isEqualTo("""
                        0:01  2 servers
                        SERVER                 CHECKED                   VERSION      USER   TLS
                        127.0.0.1:4000         2 of 2 checked, 1 FAILED  TiDB v8.5.4  app@%  TLSv1.3 verified
                        tidb.example.com:4000  1/1 ok                    TiDB v8.5.4  app@%  no TLS
                        checked   ████████████████████ 3 of 3 checked, 1 FAILED   connect p50 3.1 ms  p99 6.3 ms
                        FAILED    1  Nothing listens at 127.0.0.1:4000: connection refused  c3
                        NAME  TARGET                 STATE      CONNECT   ANSWER
                        c1    127.0.0.1:4000         completed   3.1 ms  0.44 ms
                        c2    tidb.example.com:4000  completed   6.3 ms  0.87 ms""");
    }

    @Test
    void a_frame_is_never_larger_than_the_terminal() {
        for (int columns = 1; columns < 210; columns += 7) {
            for (int rows = 1; rows < 30; rows += 3) {
                List<Text> lines =
                        view.frame(THOUSAND, THOUSAND.at(), Optional.empty(), new Screen.Size(columns, rows));
                int width = columns;
                assertThat(lines).hasSizeBetween(1, Math.max(1, rows - 1)).allMatch(line -> line.width() <= width);
            }
        }
    }

    private static ConnectionView step(int number, State.Step step) {
        return Runs.open(number, Runs.TARGET, step, Runs.TIDB, Runs.TLS);
    }
}
