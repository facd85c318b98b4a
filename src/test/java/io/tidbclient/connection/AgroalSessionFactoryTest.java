package io.tidbclient.connection;

import io.agroal.api.AgroalDataSource;
import io.tidbclient.config.ConnectionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sessions over the real driver, against a server that answers by script. */
class AgroalSessionFactoryTest {
    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Connections connections = new Connections();
    private ScriptedServer server;

    @BeforeEach
    void start() {
        server = ScriptedServer.playing(socket -> new MysqlWire(socket).serve(this::answer));
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        server.close();
    }

    @Test
    void rows_are_read_in_order_by_name() {
        try (Session session = connections.open(settings())) {
            List<String> read = session.query(
                    "SELECT jobs",
                    row -> row.number("ID").orElse(-1) + " " + row.text("Name").orElse("NULL") + " "
                            + row.time("At").map(Object::toString).orElse("never"));

            assertThat(read).containsExactly("1 first 2026-01-02T03:04:05.500", "2 NULL never", "3 é€😀 never");
        }
    }

    @Test
    void parameters_are_quoted_into_the_statement() {
        try (Session session = connections.open(settings())) {
            assertThat(session.query("SELECT jobs WHERE id = ? AND name = ?", row -> 1, 9_007_199_254_740_993L, "o'x"))
                    .hasSize(3);
        }

        assertThat(statements).containsExactly("SELECT jobs WHERE id = 9007199254740993 AND name = 'o''x'");
    }

    @Test
    void a_statement_without_rows_reads_as_none() {
        try (Session session = connections.open(settings())) {
            assertThat(session.query("CANCEL IMPORT JOB 1", row -> 1)).isEmpty();
            session.execute("USE `test`");
        }

        assertThat(statements).containsExactly("CANCEL IMPORT JOB 1", "USE `test`");
    }

    @Test
    void nothing_is_sent_before_the_first_statement_of_the_second_session_of_an_address() {
        try (Session session = connections.open(settings())) {
            session.execute("DO 1");
        }
        try (Session session = connections.open(settings())) {
            session.execute("DO 2");
        }

        assertThat(statements).containsExactly("DO 1", "DO 2");
    }

    @Test
    void an_error_of_a_statement_is_classified_and_the_session_continues() {
        try (Session session = connections.open(settings())) {
            assertThatThrownBy(() -> session.query("SELEKT", row -> 1))
                    .isInstanceOfSatisfying(FailureException.class, e -> {
                        assertThat(e.failure().kind()).isEqualTo(FailureKind.STATEMENT_REFUSED);
                        assertThat(e.failure().code()).isEqualTo(1064);
                    });

            assertThat(session.query("SELECT jobs", row -> 1)).hasSize(3);
        }
    }

    @Test
    void a_row_reader_that_fails_is_not_taken_for_a_server_that_does() {
        try (Session session = connections.open(settings())) {
            assertThatThrownBy(() -> session.query("SELECT jobs", row -> {
                        throw new IllegalStateException("mine");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("mine");
        }
    }

    @Test
    void a_server_that_hangs_up_in_mid_session_is_a_lost_connection() {
        try (Session session = connections.open(settings())) {
            assertThatThrownBy(() -> session.execute("HANG UP"))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CONNECTION_LOST));
        }
    }

    @Test
    void after_an_incomplete_answer_nothing_more_is_asked_since_its_rest_could_be_taken_for_the_next_one() {
        ConnectionSettings impatient = Connections.withReadTimeout(settings(), Duration.ofSeconds(1));
        try (Session session = connections.open(impatient)) {
            assertThatThrownBy(() -> session.query("HALF", row -> 1))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.TIMED_OUT));
            assertThatThrownBy(() -> session.query("SELECT jobs", row -> 1)).isInstanceOf(FailureException.class);
        }

