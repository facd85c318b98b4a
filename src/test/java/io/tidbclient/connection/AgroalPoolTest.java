package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Agroal's pool over the real driver, against a server that counts its sessions and their statements. */
class AgroalPoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connections connections = new Connections();
    private CountingServer server;

    @BeforeEach
    void start() {
        server = new CountingServer();
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        server.close();
    }

    @Test
    void every_connection_is_opened_once_and_lent_in_turn_without_a_statement_of_the_pool() {
        try (SessionPool pool = filled(3)) {
            for (int i = 0; i < 7; i++) {
                try (Session session = pool.borrow()) {
                    session.query("SELECT " + i, row -> row);
                }
            }

            assertThat(server.accepted()).isEqualTo(3);
            assertThat(server.statements())
                    .as("what was asked and nothing else; with the number of the server's session")
                    .containsExactly(
                            "1: SELECT 0",
                            "2: SELECT 1",
                            "3: SELECT 2",
                            "1: SELECT 3",
                            "2: SELECT 4",
                            "3: SELECT 5",
                            "1: SELECT 6");
            assertThat(pool.stats()).isEqualTo(new PoolStats(3, 3, 7, 0));
        }
    }

    @Test
    void a_session_that_was_given_back_stands_for_the_same_session_of_the_server_when_it_is_lent_again() {
        try (SessionPool pool = filled(2)) {
            List<Object> lent = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                try (Session session = pool.borrow()) {
                    lent.add(session.serverSession());
                }
            }

            assertThat(lent.get(2)).isSameAs(lent.get(0)).isNotSameAs(lent.get(1));
            assertThat(lent.get(3)).isSameAs(lent.get(1));
        }
    }

    @Test
    void all_connections_can_be_borrowed_at_once() {
        try (SessionPool pool = filled(5)) {
            List<Session> all = borrowAll(pool, 5);
            all.forEach(session -> session.execute("DO 1"));
            all.forEach(Session::close);

            assertThat(server.statements())
                    .containsExactlyInAnyOrder("1: DO 1", "2: DO 1", "3: DO 1", "4: DO 1", "5: DO 1");
            assertThat(pool.missing()).isZero();
        }
    }

    @Test
    void an_aborted_connection_is_never_lent_again_and_its_place_can_be_filled() {
        try (SessionPool pool = filled(2)) {
            Session aborted = pool.borrow();
            aborted.abort();
            aborted.abort();
            aborted.close();

            assertThat(pool.missing()).isEqualTo(1);
            for (int i = 0; i < 4; i++) {
                try (Session session = pool.borrow()) {
                    session.execute("DO 1");
                }
            }
            assertThat(server.statements()).containsOnly("2: DO 1").hasSize(4);

            pool.open();

            assertThat(pool.missing()).isZero();
            List<Session> all = borrowAll(pool, 2);
            all.forEach(session -> session.execute("DO 2"));
            all.forEach(Session::close);
            assertThat(server.statements()).contains("2: DO 2", "3: DO 2");
            assertThat(pool.stats()).isEqualTo(new PoolStats(2, 3, 7, 1));
        }
    }

    @Test
    void a_statement_that_was_not_answered_costs_its_connection() {
        ConnectionSettings impatient = Connections.withReadTimeout(settings(), Duration.ofMillis(300));
        try (SessionPool pool = filled(impatient, 2)) {
            try (Session session = pool.borrow()) {
                assertThatThrownBy(() -> session.execute("HANG"))
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.TIMED_OUT));
            }

            assertThat(pool.missing()).isEqualTo(1);
        }
    }

    @Test
    void an_error_of_a_statement_does_not_cost_its_connection() {
        try (SessionPool pool = filled(2)) {
            try (Session session = pool.borrow()) {
                assertThatThrownBy(() -> session.execute("DENIED")).isInstanceOf(FailureException.class);
            }

            assertThat(pool.missing()).isZero();
        }
    }

    @Test
    void a_session_that_was_given_back_can_not_be_aborted_any_more() {
        try (SessionPool pool = filled(2)) {
            Session first = pool.borrow();
            first.close();
            pool.borrow().close();
            Session again = pool.borrow();
            assertThat(again.serverSession()).isSameAs(first.serverSession());

            first.abort();
            again.execute("DO 1");
            again.close();

            assertThat(pool.missing()).isZero();
        }
    }

    @Test
    void aborting_from_another_thread_ends_a_statement() throws Exception {
        try (SessionPool pool = filled(2)) {
            Session session = pool.borrow();
            CompletableFuture<Failure> failed = failureOf(() -> session.execute("HANG"));
            assertThat(server.awaitHanging()).isTrue();

            session.abort();

            assertThat(failed.get(10, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.CONNECTION_LOST);
            session.close();
            assertThat(pool.missing()).isEqualTo(1);
        }
    }

    @Test
    void a_drained_pool_is_empty_and_can_be_filled_again() {
        try (SessionPool pool = filled(3)) {
            pool.borrow().close();

            pool.drain();

            Awaitility.await().atMost(PATIENCE).until(() -> server.sessions() == 0);
            assertThat(pool.missing()).isEqualTo(3);
            fill(pool);
            assertThat(pool.stats()).isEqualTo(new PoolStats(3, 6, 1, 0));
        }
    }

    @Test
    void a_closed_pool_opens_and_lends_nothing_and_still_has_its_figures() {
        SessionPool pool = filled(2);
        Session borrowed = pool.borrow();

        pool.close();
        pool.close();
        borrowed.close();

        Awaitility.await().atMost(PATIENCE).until(() -> server.sessions() == 0);
        assertThatThrownBy(pool::open).isInstanceOf(CancellationException.class);
        assertThatThrownBy(pool::borrow).isInstanceOf(CancellationException.class);
        assertThat(pool.stats()).isEqualTo(new PoolStats(2, 2, 1, 0));
        assertThat(connections.registry().size()).isZero();
        assertThat(server.accepted()).isEqualTo(2);
        Connections.assertNoPoolThreadIsLeft();
    }

    private SessionPool filled(int size) {
        return filled(settings(), size);
    }

    private SessionPool filled(ConnectionSettings settings, int size) {
        SessionPool pool = connections.pool(settings, size);
        fill(pool);
        return pool;
    }

    private static void fill(SessionPool pool) {
        while (pool.missing() > 0) {
            assertThat(pool.open()).isEqualTo(TlsInfo.PLAIN);
        }
    }

    private static List<Session> borrowAll(SessionPool pool, int size) {
        List<Session> all = new ArrayList<>();
        while (all.size() < size) {
            all.add(pool.borrow());
        }
        return all;
    }

    private ConnectionSettings settings() {
        return Connections.to(server.port());
    }

    private static CompletableFuture<Failure> failureOf(Runnable work) {
        CompletableFuture<Failure> failed = new CompletableFuture<>();
        Thread unused = Thread.startVirtualThread(() -> {
            try {
                work.run();
                failed.completeExceptionally(new AssertionError("it was answered"));
            } catch (FailureException e) {
                failed.complete(e.failure());
            }
        });
        return failed;
    }
}
