package io.tidbclient.check;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionPool;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.HandlerEvent;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolFillingTest {
    private final List<HandlerEvent> events = new ArrayList<>();
    private long now;

    @Test
    void the_number_of_open_connections_is_reported_once_a_second() {
        try (PooledSessions sessions = sessions(10, 11)) {
            sessions.open(1);

            assertThat(events)
                    .filteredOn(CheckEvent.PoolFilling.class::isInstance)
                    .containsExactly(
                            new CheckEvent.PoolFilling(3, 10),
                            new CheckEvent.PoolFilling(6, 10),
                            new CheckEvent.PoolFilling(9, 10));
        }
    }

    @Test
    void a_pool_that_is_filled_within_a_second_reports_its_opening_alone() {
        try (PooledSessions sessions = sessions(2, 11)) {
            sessions.open(1);

            assertThat(events).noneMatch(CheckEvent.PoolFilling.class::isInstance);
        }
    }

    @Test
    void a_pool_that_fails_reports_how_many_of_its_connections_were_open() {
        try (PooledSessions sessions = sessions(10, 5)) {
            assertThatExceptionOfType(FailureException.class)
                    .isThrownBy(() -> sessions.open(1))
                    .satisfies(e -> assertThat(e.failure().sentence()).isEqualTo("Too many connections."));

            assertThat(events).endsWith(new CheckEvent.PoolFilling(4, 10));
        }
    }

    @Test
    void a_pool_whose_first_connection_fails_reports_nothing() {
        try (PooledSessions sessions = sessions(10, 1)) {
            assertThatExceptionOfType(FailureException.class).isThrownBy(() -> sessions.open(1));

            assertThat(events).isEmpty();
        }
    }

    @Test
    void a_pool_that_fails_keeps_none_of_its_connections() {
        SlowPool pool = new SlowPool(10, 5);
        try (PooledSessions sessions = new PooledSessions(pool, events::add, () -> now)) {
            assertThatExceptionOfType(FailureException.class).isThrownBy(() -> sessions.open(1));

            assertThat(pool.missing()).isEqualTo(10);
        }
    }

    @Test
    void how_long_the_opening_took_is_reported_with_the_pool() {
        try (PooledSessions sessions = sessions(2, 11)) {
            sessions.open(3);

            assertThat(events)
                    .containsExactly(
                            new CheckEvent.Opened(3, Duration.ofMillis(800), TlsInfo.PLAIN),
                            new CheckEvent.PoolUsed(new PoolStats(2, 2, 0, 0)));
        }
    }

    private PooledSessions sessions(int size, int failing) {
        return new PooledSessions(new SlowPool(size, failing), events::add, () -> now);
    }

    /** Each opening takes 400 ms, and one of them fails. */
    private final class SlowPool implements SessionPool {
        private final int size;
        private final int failing;
        private int open;

        SlowPool(int size, int failing) {
            this.size = size;
            this.failing = failing;
        }

        @Override
        public int missing() {
            return size - open;
        }

        @Override
        public TlsInfo open() {
            now += Duration.ofMillis(400).toNanos();
            if (open + 1 == failing) {
                throw new FailureException(
                        Failure.of(FailureKind.TOO_MANY_CONNECTIONS, "Too many connections.", ""), null);
            }
            open++;
            return TlsInfo.PLAIN;
        }

        @Override
        public Session borrow() {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void drain() {
            open = 0;
        }

        @Override
        public PoolStats stats() {
            return new PoolStats(size, open, 0, 0);
        }

        @Override
        public void close() {
            drain();
        }
    }
}
