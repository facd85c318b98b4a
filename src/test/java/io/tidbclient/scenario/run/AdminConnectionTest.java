package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A connection that is opened on first use, and again after a loss. */
class AdminConnectionTest {
    private final FakeSessions sessions = new FakeSessions();
    private final AdminConnection admin = new AdminConnection(sessions, ScenarioContexts.settings("keeper"));

    private void execute(String sql) {
        admin.run(session -> session.execute(sql));
    }

    @Test
    void what_prepares_a_connection_prepares_the_one_after_a_loss_too() {
        admin.prepare(session -> session.execute("USE s"));
        sessions.when("SELECT 1", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));
        assertThatThrownBy(() -> execute("SELECT 1")).isInstanceOf(FailureException.class);

        execute("SELECT 2");

        assertThat(sessions.log())
                .containsExactly(
                        "open keeper",
                        "SET SESSION autocommit = 1",
                        "USE s",
                        "SELECT 1",
                        "close keeper",
                        "open keeper",
                        "SET SESSION autocommit = 1",
                        "USE s",
                        "SELECT 2");
        assertThat(sessions.forgotten()).containsExactly("keeper");
    }

    @Test
    void a_connection_that_the_server_refuses_to_prepare_is_closed_and_not_tried_again() {
        sessions.when("SET SESSION", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1231));

        assertThatThrownBy(() -> execute("SELECT 1")).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> execute("SELECT 2")).isInstanceOf(FailureException.class);

        assertThat(sessions.log()).containsExactly("open keeper", "SET SESSION autocommit = 1", "close keeper");
    }

    @Test
    void one_that_is_closed_is_closed_for_all_threads() {
        execute("SELECT 1");
        admin.close();

        assertThat(CompletableFuture.runAsync(() -> execute("SELECT 2")))
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(CancellationException.class)
                .withMessageContaining("keeper is no longer wanted");
        assertThat(sessions.log()).endsWith("SELECT 1", "close keeper");
        assertThat(sessions.forgotten()).containsExactly("keeper");
    }
}
