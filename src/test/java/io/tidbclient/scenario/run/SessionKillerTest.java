package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class SessionKillerTest {
    private final FakeSessions sessions = new FakeSessions();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ScenarioEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final ScenarioContext context = context("sessions: [a]\nsteps: [{a: SELECT 1}]\n");
    private final SessionKiller killer = new SessionKiller(context, events::add);

    @AfterEach
    void close() {
        killer.close();
        threads.close();
    }

    private ScenarioContext context(String script) {
        Scenario scenario = TestScripts.one("scenario: s\n" + script);
        return ScenarioContexts.of(scenario, sessions, threads, new ManualTimer());
    }

    private static SessionConnection opened(ScenarioContext context, String session) {
        SessionConnection connection = new SessionConnection(context, session);
        long unused = connection.open();
        return connection;
    }

    private void kill(SessionConnection connection) {
        killer.kill(connection, refusals::incrementAndGet);
    }

    @Test
    void a_session_is_ended_by_its_id() {
        kill(opened(context, "a"));

        Awaitility.await().until(() -> killer.kills() == 1);
        assertThat(sessions.log()).endsWith("KILL 77");
        assertThat(refusals).hasValue(0);
    }

    @Test
    void a_session_that_is_not_open_is_not_ended() {
        kill(new SessionConnection(context, "a"));

        assertThat(refusals).hasValue(1);
        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void a_refusal_is_passed_on_each_time_and_reported_once() {
        sessions.when("KILL", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1095));
        SessionConnection connection = opened(context, "a");
        kill(connection);
        Awaitility.await().until(() -> !events.isEmpty());
        kill(connection);

        Awaitility.await().until(() -> refusals.get() == 2);
        assertThat(events).containsExactly(new ScenarioEvent.Noted("a session was not killed: it failed"));
        assertThat(killer.kills()).isZero();
    }

    @Test
    void a_session_that_has_ended_before_is_not_reported() {
        sessions.when("KILL", FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1094));
        kill(opened(context, "a"));

        Awaitility.await().until(() -> refusals.get() == 1);
        assertThat(events).isEmpty();
        assertThat(killer.kills()).isZero();
    }

    @Test
    void the_connections_of_the_killer_are_closed_with_it() {
        kill(opened(context, "a"));
        Awaitility.await().until(() -> killer.kills() == 1);

        killer.close();

        assertThat(sessions.log()).endsWith("KILL 77", "close (killer 1)");
    }

    @Test
    void a_server_that_was_not_reached_is_tried_again_for_the_next_session() {
        SessionConnection connection = opened(context, "a");
        sessions.whenOpened(FakeSessions.failing(FailureKind.CONNECTION_REFUSED, 0));
        kill(connection);
        Awaitility.await().until(() -> refusals.get() == 1);

        sessions.whenOpened(() -> {});
        kill(connection);

        Awaitility.await().until(() -> killer.kills() == 1);
    }

    @Test
    void a_connection_to_a_server_that_shuts_down_is_closed() {
        sessions.when("KILL", FakeSessions.failing(FailureKind.SERVER_UNAVAILABLE, 1053));
        kill(opened(context, "a"));

        Awaitility.await().until(() -> refusals.get() == 1);

        assertThat(sessions.log()).endsWith("KILL 77", "close (killer 1)");
    }

    @Test
    void the_server_of_the_session_is_asked() {
        ScenarioContext two = onTwoServers();
        try (SessionKiller ofTwo = new SessionKiller(two, events::add)) {
            ofTwo.kill(opened(two, "b"), refusals::incrementAndGet);

            Awaitility.await().until(() -> ofTwo.kills() == 1);
        }
        assertThat(sessions.opened())
                .extracting(settings -> settings.target().port())
                .containsExactly(4001, 4001);
    }

    @Test
    void connections_to_different_servers_have_different_names() {
        ScenarioContext two = onTwoServers();
        try (SessionKiller ofTwo = new SessionKiller(two, events::add)) {
            ofTwo.kill(opened(two, "a"), refusals::incrementAndGet);
            ofTwo.kill(opened(two, "b"), refusals::incrementAndGet);

            Awaitility.await().until(() -> ofTwo.kills() == 2);
        }
        assertThat(sessions.log())
                .filteredOn(line -> line.startsWith("open (killer"))
                .containsExactlyInAnyOrder("open (killer 1)", "open (killer 2)");
    }

    /** Session {@code a} is on one server and {@code b} on another. */
    private ScenarioContext onTwoServers() {
        return ScenarioContexts.withServers(
                context("sessions: {a: , b: {server: 2}}\nsteps: [{a: SELECT 1}, {b: SELECT 1}]\n"),
                List.of(ScenarioContexts.settings("c1", 4000), ScenarioContexts.settings("c2", 4001)));
    }
}
