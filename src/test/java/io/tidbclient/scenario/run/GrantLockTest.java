package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GrantLockTest {
    private static final ConnectionSettings USER = ScenarioContexts.settings("app");
    private static final ConnectionSettings OWN = ScenarioContexts.settings("own");

    private final FakeSessions sessions = new FakeSessions();
    private final GrantLock grantLock = new GrantLock(sessions);
    private final AtomicInteger refusals = new AtomicInteger();

    /** The user is refused so often. */
    private void refuse(int times, FailureKind kind, int code) {
        refusals.set(times);
        sessions.whenOpened(() -> {
            boolean ofUser = sessions.log().getLast().equals("open app");
            if (ofUser && refusals.getAndDecrement() > 0) {
                FakeSessions.failing(kind, code).run();
            }
        });
    }

    @Test
    void a_user_that_the_server_has_lost_is_let_in_once_it_has_read_its_grant_tables() {
        refuse(2, FailureKind.ACCESS_DENIED, 1045);

        try (Session session = grantLock.login(USER, OWN)) {
            session.execute("SELECT 1");
        }

        assertThat(sessions.log())
                .containsExactly(
                        "open app",
                        "open own",
                        "FLUSH PRIVILEGES",
                        "close own",
                        "open app",
                        "open own",
                        "FLUSH PRIVILEGES",
                        "close own",
                        "open app",
                        "SELECT 1",
                        "close app");
        assertThat(sessions.forgotten()).containsExactly("own", "own");
    }

    @Test
    void a_user_that_is_refused_for_good_is_refused() {
        refuse(100, FailureKind.ACCESS_DENIED, 1045);

        assertThatThrownBy(() -> grantLock.login(USER, OWN)).isInstanceOf(FailureException.class);

        assertThat(sessions.log()).filteredOn("open app"::equals).hasSize(4);
    }

    @Test
    void another_failure_is_left_as_it_is() {
        refuse(1, FailureKind.CONNECTION_REFUSED, 0);

        assertThatThrownBy(() -> grantLock.login(USER, OWN)).isInstanceOf(FailureException.class);

        assertThat(sessions.log()).containsExactly("open app");
    }

    @Test
    void a_command_that_may_not_flush_reports_the_refusal() {
        refuse(1, FailureKind.ACCESS_DENIED, 1045);
        sessions.when("FLUSH", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));

        assertThatThrownBy(() -> grantLock.login(USER, OWN))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(1045));
        assertThat(sessions.log()).containsExactly("open app", "open own", "FLUSH PRIVILEGES", "close own");
    }
}
