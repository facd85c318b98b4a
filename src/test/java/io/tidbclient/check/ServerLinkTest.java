package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.QuietSession;
import io.tidbclient.connection.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerLinkTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_LOST, 2", "TIMED_OUT, 1", "NO_PRIVILEGE, 1"})
    void after_a_pause_only_a_session_that_was_lost_meanwhile_is_opened_again(FailureKind kind, int calls) {
        AtomicInteger opened = new AtomicInteger();
        ServerLink link = Links.over(
                () -> {
                    opened.incrementAndGet();
                    throw new FailureException(Failure.of(kind, "It failed.", ""), null);
                },
                threads);
        Uni<List<Boolean>> reading = link.readEachAfterPause(session -> true);

        assertThatThrownBy(() -> reading.await().atMost(LIMIT))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(kind));
        assertThat(opened).hasValue(calls);
    }

    @Test
    void after_a_pause_the_answer_of_each_session_is_the_result() {
        ServerLink link = Links.over(QuietSession::new, threads);

        assertThat(link.readEachAfterPause(LinkSessions::ping).await().atMost(LIMIT))
                .containsExactly(false);
        assertThat(link.target()).isEqualTo(Links.TARGET);
    }

    @Test
    void a_ping_is_answered_with_one_row() {
        try (Session session = new FakeServer().open("c1")) {
            assertThat(LinkSessions.ping(session)).isTrue();
        }
    }

    @Test
    void ticks_are_numbered_from_zero() {
        List<Long> ticks = new TimerTicker(threads)
                .every(Duration.ofMillis(2))
                .select()
                .first(3)
                .collect()
                .asList()
                .await()
                .atMost(LIMIT);

        assertThat(ticks).containsExactly(0L, 1L, 2L);
    }
}
