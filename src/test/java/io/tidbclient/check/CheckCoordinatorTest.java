package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.Workflow;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckCoordinatorTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final State.Step OWN = new State.Step("Own");

    private SandboxServer server;
    private CheckRequest missingDatabase;

    private record Passing(State.Step state) implements StateHandler {
        @Override
        public Uni<Next> execute(StateContext context) {
            return Uni.createFrom().item(Next.proceed("passed"));
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults());
        ServerAddress address = new ServerAddress("127.0.0.1", server.port());
        missingDatabase =
                CheckRequest.of(List.of(ConnectionSettings.of("a", address, "root", Secret.EMPTY, "missing")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_failure_is_in_the_result() {
        try (CheckCoordinator coordinator = CheckCoordinator.open()) {
            RunResult<CheckSnapshot> result = coordinator
                    .prepare(missingDatabase)
                    .start()
                    .result()
                    .await()
                    .atMost(LIMIT);

            assertThat(result.verdict())
                    .isEqualTo(new RunVerdict(Outcome.DENIED, "0 of 1 connection completed, 1 failed"));
            assertThat(result.last().connection("a").failure().orElseThrow().state())
                    .isEqualTo("VerifyingDatabase");
        }
    }

    @Test
    void a_handler_of_the_callers_own_replaces_the_checks() {
        try (CheckCoordinator coordinator = CheckCoordinator.open()) {
            RunResult<CheckSnapshot> result = coordinator
                    .prepare(
                            missingDatabase,
                            CheckWorkflow.of(missingDatabase),
                            List.of(new Passing(CheckStates.VERIFYING_DATABASE)))
                    .start()
                    .result()
                    .await()
                    .atMost(LIMIT);

            assertThat(result.verdict()).isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 of 1 connection completed"));
        }
    }

    @Test
    void a_state_without_a_handler_is_refused() {
        Workflow workflow = CheckWorkflow.of(missingDatabase).withStepAfter(CheckStates.GETTING_VERSION, OWN, LIMIT);
        try (CheckCoordinator coordinator = CheckCoordinator.open()) {
            assertThatThrownBy(() -> coordinator.prepare(missingDatabase, workflow, List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("workflow check: Own has no handler");
        }
    }
}