        assertThat(statements).containsExactly("HALF");
    }

    @Test
    void after_a_statement_that_timed_out_nothing_more_is_asked_either() {
        ConnectionSettings impatient = Connections.withReadTimeout(settings(), Duration.ofSeconds(1));
        try (Session session = connections.open(impatient)) {
            assertThatThrownBy(() -> session.execute("HALF"))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.TIMED_OUT));
            assertThatThrownBy(() -> session.execute("DO 1")).isInstanceOf(FailureException.class);
        }

        assertThat(statements).containsExactly("HALF");
    }

    @Test
    void interrupting_a_virtual_thread_ends_its_statement() throws Exception {
        CompletableFuture<Failure> failed = new CompletableFuture<>();
        Thread thread = Thread.startVirtualThread(() -> failed.complete(failureOfHanging(settings())));
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();

        assertThat(failed.get(10, TimeUnit.SECONDS).sentence()).endsWith("was closed from here.");
    }

    @Test
    void aborting_from_another_thread_ends_its_statement() throws Exception {
        try (Session session = connections.open(settings())) {
            CompletableFuture<Failure> failed = new CompletableFuture<>();
            Thread unused = Thread.startVirtualThread(() -> failed.complete(failureOfHanging(session)));
            assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();

            session.abort();
            session.abort();

            assertThat(failed.get(10, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.CONNECTION_LOST);
        }
    }

    @Test
    void closing_twice_and_after_an_abort_is_harmless() {
        Session session = connections.open(settings());
        session.abort();
        session.close();
        session.close();

        assertThatThrownBy(() -> session.execute("DO 1")).isInstanceOf(FailureException.class);
    }

    @Test
    void quitting_returns_when_the_server_has_ended_the_session_and_closing_does_not_wait() throws Exception {
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ScriptedServer slow =
                ScriptedServer.playing(socket -> new MysqlWire(socket).serve(new MysqlWire.Answers() {
                    @Override
                    public void answer(MysqlWire wire, String sql) throws IOException {
                        wire.ok();
                    }

                    @Override
                    public void quit() {
                        ending.countDown();
                        await(mayEnd);
                    }
                }))) {
            connections.open(Connections.to(slow.port())).close();
            await(ending);
            Session session = connections.open(Connections.to(slow.port()));
            CompletableFuture<Void> quit = CompletableFuture.runAsync(session::quit);

            assertThatThrownBy(() -> quit.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            mayEnd.countDown();
            assertThat(quit).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void quitting_a_session_that_was_lost_is_harmless() {
        Session session = connections.open(settings());
        session.abort();
        session.quit();
        session.quit();

        assertThatThrownBy(() -> session.execute("DO 1")).isInstanceOf(FailureException.class);
    }

    @Test
    void the_data_source_of_a_name_is_used_again_when_the_session_is_reopened() {
        ConnectionSettings settings = settings();
        connections.open(settings).close();
        AgroalDataSource first = connections.registry().dataSource(settings);

        connections.open(settings).close();

        assertThat(connections.registry().dataSource(settings)).isSameAs(first);
        assertThat(connections.registry().size()).isEqualTo(1);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void other_settings_under_the_same_name_get_a_data_source_of_their_own() {
        AgroalDataSource first = connections.registry().dataSource(settings());
        assertThat(connections.registry().dataSource(settings())).isSameAs(first);

        ConnectionSettings one = settings();
        ConnectionSettings other = new ConnectionSettings(
                one.name(), one.target(), "other", one.password(), one.databases(), one.tls(), one.timeouts());
        AgroalDataSource second = connections.registry().dataSource(other);

        assertThat(second).isNotSameAs(first);
        assertThat(connections.registry().size()).isEqualTo(1);
        assertThatThrownBy(first::getConnection).hasMessageContaining("closed");
    }

    @Test
    void a_failed_opening_takes_no_place() throws IOException {
        ConnectionSettings dead;
        try (ScriptedServer closed = ScriptedServer.playing(socket -> {})) {
            dead = Connections.to(closed.port());
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> connections.open(dead)).isInstanceOf(FailureException.class);
            }
            assertThat(closed.accepted()).isEqualTo(3);
        }
    }

    @Test
    void closing_the_registry_closes_the_sessions_that_are_still_open() {
        Session session = connections.open(settings());

        connections.registry().close();

        assertThat(connections.registry().size()).isZero();
        assertThatThrownBy(() -> session.execute("DO 1")).isInstanceOf(FailureException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ConnectionSettings settings() {
        return Connections.to(server.port());
    }

    private Failure failureOfHanging(ConnectionSettings settings) {
        try (Session session = connections.open(settings)) {
            return failureOfHanging(session);
        }
    }

    private static Failure failureOfHanging(Session session) {
        try {
            session.execute("HANG");
            throw new AssertionError("it was answered");
        } catch (FailureException e) {
            return e.failure();
        }
    }

    private void answer(MysqlWire wire, String sql) throws IOException {
        statements.add(sql);
        switch (sql) {
            case "SELEKT" -> wire.error(1064, "#42000You have an error in your SQL syntax");
            case "HANG UP" -> throw new IOException("hanging up");
            case "HALF" -> wire.firstRows(List.of("id"), List.of(List.of("1")));
            case "HANG" -> hanging.countDown();
            default -> {
                if (sql.startsWith("SELECT")) {
                    wire.rows(
                            List.of("id", "name", "at"),
                            List.of(
                                    List.of("1", "first", "2026-01-02 03:04:05.500000"),
                                    Arrays.asList("2", null, "0000-00-00 00:00:00"),
                                    Arrays.asList("3", "é€😀", null)));
                } else {
                    wire.ok();
                }
            }
        }
    }
}
