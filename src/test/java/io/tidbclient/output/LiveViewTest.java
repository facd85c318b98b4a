package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Text;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class LiveViewTest {
    private final LiveView view = new LiveView();

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
                .contains("c1 ")
                .contains("Connecting")
                .contains("12 of 50 open");
    }

    @Test
    void at_200_columns_everything_is_there() {
        assertThat(frame(THREE, 200, 50)).isEqualTo("""
                        0:12  1 FAILED, 1 of 3 connections completed – 127.0.0.1:4000
                        NAME  TARGET          STATE                     FOR  SERVER       CONNECT   ANSWER  NOTE
                        c1    127.0.0.1:4000  Completed                      TiDB v8.5.4   3.1 ms  0.44 ms
                        c2    127.0.0.1:4000  ShowingImportJobDetails  0:11  TiDB v8.5.4   6.3 ms  0.87 ms
                        c3    127.0.0.1:4000  Failed                                                        127.0.0.1:4000 refused the user 'app' or the password.
                        import jobs of 127.0.0.1:4000, poll 5, watch over: time is up
                        JOB  TABLE        STATUS    PHASE                  DONE           ROWS  ROWS/S  ELAPSED      SIZE
                        101  shop.orders  running   ●●●○ importing/import  step 63%  1,234,567  12,346     1:02  290.8KiB
                        103  shop.orders  FAILED    importing                                              1:02  290.8KiB
                            duplicate key in row 17
                        102  shop.orders  finished                                       4,200             1:02  290.8KiB""");
    }

    @Test
    void at_80_columns_the_least_important_columns_go() {
        assertThat(frame(THREE, 80, 24)).isEqualTo("""
                        0:12  1 FAILED, 1 of 3 connections completed – 127.0.0.1:4000
                        NAME  TARGET         STATE              FOR  SERVER        ANSWER  NOTE
                        c1    127.0.0.1:40…  Completed               TiDB v8.5.4  0.44 ms
                        c2    127.0.0.1:40…  ShowingImportJo…  0:11  TiDB v8.5.4  0.87 ms
                        c3    127.0.0.1:40…  Failed                                        127.0.0.1:40…
                        import jobs of 127.0.0.1:4000, poll 5, watch over: time is up
                        JOB  TABLE        STATUS    PHASE           DONE           ROWS  ROWS/S  ELAPSED
                        101  shop.orders  running   ●●●○ importin…  step 63%  1,234,567  12,346     1:02
                        103  shop.orders  FAILED    importing                                       1:02
                            duplicate key in row 17
                        102  shop.orders  finished                                4,200             1:02""");
    }

    @Test
    void a_thousand_connections_are_folded_to_counts_and_those_that_need_attention() {
        assertThat(frame(THOUSAND, 80, 24)).isEqualTo("""
                        0:07  3 FAILED, 297 of 1,000 connections completed – 127.0.0.1:4000
                        302 Connecting · 298 ShowingImportJobDetails · 100 waiting · 297 Completed
                        3 Failed
                        NAME  TARGET          STATE        FOR  NOTE
                        c300  127.0.0.1:4000  Failed            Nothing listens at 127.0.0.1:4000.
                        c600  127.0.0.1:4000  Failed            Nothing listens at 127.0.0.1:4000.
                        c900  127.0.0.1:4000  Failed            Nothing listens at 127.0.0.1:4000.
                        c1    127.0.0.1:4000  Connecting  0:07  try 2 failed: Nothing listens at 127.0.…
                        c251  127.0.0.1:4000  Connecting  0:07  try 2 failed: Nothing listens at 127.0.…
                        c501  127.0.0.1:4000  Connecting  0:07  try 2 failed: Nothing listens at 127.0.…
                        c751  127.0.0.1:4000  Connecting  0:07  try 2 failed: Nothing listens at 127.0.…
                        import jobs of 127.0.0.1:4000, poll 5
                        JOB  TABLE        STATUS    PHASE           DONE           ROWS  ROWS/S  ELAPSED
                        101  shop.orders  running   ●●●○ importin…  step 63%  1,234,567  12,346     1:02
                        103  shop.orders  FAILED    importing                                       1:02
                            duplicate key in row 17
                        102  shop.orders  finished                                4,200             1:02""");
    }

    @Test
    void more_that_need_attention_than_there_is_room_for_are_counted() {
        CheckSnapshot run = Runs.run(Duration.ofSeconds(7), Runs.connections(100, n -> Runs.failed(n, Runs.REFUSED)));
        assertThat(frame(run, 60, 8)).isEqualTo("""
                        0:07  100 FAILED, 0 of 100 connections completed – 127.0.0.…
                        100 Failed
                        NAME  TARGET          STATE   NOTE
                        c1    127.0.0.1:4000  Failed  Nothing listens at 127.0.0.1:…
                        c2    127.0.0.1:4000  Failed  Nothing listens at 127.0.0.1:…
                        c3    127.0.0.1:4000  Failed  Nothing listens at 127.0.0.1:…
                        … and 97 more failed or retrying""");
    }

    @Test
    void a_tiny_terminal_still_shows_the_failures_and_the_counts() {
        assertThat(frame(THOUSAND, 20, 5)).isEqualTo("""
                        0:07  3 FAILED, 297…
                        302 Connecting
                        298 ShowingImportJo…
                        100 waiting""");
        assertThat(frame(THOUSAND, 1, 1)).isEqualTo("…");
    }

    @Test
    void states_keep_their_places_while_connections_move_on() {
        CheckSnapshot before = Runs.run(Duration.ofSeconds(1), Runs.connections(100, Runs::connecting));
        CheckSnapshot after = Runs.run(
                Duration.ofSeconds(2), Runs.connections(100, n -> n < 50 ? Runs.watching(n) : Runs.connecting(n)));
        frame(before, 80, 10);
        assertThat(frame(after, 80, 10)).contains("51 Connecting · 49 ShowingImportJobDetails");
    }

    @Test
    void several_servers_are_counted_in_the_heading() {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(Runs.completed(1), Runs.completed(2, Runs.OTHER_TARGET, Runs.TIDB, Runs.TLS)));
        assertThat(frame(run, 80, 10)).startsWith("0:01  2 of 2 connections completed – 2 servers\n");
    }
}
