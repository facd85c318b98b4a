package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.DriverSocketFactory;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.Workflow;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Validity;
import io.tidbclient.sandbox.job.JobOutcome;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

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

    @Test
    void a_certificate_that_expires_soon_is_warned_of_as_early_as_the_request_says() throws IOException {
        Instant now = Instant.now();
        CertificateAuthority authority =
                new CertificateAuthority("Example CA", Validity.around(now, Duration.ofDays(3650)));
        Validity tenDays = new Validity(now.minus(Duration.ofDays(80)), now.plus(Duration.ofDays(10)));
        SandboxTls tls = SandboxTls.offered(authority.server(tenDays, "localhost"));
        try (SandboxServer expiring =
                        SandboxServer.start(SandboxOptions.defaults().withTls(tls));
                CheckCoordinator coordinator = CheckCoordinator.open()) {
            CheckRequest request = CheckRequest.of(List.of(connection("a", expiring)));

            assertThat(warns(coordinator, request)).isTrue();
            assertThat(warns(coordinator, request.warningBeforeExpiry(Duration.ofDays(11))))
                    .isTrue();
            assertThat(warns(coordinator, request.warningBeforeExpiry(Duration.ofDays(9))))
                    .isFalse();
            assertThat(warns(coordinator, request.warningBeforeExpiry(Duration.ZERO)))
                    .isFalse();
        }
    }

    @Test
    void different_requests_are_prepared_and_run_at_the_same_time() {
        int requests = 8;
        try (CheckCoordinator coordinator = CheckCoordinator.open();
                ExecutorService callers = Executors.newFixedThreadPool(requests)) {
            List<CompletableFuture<RunResult<CheckSnapshot>>> results = IntStream.range(0, requests)
                    .mapToObj(number -> CheckRequest.of(
                            List.of(connection(number + "-1", server), connection(number + "-2", server))))
                    .map(request -> CompletableFuture.supplyAsync(
                            () -> coordinator
                                    .prepare(request)
                                    .start()
                                    .result()
                                    .await()
                                    .atMost(LIMIT),
                            callers))
                    .toList();

            for (int number = 0; number < requests; number++) {
                RunResult<CheckSnapshot> result = results.get(number).join();
                assertThat(result.verdict()).isEqualTo(new RunVerdict(Outcome.SUCCESS, "2 of 2 connections completed"));
                assertThat(result.last().connections())
                        .extracting(ConnectionView::name)
                        .containsExactly(number + "-1", number + "-2");
            }
        }
    }

    @Test
    void closing_closes_the_connections_of_a_run_that_has_not_ended() throws IOException {
        ScriptedJob job = ScriptedJob.of(1, "shop", "orders").ending(new JobOutcome.Never());
        try (SandboxServer importing =
                SandboxServer.start(SandboxOptions.defaults().withJobs(JobScript.of(job)))) {
            CheckCoordinator coordinator = CheckCoordinator.open();
            CheckRequest request = CheckRequest.of(List.of(connection("a", importing)))
                    .watchingFor(Duration.ofHours(1), Duration.ofSeconds(1));
            CompletableFuture<Void> watching = new CompletableFuture<>();
            Run<CheckSnapshot> unused = coordinator
                    .prepare(request)
                    .observe(update -> {
                        if (update.event() instanceof RunEvent.Found found
                                && found.event() instanceof CheckEvent.JobsWatched) {
                            watching.complete(null);
                        }
                    })
                    .start();
            assertThat(watching).succeedsWithin(LIMIT);
            assertThat(importing.connections()).isEqualTo(1);

            coordinator.close();

            Awaitility.await().atMost(LIMIT).until(() -> importing.connections() == 0);
        }
    }

    @Test
    void closing_forgets_what_was_read_of_tls_files() {
        Set<String> before = Set.copyOf(DriverSocketFactory.CONTEXTS.keySet());
        CheckCoordinator coordinator = CheckCoordinator.open();
        Run<CheckSnapshot> unused = coordinator.prepare(CheckRequest.of(List.of(connection("a", server))));
        assertThat(DriverSocketFactory.CONTEXTS).hasSize(before.size() + 1);

        coordinator.close();

        assertThat(DriverSocketFactory.CONTEXTS).containsOnlyKeys(before);
    }

    private static ConnectionSettings connection(String name, SandboxServer server) {
        return ConnectionSettings.of(name, new ServerAddress("127.0.0.1", server.port()), "root", Secret.EMPTY);
    }

    private static boolean warns(CheckCoordinator coordinator, CheckRequest request) {
        RunResult<CheckSnapshot> result =
                coordinator.prepare(request).start().result().await().atMost(LIMIT);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        return result.last()
                .connection("a")
                .tls()
                .flatMap(TlsInfo::certificate)
                .orElseThrow()
                .warns(result.last().at());
    }
}
