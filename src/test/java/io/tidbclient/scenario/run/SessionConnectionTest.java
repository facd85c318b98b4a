package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connection of a session: what is closed when, and what the server may still be running. */
class SessionConnectionTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions().numbered();
    private final SessionConnection connection = connection("{a: }");

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private SessionConnection connection(String plans) {
        return new SessionConnection(
                ScenarioContexts.of(
                        TestScripts.one("scenario: s\nsessions: " + plans + "\nsteps: [{a: SELECT 1}]\n"),
                        sessions,
                        threads,
                        new ManualTimer()),
                "a");
    }

    private static void fail(SessionConnection connection, String sql) {
        assertThatThrownBy(() -> connection.run(sql, List.of())).isInstanceOf(FailureException.class);
    }

    /** A statement is broken off from here, and fails by it. */
    private void breakOff(SessionConnection broken) {
        sessions.when("SELECT SLEEP", () -> {
            broken.abandon();
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });
        fail(broken, "SELECT SLEEP(9)");
    }

    @Test
    void a_connection_that_is_opened_again_replaces_the_one_before() {
        assertThat(connection.open()).isEqualTo(77);
        assertThat(connection.open()).isEqualTo(78);

        assertThat(sessions.log()).containsSubsequence("open a", "close a", "open a");
        assertThat(sessions.forgotten()).containsExactly("a", "a");
    }

    @Test
    void one_that_cannot_be_prepared_is_closed() {
        sessions.when("USE", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1105));

        assertThatThrownBy(connection::open).isInstanceOf(FailureException.class);

        assertThat(sessions.log()).containsExactly("open a", "USE `tidb_client_1`", "close a");
        assertThat(connection.id()).isZero();
    }

    @Test
    void a_prepared_statement_answers_as_another_does() {
        sessions.answer("SELECT v", () -> FakeSessions.rows("7"));
        long unused = connection.open();

        Answer answer = connection.runPrepared("SELECT v FROM t", List.of());

        assertThat(answer.value(0, 0)).contains("7");
    }

    @Test
    void a_statement_that_the_server_has_answered_is_not_under_way() {
        sessions.when("SELECT v", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1146));
        long unused = connection.open();

        fail(connection, "SELECT v FROM t");

        assertThat(connection.brokenOff()).isEmpty();
    }

    @Test
    void a_statement_that_is_broken_off_may_still_be_under_way() {
        long id = connection.open();
        breakOff(connection);
        assertThat(connection.brokenOff()).isEqualTo(OptionalLong.of(id));

        SessionConnection closed = connection("{a: }");
        long other = closed.open();
        sessions.when("SELECT v", () -> {
            closed.close();
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });
        fail(closed, "SELECT v FROM t");
        assertThat(closed.brokenOff()).isEqualTo(OptionalLong.of(other));
    }

    @Test
    void a_statement_whose_thread_is_interrupted_may_still_be_under_way() {
        long id = connection.open();
        sessions.when("SELECT v", () -> {
            Thread.currentThread().interrupt();
            FakeSessions.failing(FailureKind.CONNECTION_LOST, 0).run();
        });

        fail(connection, "SELECT v FROM t");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(connection.brokenOff()).isEqualTo(OptionalLong.of(id));
    }

    private static Optional<String> sentence(SessionConnection connection) {
        return connection.tearDown().map(thrown -> thrown.failure().sentence());
    }

    @Test
    void a_teardown_is_not_run_on_a_connection_whose_statement_was_broken_off() {
        SessionConnection leaving = connection("{a: {teardown: DELETE FROM t}}");
        long unused = leaving.open();
        breakOff(leaving);

        assertThat(sentence(leaving)).contains("its statement had not ended, so its connection is cut.");
        assertThat(sessions.log()).doesNotContain("DELETE FROM t");
    }

    @Test
    void a_teardown_is_run_on_the_connection_after_the_one_whose_statement_was_broken_off() {
        SessionConnection leaving = connection("{a: {teardown: DELETE FROM t}}");
        long unused = leaving.open();
        breakOff(leaving);
        long another = leaving.open();

        assertThat(another).isEqualTo(78);
        assertThat(sentence(leaving)).isEmpty();
        assertThat(sessions.log()).contains("DELETE FROM t");
    }

    @Test
    void a_teardown_of_a_session_that_is_cut_off_at_its_statement_fails() {
        SessionConnection leaving = connection("{a: {teardown: DELETE FROM t}}");
        long unused = leaving.open();
        breakOff(leaving);
        leaving.cut();

        assertThat(sentence(leaving)).contains("its statement had not ended, so its connection is cut.");
    }

    @Test
    void a_session_without_a_teardown_leaves_nothing_behind_whatever_it_was_at() {
        long unused = connection.open();
        breakOff(connection);

        assertThat(connection.tearDown()).isEmpty();
    }
}
