package io.tidbclient.check;

import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Checks and waits of the factory, on a fake server. */
class CheckFactoryTest {
    /** Of waits, by the time of the test; of the test, by real time. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final RetrySettings OFTEN =
            new RetrySettings(Integer.MAX_VALUE, Duration.ofMillis(1), Duration.ofMillis(1));

    private final FakeServer server = new FakeServer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ManualTimer timer = new ManualTimer();
    private final TlsContexts tls = new TlsContexts();
    private final CheckFactory factory = factory();

    private CheckFactory factory() {
        FailureClassifier failures = new FailureClassifier();
        BlockingWork blocking = new BlockingWork(threads);
        return new CheckFactory(
                CheckHandlers.of(server, blocking, failures, timer, timer::nanoTime),
                failures,
                tls,
                blocking,
                timer,
                timer.time());
    }

    @AfterEach
    void close() {
        tls.close();
        threads.shutdownNow();
    }

    @Test
    void a_wait_ends_with_the_first_answer_of_a_server_that_comes_up() {
        AtomicInteger openings = new AtomicInteger();
        server.down(true);
        server.before("open", () -> server.down(openings.incrementAndGet() < 4));

        RunResult<CheckSnapshot> result = wait(LIMIT, settings());

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(openings).hasValue(4);
        assertThat(server.statements()).hasSize(1);
    }

    @Test
    void a_wait_verifies_the_databases_that_any_of_its_connections_asks_for() {
        RunResult<CheckSnapshot> result =
                wait(LIMIT, settings(), settings("shop").named("c2"));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(server.statements()).contains("USE `shop`");
    }

    @Test
    void a_wait_repeats_what_may_be_there_soon_until_its_time_is_up() {
        server.refuseDatabase("shop", FailureKind.UNKNOWN_DATABASE);
        AtomicInteger attempts = new AtomicInteger();
        server.before("USE `shop`", () -> {
            if (attempts.incrementAndGet() == 3) {
                timer.advance(LIMIT);
            }
        });

        RunResult<CheckSnapshot> result = wait(LIMIT, settings("shop"));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(attempts).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void a_wait_ends_at_once_with_what_waiting_does_not_change() {
        server.refuseDatabase("shop", FailureKind.NO_PRIVILEGE);

        RunResult<CheckSnapshot> result = wait(LIMIT, settings("shop"));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.DENIED);
        assertThat(server.count("USE `shop`")).isEqualTo(1);
    }

    @Test
    void a_tls_file_that_cannot_be_used_is_found_before_anything_is_opened() {
        ConnectionSettings wrong = settings()
                .withTls(new TlsSettings(
                        SslMode.VERIFY_CA,
                        Optional.of(Path.of("no-such-file.pem")),
                        Optional.empty(),
                        Optional.empty()));
        CheckRequest request = CheckRequest.of(List.of(wrong));

        assertThatThrownBy(() -> factory.prepare(request))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The CA file no-such-file.pem does not exist.");
        assertThatThrownBy(() -> factory.prepareWait(request.plan(), OFTEN, LIMIT))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The CA file no-such-file.pem does not exist.");
        assertThat(server.openedSessions()).isZero();
    }

    private RunResult<CheckSnapshot> wait(Duration limit, ConnectionSettings... connections) {
        ConnectionPlan plan = CheckRequest.of(List.of(connections)).plan();
        CompletableFuture<RunResult<CheckSnapshot>> ending =
                factory.prepareWait(plan, OFTEN, limit).start().result().subscribeAsCompletionStage();
        // The pause before the next attempt passes as soon as it has begun.
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> {
            timer.advance(Duration.ofMillis(1));
            return ending.isDone();
        });
        return ending.join();
    }

    private static ConnectionSettings settings(String... databases) {
        return ConnectionSettings.of("c1", Links.TARGET, "root", Secret.EMPTY, databases)
                .withTls(TlsSettings.of(SslMode.DISABLED));
    }
}
