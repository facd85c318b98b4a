package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Next;
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
    private Next next;

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
        next = new StepHandler(scenarioContext.schedule().invocations().getFirst(), scenarioContext.tools())
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

    private StepResult run(String step) {
        ScenarioContext scenarioContext = scenarioContext(TestScripts.steps(step));
        SessionConnection connection = new SessionConnection(scenarioContext, "a");
        long unused = connection.open();
        take(scenarioContext, connection);
        return ((SessionProtocol.StepCompleted) bus.heard().getLast()).result();
    }

    @Test
    void the_statements_of_a_step_run_up_to_the_first_that_fails_which_the_failure_names() {
        sessions.when("UPDATE", FakeSessions.failing(FailureKind.TRANSACTION_CONFLICT, 1213));

        StepResult result = run("- {a: [BEGIN, UPDATE t SET v = 1, COMMIT], error: 1213}");

        assertThat(sessions.log()).contains("BEGIN", "UPDATE t SET v = 1").doesNotContain("COMMIT");
        assertThat(result.shown()).startsWith("UPDATE t SET v = 1: error 1213");
        assertThat(result.failure().orElseThrow().code()).isEqualTo(1213);
        assertThat(next.why()).isEqualTo("failed");
    }

    @Test
    void warnings_are_asked_for_directly_after_the_last_statement_where_they_are_compared() {
        sessions.answer(
                "SHOW WARNINGS",
                () -> new Answer(
                        List.of("Level", "Code", "Message"),
                        List.of(false, true, false),
                        List.of(List.of("Note", "1051", "Unknown table 't'")),
                        -1));

        StepResult result = run("- {a: [BEGIN, DROP TABLE IF EXISTS t], warning-count: 1}");

        assertThat(sessions.log()).containsSubsequence("BEGIN", "DROP TABLE IF EXISTS t", "SHOW WARNINGS");
        assertThat(result.warnings()).contains(List.of(new Warning("Note", 1051, "Unknown table 't'")));

        StepResult without = run("- {a: DROP TABLE IF EXISTS t}");
        assertThat(without.warnings()).isEmpty();
        assertThat(sessions.log().stream().filter("SHOW WARNINGS"::equals)).hasSize(1);
    }

    @Test
    void a_prepared_statement_is_prepared_on_the_server() {
        run("- {a: SELECT 1, prepared: true}");

        assertThat(sessions.log()).contains("prepare SELECT 1");
        assertThat(next.why()).isEqualTo("done");
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
                        "open (privileges for a 1)",
                        "FLUSH PRIVILEGES",
                        "close (privileges for a 1)",
                        "open (privileges for a 1)",
                        "FLUSH PRIVILEGES",
                        "close (privileges for a 1)");
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
