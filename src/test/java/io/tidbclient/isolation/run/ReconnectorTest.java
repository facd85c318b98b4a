package io.tidbclient.isolation.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReconnectorTest {
    private final FakeProgramSession session = new FakeProgramSession();
    private final Outages outages = new Outages();
    private boolean alone = true;

    /** Lets the pauses pass until it has come to an end. */
    private boolean reconnect(long end) {
        Reconnector reconnector = new Reconnector(session, outages, () -> end, alone, new SplittableRandom(1));
        CompletableFuture<Boolean> open = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                boolean unused = open.complete(reconnector.reconnect());
            } catch (RuntimeException e) {
                boolean unused = open.completeExceptionally(e);
            }
        });
        while (!open.isDone()) {
            session.manualTimer().advance(Duration.ofMillis(100));
            Thread.onSpinWait();
        }
        return open.join();
    }

    @Test
    void a_server_that_is_away_is_waited_for_and_the_time_is_counted() {
        session.unreachable(3, FailureKind.CONNECTION_REFUSED);

        assertThat(reconnect(60_000_000_000L)).isTrue();

        assertThat(session.log()).containsExactly("reconnect", "reconnect", "reconnect", "reconnect", "SELECT [0]");
        assertThat(outages.count()).isEqualTo(1);
        assertThat(outages.total()).isEqualTo(Duration.ofSeconds(3).plusNanos(1000));
    }

    @Test
    void a_connection_that_opens_at_once_is_no_outage() {
        assertThat(reconnect(Long.MAX_VALUE)).isTrue();

        assertThat(outages.count()).isZero();
    }

    @Test
    void the_end_of_the_run_ends_the_wait() {
        session.unreachable(1000, FailureKind.CONNECTION_REFUSED);

        assertThat(reconnect(5_000_000_000L)).isFalse();

        assertThat(outages.total()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void without_an_end_the_failure_is_passed_on_after_two_minutes() {
        session.unreachable(1000, FailureKind.CONNECTION_REFUSED);

        assertThatThrownBy(() -> reconnect(Long.MAX_VALUE)).hasRootCauseInstanceOf(FailureException.class);

        assertThat(session.log()).hasSize(122);
    }

    @Test
    void where_others_continue_the_wait_ends_after_two_minutes_without_a_failure() {
        alone = false;
        session.unreachable(1000, FailureKind.CONNECTION_REFUSED);

        assertThat(reconnect(Long.MAX_VALUE)).isFalse();

        assertThat(session.log()).hasSize(122);
        assertThat(outages.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_UNAVAILABLE, 9005",
        "SERVER_UNAVAILABLE, 8027",
        "TRANSACTION_CONFLICT, 8028",
        "UNCLASSIFIED, 1105",
        "STATEMENT_REFUSED, 1146"
    })
    void a_server_that_accepts_the_login_and_refuses_the_first_query_is_still_away(FailureKind kind, int code) {
        session.failing("SELECT", kind, code);

        assertThat(reconnect(60_000_000_000L)).isTrue();

        assertThat(session.log()).containsExactly("reconnect", "SELECT [0]", "reconnect", "SELECT [0]");
        assertThat(outages.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_UNAVAILABLE, 9005",
        "SERVER_UNAVAILABLE, 8027",
        "TRANSACTION_CONFLICT, 8028",
        "UNCLASSIFIED, 1105",
        "UNKNOWN_DATABASE, 1049"
    })
    void a_server_that_accepts_the_login_and_refuses_to_prepare_the_session_is_still_away(FailureKind kind, int code) {
        session.unreachable(2, kind, code);

        assertThat(reconnect(60_000_000_000L)).isTrue();

        assertThat(session.log()).containsExactly("reconnect", "reconnect", "reconnect", "SELECT [0]");
    }

    @Test
    void the_end_of_the_run_ends_the_wait_for_an_unknown_database() {
        session.unreachable(1000, FailureKind.UNKNOWN_DATABASE, 1049);

        assertThat(reconnect(5_000_000_000L)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "true, UNKNOWN_DATABASE, 1049",
        "false, UNKNOWN_DATABASE, 1049",
        "false, STATEMENT_REFUSED, 1146",
        "false, UNCLASSIFIED, 1105"
    })
    void a_server_that_answers_so_for_two_minutes_has_not_just_started(boolean only, FailureKind kind, int code) {
        alone = only;
        session.unreachable(1000, kind, code);

        assertThatThrownBy(() -> reconnect(Duration.ofDays(1).toNanos()))
                .rootCause()
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(code));

        assertThat(session.log()).hasSize(122);
    }

    @Test
    void a_server_that_is_not_reached_between_such_answers_is_waited_for() {
        session.unreachable(100, FailureKind.UNKNOWN_DATABASE, 1049)
                .thenUnreachable(1, FailureKind.CONNECTION_REFUSED, 0)
                .thenUnreachable(100, FailureKind.UNKNOWN_DATABASE, 1049);

        assertThat(reconnect(Duration.ofDays(1).toNanos())).isTrue();

        assertThat(outages.total()).isGreaterThan(Duration.ofSeconds(200));
    }

    @Test
    void a_server_that_refuses_the_client_is_not_asked_again() {
        session.unreachable(1, FailureKind.ACCESS_DENIED);

        assertThatThrownBy(() -> reconnect(Long.MAX_VALUE)).hasRootCauseInstanceOf(FailureException.class);

        assertThat(session.log()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_MYSQL", "TLS_FAILED", "CERTIFICATE_EXPIRED"})
    void what_no_time_can_mend_is_not_tried_again(FailureKind kind) {
        session.unreachable(1, kind);

        assertThatThrownBy(() -> reconnect(60_000_000_000L)).hasRootCauseInstanceOf(FailureException.class);

        assertThat(session.log()).hasSize(1);
    }

    @Test
    void outages_of_several_clients_at_the_same_time_count_once() {
        outages.begin(0);
        outages.begin(10);
        outages.end(20);
        outages.end(30);
        outages.begin(100);
        outages.end(105);

        assertThat(outages.count()).isEqualTo(2);
        assertThat(outages.total()).isEqualTo(Duration.ofNanos(35));
    }
}
