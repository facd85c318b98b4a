package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.Scripts;
import io.tidbclient.state.StateContext;
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
    private final Productions.Prompter director = new Productions.Prompter();

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private Production production(Scenario scenario) {
        return Productions.of(scenario, sessions, threads, new ManualTimer());
    }

    /** Takes the first step of a scenario on a line. */
    private void take(Production production, Line line) {
        StateContext context = new StateContext("a", director, finding -> {});
        context.put(Cast.LINE, line);
        new StepHandler(production.score().cues().getFirst(), production.tools())
                .execute(context)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void a_session_that_is_closed_while_its_step_connects_is_no_result() {
        Production production =
                production(Scripts.one("scenario: s\nsessions: {a: {connect: later}}\nsteps: [{connect: a}]\n"));
        Line line = new Line(production, "a");
        sessions.whenOpened(line::close);

        assertThatThrownBy(() -> take(production, line)).isInstanceOf(CancellationException.class);
        assertThat(director.heard()).isEmpty();
        assertThat(sessions.log()).containsExactly("open a", "abort a", "close a");
    }

    @Test
    void a_statement_of_a_session_that_is_not_connected_is_no_loss_of_its_connection() {
        Production production = production(Scripts.steps("- a: SELECT 1"));

        take(production, new Line(production, "a"));

        Reply reply = ((Cast.Done) director.heard().getFirst()).reply();
        assertThat(reply.shown()).isEqualTo("a is not connected.");
        assertThat(Verifier.matches(
                        new Expectation.Fails(
                                List.of(Expectation.ErrorPattern.ANY, new Expectation.ErrorPattern(2013, "", null))),
                        reply))
                .isFalse();
    }

    /** What comes of the check that is a scenario's first step when it fails so, one time after another, and then never. */
    private Reply check(Scenario scenario, Failure... failures) {
        Deque<Failure> left = new ArrayDeque<>(List.of(failures));
        Production production = production(scenario);
        StateContext context = new StateContext("a", director, finding -> {});
        context.put(Cast.LINE, new Line(production, "a"));
        StepHandler.Tools tools = new StepHandler.Tools(
                production.tools().blocking(),
                production.tools().failures(),
                (settings, state) -> Uni.createFrom().item(Optional.ofNullable(left.poll())),
                production.tools().clock());
        var done = new StepHandler(production.score().cues().getFirst(), tools)
                .execute(context)
                .await()
                .atMost(Duration.ofSeconds(10));
        assertThat(done).isNotNull();
        return ((Cast.Done) director.heard().getLast()).reply();
    }

    private static Scenario checkAs(String login) {
        return Scripts.one(
                "scenario: s\nusers: {app: }\nsessions: {a: {user: app%s}}\nsteps: [{check: a}]\n".formatted(login));
    }

    @Test
    void a_check_that_is_refused_is_told_in_the_servers_own_words() {
        Reply reply = check(Scripts.steps("- check: a"), REFUSED);

        assertThat(reply.message()).isEqualTo("Access denied");
        assertThat(sessions.log()).isEmpty();
    }

    @Test
    void a_check_as_a_user_that_the_server_has_lost_holds_once_it_has_read_its_grant_tables() {
        Reply reply = check(checkAs(""), REFUSED, REFUSED);

        assertThat(reply.failure()).isEmpty();
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
