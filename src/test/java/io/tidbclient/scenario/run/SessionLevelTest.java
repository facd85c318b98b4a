package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Session;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionLevelTest {
    private final FakeSessions sessions = new FakeSessions();

    @Test
    void a_level_that_the_session_has_afterwards_is_set() {
        SessionLevel.set(session("REPEATABLE-READ", "REPEATABLE-READ"), "REPEATABLE READ");

        assertThat(sessions.log().get(1)).isEqualTo("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    }

    @Test
    void another_level_afterwards_is_a_failure_that_names_both() {
        Session session = session("READ-COMMITTED");

        assertThatThrownBy(() -> SessionLevel.set(session, "REPEATABLE READ"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().sentence())
                                .isEqualTo(
                                        "The session has the isolation level READ-COMMITTED after SET SESSION TRANSACTION"
                                                + " ISOLATION LEVEL REPEATABLE READ."));
    }

    @Test
    void a_level_that_cannot_be_read_back_is_refused() {
        Session session = session();

        assertThatThrownBy(() -> SessionLevel.set(session, "READ COMMITTED"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().sentence())
                                .isEqualTo("The isolation level of the session cannot be read back."));
    }

    private Session session(String... levels) {
        return sessions.answer(
                        "SHOW VARIABLES",
                        () -> new Answer(
                                List.of("Value"),
                                List.of(false),
                                Arrays.stream(levels).map(List::of).toList(),
                                -1))
                .open(ScenarioContexts.settings("ann"));
    }
}
