package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.StateContext;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StepHandlerTest {
    private static final Failure REFUSED = new Failure(
            FailureKind.ACCESS_DENIED,
            1045,
            "",
            "28000",
            "",
            "",
            "x refused user 'a': Access denied",
            "",
            "Access denied");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();
    private final ScenarioContexts.ImmediateStarter bus = new ScenarioContexts.ImmediateStarter();

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private ScenarioContext scenarioContext(Scenario scenario) {
        return ScenarioContexts.of(scenario, sessions, threads, new ManualTimer());
    }

    /** Takes the first step of a scenario on a line. */
    private void take(ScenarioContext scenarioContext, SessionConnection connection) {
        StateContext context = new StateContext("a", bus, event -> {});
        context.put(SessionProtocol.CONNECTION, connection);
        new StepHandler(scenarioContext.schedule().invocations().getFirst(), scenarioContext.tools())
                .execute(context)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void a_session_that_is_closed_while_its_step_connects_is_no_result() {
        ScenarioContext scenarioContext = scenarioContext(
                TestScripts.one("scenario: s\nsessions: {a: {connect: later}}\nsteps: [{connect: a}]\n"));
        SessionConnection connection = new SessionConnection(scenarioContext, "a");
        sessions.whenOpened(connection::close);

        assertThatThrownBy(() -> take(scenarioContext, connection)).isInstanceOf(CancellationException.class);
        assertThat(bus.heard()).isEmpty();
        assertThat(sessions.log()).containsExactly("open a", "abort a", "close a");
    }

    @Test
    void a_statement_of_a_session_that_is_not_connected_is_no_loss_of_its_connection() {
        ScenarioContext scenarioContext = scenarioContext(TestScripts.steps("- a: SELECT 1"));

        take(scenarioContext, new SessionConnection(scenarioContext, "a"));

        StepResult result = ((SessionProtocol.StepCompleted) bus.heard().getFirst()).result();
        assertThat(result.shown()).isEqualTo("a is not connected.");
        assertThat(ErrorMatch.matches(
                        new Expectation.ExpectError(
                                List.of(Expectation.ErrorPattern.ANY, new Expectation.ErrorPattern(2013, "", null))),
                        result))
                .isFalse();
    }

    /** What comes of the check that is a scenario's first step when it fails so, one time after another, and then never. */
    private StepResult check(Scenario scenario, Failure... failures) {
        Deque<Failure> left = new ArrayDeque<>(List.of(failures));
        ScenarioContext scenarioContext = scenarioContext(scenario);
        StateContext context = new StateContext("a", bus, event -> {});
        context.put(SessionProtocol.CONNECTION, new SessionConnection(scenarioContext, "a"));
        StepHandler.Tools tools = new StepHandler.Tools(
                scenarioContext.tools().blocking(),
                scenarioContext.tools().failures(),
                (settings, state) -> Uni.createFrom().item(Optional.ofNullable(left.poll())),
                scenarioContext.tools().time());
        var done = new StepHandler(scenarioContext.schedule().invocations().getFirst(), tools)
                .execute(context)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(done).isNotNull();
        return ((SessionProtocol.StepCompleted) bus.heard().getLast()).result();
    }

    private static Scenario checkAs(String login) {
        return TestScripts.one(
                "scenario: s\nusers: {app: }\nsessions: {a: {user: app%s}}\nsteps: [{check: a}]\n".formatted(login));
    }

    @Test
    void a_check_that_is_refused_is_reported_in_the_servers_own_words() {
        StepResult result = check(TestScripts.steps("- check: a"), REFUSED);

        assertThat(result.message()).isEqualTo("Access denied");
        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void a_check_as_a_user_that_the_server_has_lost_holds_once_it_has_read_its_grant_tables() {
        StepResult result = check(checkAs(""), REFUSED, REFUSED);

        assertThat(result.failure()).isEmpty();
        assertThat(sessions.log())
                .containsExactly(
                        "open (privileges for a)",
                        "FLUSH PRIVILEGES",
                        "close (privileges for a)",
                        "open (privileges for a)",
                        "FLUSH PRIVILEGES",
                        "close (privileges for a)");
    }

    @Test
    void a_check_that_is_refused_for_good_or_could_not_be_helped_fails() {
        assertThat(check(checkAs(""), REFUSED, REFUSED, REFUSED, REFUSED).failure())
                .contains(REFUSED);
        assertThat(sessions.log()).filteredOn("FLUSH PRIVILEGES"::equals).hasSize(3);

        sessions.when("FLUSH", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));
        assertThat(check(checkAs(""), REFUSED).failure()).contains(REFUSED);
    }

    @Test
    void a_check_with_a_wrong_password_is_refused_at_once() {
        assertThat(check(checkAs(", wrong-password: true"), REFUSED).failure()).contains(REFUSED);
        assertThat(sessions.log()).isEmpty();
    }
}
