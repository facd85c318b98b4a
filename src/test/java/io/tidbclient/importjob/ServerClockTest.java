package io.tidbclient.importjob;

import io.tidbclient.connection.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerClockTest {
    private static final LocalDateTime ANSWER = LocalDateTime.of(2026, 11, 22, 3, 25, 0);

    private final AtomicLong nanos = new AtomicLong(-5_000);

    private FakeSession serverAnsweringAfter(Duration roundTrip) {
        return new FakeSession().answering(ServerClock.ASK, () -> {
            nanos.addAndGet(roundTrip.toNanos());
            return List.of(new FakeRow(Map.of("server_now", "2026-11-22 03:25:00.000000")));
        });
    }

    @Test
    void the_session_is_asked_as_it_is_and_again_in_the_servers_own_zone() {
        FakeSession session = serverAnsweringAfter(Duration.ZERO);

        ServerClock.read(session, nanos::get);

        assertThat(session.statements())
                .containsExactly(
                        "SELECT NOW(6) AS server_now, UTC_TIMESTAMP(6) AS utc_now",
                        "SET SESSION time_zone = 'SYSTEM'",
                        "SELECT NOW(6) AS server_now, UTC_TIMESTAMP(6) AS utc_now");
    }

    @Test
    void the_server_is_taken_to_have_answered_in_the_middle_of_the_round_trip() {
        ServerClock clock = ServerClock.read(serverAnsweringAfter(Duration.ofMillis(80)), nanos::get);

        assertThat(clock.now()).isEqualTo(ANSWER.plus(Duration.ofMillis(40)));
    }

    @Test
    void it_continues_with_the_local_monotonic_clock_without_asking_again() {
        FakeSession session = serverAnsweringAfter(Duration.ZERO);
        ServerClock clock = ServerClock.read(session, nanos::get);

        nanos.addAndGet(Duration.ofMinutes(90).toNanos());

        assertThat(clock.now()).isEqualTo(ANSWER.plusMinutes(90));
        assertThat(session.statements()).hasSize(3);
    }

    @Test
    void a_monotonic_clock_that_passes_its_largest_number_does_no_harm() {
        nanos.set(Long.MAX_VALUE - 10);
        ServerClock clock = ServerClock.read(serverAnsweringAfter(Duration.ofNanos(4)), nanos::get);

        nanos.addAndGet(1_000);

        assertThat(clock.now()).isEqualTo(ANSWER.plusNanos(1_002));
    }

    @ParameterizedTest
    @CsvSource({
        "11:24:59.990000,PT8H",
        "22:24:59.400000,PT-5H",
        "03:24:59.950000,PT0S",
        "08:54:59.000000,PT5H30M",
        "09:10:00.000000,PT5H45M"
    })
    void it_reports_how_far_the_zone_of_the_cluster_is_ahead_of_that_of_the_server(String global, Duration ahead) {
        Iterator<String> answers = List.of(
                        (ahead.isNegative() ? "2026-11-21 " : "2026-11-22 ") + global, "2026-11-22 03:25:00.000000")
                .iterator();
        FakeSession session = new FakeSession().answering(ServerClock.ASK, () -> {
            nanos.addAndGet(3_000_000);
            return List.of(new FakeRow(Map.of("server_now", answers.next())));
        });

        ServerClock clock = ServerClock.read(session, nanos::get);

        assertThat(clock.globalAhead()).isEqualTo(ahead);
        assertThat(clock.now()).isEqualTo(ANSWER.plusNanos(1_500_000));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 03:25:00.000000,Z",
        "2026-11-21 19:25:00.000000,+08:00",
        "2026-11-22 08:25:00.000000,-05:00",
        "2026-11-21 21:40:00.000000,+05:45",
        "2026-11-21 13:25:00.000000,+14:00",
        "2026-11-21 13:10:00.000000,",
        "2026-11-22 03:24:59.000000,",
        "0000-00-00 00:00:00,",
        "soon,",
        "9999-12-31 23:59:59.999999,"
    })
    void it_reports_the_offset_of_the_servers_zone_from_utc_if_that_is_one(String utc, ZoneOffset zone) {
        FakeSession session = new FakeSession()
                .answering(
                        ServerClock.ASK,
                        () -> List.of(new FakeRow(Map.of("server_now", "2026-11-22 03:25:00.000000", "utc_now", utc))));

        assertThat(ServerClock.read(session, nanos::get).zone()).isEqualTo(Optional.ofNullable(zone));
    }

    @Test
    void a_server_that_does_not_report_utc_has_a_zone_that_is_not_known() {
        assertThat(ServerClock.read(serverAnsweringAfter(Duration.ZERO), nanos::get)
                        .zone())
                .isEmpty();
    }

    @Test
    void an_answer_that_is_no_time_is_a_failure() {
        FakeSession session =
                new FakeSession().answering(ServerClock.ASK, () -> List.of(new FakeRow(Map.of("server_now", "soon"))));

        assertThatThrownBy(() -> ServerClock.read(session, nanos::get))
                .isInstanceOf(FailureException.class)
                .hasMessage("The server did not answer NOW(6) with a time.");
    }

    @Test
    void the_zones_are_compared_whatever_the_local_clock_counts_from() {
        nanos.set(Duration.ofHours(5).toNanos());

        assertThat(ServerClock.read(serverAnsweringAfter(Duration.ofMillis(80)), nanos::get)
                        .globalAhead())
                .isZero();
    }
}
