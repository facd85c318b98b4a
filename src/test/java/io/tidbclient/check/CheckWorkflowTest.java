package io.tidbclient.check;

import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.Timeouts;
import io.tidbclient.engine.State;
import io.tidbclient.engine.State.TerminalState;
import io.tidbclient.engine.Workflow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static io.tidbclient.check.CheckStates.CHECKING_IMPORT_JOBS;
import static io.tidbclient.check.CheckStates.CONNECTING;
import static io.tidbclient.check.CheckStates.GETTING_VERSION;
import static io.tidbclient.check.CheckStates.INITIAL;
import static io.tidbclient.check.CheckStates.PARSING_CONFIG;
import static io.tidbclient.check.CheckStates.SHOWING_IMPORT_JOB_DETAILS;
import static io.tidbclient.check.CheckStates.TESTING_CONNECTION;
import static io.tidbclient.check.CheckStates.VERIFYING_DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckWorkflowTest {
    private static final Workflow CHECK = CheckWorkflow.of(
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(30)),
            1,
            Duration.ofSeconds(60),
            1);

    /** The whole truth about the check's edges, beside the two ends that every state may come to. */
    private static final Map<State, Set<State>> LEGAL = Map.of(
            INITIAL, Set.of(PARSING_CONFIG),
            PARSING_CONFIG, Set.of(CONNECTING),
            CONNECTING, Set.of(TESTING_CONNECTION),
            TESTING_CONNECTION, Set.of(VERIFYING_DATABASE),
            VERIFYING_DATABASE, Set.of(GETTING_VERSION),
            GETTING_VERSION, Set.of(CHECKING_IMPORT_JOBS),
            CHECKING_IMPORT_JOBS, Set.of(SHOWING_IMPORT_JOB_DETAILS, TerminalState.COMPLETED),
            SHOWING_IMPORT_JOB_DETAILS, Set.of(TerminalState.COMPLETED));

    @ParameterizedTest
    @MethodSource("everyPair")
    void an_edge_is_allowed_exactly_when_it_is_declared(State from, State to) {
        boolean legal = LEGAL.getOrDefault(from, Set.of()).contains(to)
                || (from instanceof State.Step && (to == TerminalState.FAILED || to == TerminalState.CANCELLED));

        assertThat(CHECK.allows(from, to)).isEqualTo(legal);
    }

    @Test
    void its_states_are_those_that_a_barrier_may_name() {
        assertThat(CheckWorkflow.STATES).isEqualTo(CHECK.steps());
    }

    static Stream<Arguments> everyPair() {
        List<State> states = new ArrayList<>(CHECK.steps());
        states.addAll(List.of(TerminalState.values()));
        return states.stream().flatMap(from -> states.stream().map(to -> Arguments.of(from, to)));
    }

    @Test
    void the_states_come_in_the_order_of_the_documentation() {
        assertThat(CHECK.steps())
                .extracting(State::label)
                .containsExactly(
                        "Initial",
                        "ParsingConfig",
                        "Connecting",
                        "TestingConnection",
                        "VerifyingDatabase",
                        "GettingVersion",
                        "CheckingImportJobs",
                        "ShowingImportJobDetails");
    }

    @Test
    void waiting_for_a_server_ends_with_its_first_answer() {
        Workflow wait = CheckWorkflow.untilAnswered(Duration.ofSeconds(60), false);

        assertThat(wait.steps()).containsExactly(INITIAL, PARSING_CONFIG, CONNECTING, TESTING_CONNECTION);
        assertThat(wait.allows(TESTING_CONNECTION, TerminalState.COMPLETED)).isTrue();
        assertThat(wait.name()).isEqualTo("wait");
    }

    @Test
    void waiting_for_databases_ends_when_they_were_verified() {
        Workflow wait = CheckWorkflow.untilAnswered(Duration.ofSeconds(60), true);

        assertThat(wait.steps())
                .containsExactly(INITIAL, PARSING_CONFIG, CONNECTING, TESTING_CONNECTION, VERIFYING_DATABASE);
        assertThat(wait.allows(VERIFYING_DATABASE, TerminalState.COMPLETED)).isTrue();
        assertThat(wait.allows(TESTING_CONNECTION, TerminalState.COMPLETED)).isFalse();
    }

    @Test
    void a_check_up_to_a_state_has_those_before_it_and_completes_there() {
        Workflow upTo = CheckWorkflow.upTo("TestingConnection", Duration.ofSeconds(60));

        assertThat(upTo.name()).isEqualTo("check up to TestingConnection");
        assertThat(upTo.steps()).containsExactly(INITIAL, PARSING_CONFIG, CONNECTING, TESTING_CONNECTION);
        assertThat(upTo.allows(CONNECTING, TESTING_CONNECTION)).isTrue();
        assertThat(upTo.allows(TESTING_CONNECTION, TerminalState.COMPLETED)).isTrue();
        assertThat(CheckWorkflow.upTo("CheckingImportJobs", Duration.ofSeconds(60))
                        .steps())
                .hasSize(7)
                .endsWith(CHECKING_IMPORT_JOBS);
    }

    @Test
    void a_check_ends_before_its_watch_or_not_at_all_up_to_another_state() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckWorkflow.upTo("ShowingImportJobDetails", Duration.ofSeconds(60)))
                .withMessage("the check has no state ShowingImportJobDetails");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckWorkflow.upTo("connecting", Duration.ofSeconds(60)))
                .withMessage("the check has no state connecting");
    }

    @Test
    void a_request_is_checked_in_all_states() {
        CheckRequest request = CheckRequest.of(
                List.of(ConnectionSettings.of("a", new ServerAddress("db1", 4000), "root", Secret.EMPTY)));

        assertThat(CheckWorkflow.of(request).name()).isEqualTo("check");
        assertThat(CheckWorkflow.of(request).steps()).isEqualTo(CheckWorkflow.STATES);
    }
}
