package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.scenario.SessionPlan;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionModeTest {
    private final FakeSessions sessions = new FakeSessions();

    @Test
    void a_mode_that_the_session_has_afterwards_is_set() {
        SessionMode.set(session("optimistic"), SessionPlan.Mode.OPTIMISTIC);

        assertThat(sessions.log())
                .containsExactly(
                        "open ann", "SET SESSION tidb_txn_mode = 'optimistic'", "SHOW VARIABLES LIKE 'tidb_txn_mode'");
    }

    @Test
    void another_mode_afterwards_is_a_failure_that_names_both() {
        Session session = session("pessimistic");

        assertThat(sentence(() -> SessionMode.set(session, SessionPlan.Mode.OPTIMISTIC)))
                .isEqualTo("The session has the transaction mode pessimistic after"
                        + " SET SESSION tidb_txn_mode = 'optimistic'.");
    }

    @Test
    void an_empty_mode_afterwards_is_a_failure() {
        Session session = session("");

        assertThat(sentence(() -> SessionMode.set(session, SessionPlan.Mode.PESSIMISTIC)))
                .isEqualTo("The session has no transaction mode of its own after"
                        + " SET SESSION tidb_txn_mode = 'pessimistic'.");
    }

    @Test
    void a_mode_that_cannot_be_read_back_is_refused() {
        Session session = session();

        assertThat(sentence(() -> SessionMode.set(session, SessionPlan.Mode.PESSIMISTIC)))
                .isEqualTo("The transaction mode of the session cannot be read back.");
    }

    @Test
    void a_server_without_modes_has_pessimistic_transactions_and_no_optimistic_ones() {
        sessions.when("SET SESSION tidb_txn_mode", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1193));
        Session session = session();

        SessionMode.set(session, SessionPlan.Mode.PESSIMISTIC);

        assertThat(sessions.log()).doesNotContain("SHOW VARIABLES LIKE 'tidb_txn_mode'");
        assertThat(sentence(() -> SessionMode.set(session, SessionPlan.Mode.OPTIMISTIC)))
                .isEqualTo("it failed");
    }

    private static String sentence(ThrowingCallable call) {
        String[] sentence = new String[1];
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> sentence[0] = thrown.failure().sentence());
        return sentence[0];
    }

    private Session session(String... modes) {
        return sessions.answer(
                        "SHOW VARIABLES",
                        () -> new Answer(
                                List.of("Value"),
                                List.of(false),
                                Arrays.stream(modes).map(List::of).toList(),
                                -1))
                .open(ScenarioContexts.settings("ann"));
    }
}
