package io.tidbclient.check;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.QuietSession;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.HandlerEvent;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** How a pool is repaired after a loss. */
class PooledSessionsTest {
    private final List<HandlerEvent> events = new ArrayList<>();
    private final List<Pinged> opened = new ArrayList<>();
    private final PooledSessions sessions = new PooledSessions(new FakePool(this::opening, 3), events::add, () -> 0);

    /** A session that only answers pings, or fails in a way of the test's own. */
    private static final class Pinged extends QuietSession {
        private Optional<FailureKind> failure = Optional.empty();
        private int pings;
        private boolean aborted;

        @Override
        public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
            pings++;
            failure.ifPresent(kind -> {
                throw failed(kind);
            });
            return List.of();
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }

    @Test
    void without_a_loss_nothing_is_pinged() {
        sessions.open(1);

        assertThat(sessions.<Integer>use(session -> 7)).isEqualTo(7);
        assertThat(sessions.<Integer>useEach(session -> 7)).containsExactly(7, 7, 7);

        assertThat(opened).hasSize(3).noneMatch(session -> session.pings > 0);
    }

    @Test
    void after_a_loss_the_others_are_pinged_and_what_is_missing_is_opened() {
        sessions.open(1);
        lose();
        assertThat(opened.getFirst().aborted).isTrue();

        assertThat(sessions.<Integer>use(session -> 7)).isEqualTo(7);

        assertThat(opened).hasSize(4);
        assertThat(opened.subList(1, 4)).allMatch(session -> session.pings == 1 && !session.aborted);
        assertThat(events).filteredOn(CheckEvent.Reopened.class::isInstance).hasSize(1);
        assertThat(sessions.<Integer>use(session -> 7)).isEqualTo(7);
        assertThat(opened.get(1).pings).as("only once").isEqualTo(1);
    }

    @Test
    void a_session_that_another_loss_closed_is_replaced() {
        sessions.open(1);
        lose();
        opened.get(1).failure = Optional.of(FailureKind.CONNECTION_LOST);

        assertThat(sessions.<Integer>use(session -> 7)).isEqualTo(7);

        assertThat(opened.get(1).aborted).isTrue();
        assertThat(opened.get(2).pings).isEqualTo(1);
        assertThat(opened).hasSize(5);
    }

    @Test
    void after_a_silent_session_the_rest_is_replaced_without_a_ping() {
        sessions.open(1);
        lose();
        opened.get(1).failure = Optional.of(FailureKind.TIMED_OUT);

        assertThat(sessions.<Integer>use(session -> 7)).isEqualTo(7);

        assertThat(opened.get(1).aborted).isTrue();
        assertThat(opened.get(2).aborted).isTrue();
        assertThat(opened.get(2).pings).isZero();
        assertThat(opened).hasSize(7);
    }

    @Test
    void a_session_that_answers_with_an_error_is_kept() {
        sessions.open(1);
        lose();
        opened.get(1).failure = Optional.of(FailureKind.NO_PRIVILEGE);

        assertThat(sessions.<Integer>use(session -> 7)).isEqualTo(7);

        assertThat(opened.get(1).aborted).isFalse();
        assertThat(opened).hasSize(4);
    }

    @Test
    void a_failure_that_is_no_loss_repairs_nothing() {
        sessions.open(1);

        assertThatThrownBy(() -> sessions.use(session -> {
                    throw failed(FailureKind.NO_PRIVILEGE);
                }))
                .isInstanceOf(FailureException.class);
        assertThat(sessions.<Integer>use(session -> 7)).isEqualTo(7);

        assertThat(opened).hasSize(3).noneMatch(session -> session.pings > 0 || session.aborted);
    }

    @Test
    void closing_aborts_what_is_lent_and_reports_the_pool_a_last_time() {
        sessions.open(1);
        events.clear();

        int unused = sessions.use(session -> {
            sessions.close();
            return 1;
        });

        assertThat(opened).filteredOn(session -> session.aborted).hasSize(1);
        assertThat(events).singleElement().isInstanceOf(CheckEvent.PoolUsed.class);
    }

    @Test
    void a_thread_that_is_interrupted_does_nothing_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        Throwable thrown = catchThrowable(() -> sessions.open(1));
        boolean interrupted = Thread.interrupted();

        assertThat(thrown).isInstanceOf(CancellationException.class).hasMessage("the connection is no longer wanted");
        assertThat(interrupted).isTrue();
        assertThat(opened).isEmpty();
    }

    private void lose() {
        assertThatThrownBy(() -> sessions.use(session -> {
                    throw failed(FailureKind.CONNECTION_LOST);
                }))
                .isInstanceOf(FailureException.class);
    }

    private Session opening() {
        Pinged session = new Pinged();
        opened.add(session);
        return session;
    }

    private static FailureException failed(FailureKind kind) {
        return new FailureException(Failure.of(kind, "It failed.", ""), null);
    }
}
