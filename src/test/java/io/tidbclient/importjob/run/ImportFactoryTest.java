package io.tidbclient.importjob.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.CheckStates;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.testing.ManualTimer;
import io.tidbclient.time.TimeSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs whose handlers are the test's: who has which order, and who waits for whom. */
class ImportFactoryTest {
    private static final ServerAddress ONE = new ServerAddress("one", 4000);
    private static final ServerAddress OTHER = new ServerAddress("other", 4000);
    private static final TlsSettings PLAIN = TlsSettings.of(SslMode.DISABLED);
    private static final StateContext.Key<String> ORDER = new StateContext.Key<>("the order", String.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ManualTimer timer = new ManualTimer();
    private final TlsContexts tls = new TlsContexts();
    private final ConcurrentLinkedQueue<Integer> failed = new ConcurrentLinkedQueue<>();
    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<CheckRun> shared = new ConcurrentLinkedQueue<>();
    /** What a connection does in the state that acts; by default it proceeds. */
    private Function<StateContext, Uni<Next>> acting = context -> proceed();

    @AfterEach
    void close() {
        tls.close();
        threads.shutdownNow();
    }

    @Test
    void each_connection_has_the_order_of_its_number() {
        acting = context -> {
            orders.put(context.connection(), context.get(ORDER) + " of " + context.get(CheckKeys.NUMBER));
            return proceed();
        };

        RunResult<ImportSnapshot> result = run(connection("a", ONE), connection("b", OTHER));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(orders).containsOnly(Map.entry("a", "order 0 of 0"), Map.entry("b", "order 1 of 1"));
        assertThat(failed).isEmpty();
        assertThat(result.last().targets()).containsExactly(ONE, OTHER);
    }

    @Test
    void without_the_connection_that_follows_no_other_one_waits_for_its_server() {
        acting = context -> switch (context.connection()) {
            case "a" -> refused();
            case "b" ->
                context.get(CheckKeys.RUN)
                        .watchEnd(ONE)
                        .onItem()
                        .invoke(why -> orders.put("b", why))
                        .onItem()
                        .transform(Next::proceed);
            default -> proceed();
        };

        RunResult<ImportSnapshot> result = run(connection("a", ONE), connection("b", ONE), connection("c", OTHER));

        assertThat(orders).containsOnly(Map.entry("b", "the connection that followed the jobs failed"));
        assertThat(failed).containsExactly(0);
        assertThat(result.run().count(State.TerminalState.FAILED)).isEqualTo(1);
        assertThat(ended(OTHER)).as("of a server whose connection did not fail").isFalse();
    }

    @Test
    void another_connection_that_fails_does_not_end_the_watch_of_its_server() {
        acting = context -> context.connection().equals("b") ? refused() : proceed();

        RunResult<ImportSnapshot> result = run(connection("a", ONE), connection("b", ONE));

        assertThat(failed).containsExactly(1);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ended(ONE)).isFalse();
    }

    @Test
    void a_run_without_an_action_has_no_state_that_acts() {
        acting = context -> refused();

        assertThat(factory()
                        .prepare(request(Optional.empty(), connection("a", ONE)), JobFold.usual())
                        .start()
                        .result()
                        .await()
                        .atMost(Duration.ofSeconds(20))
                        .verdict()
                        .outcome())
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void a_database_has_to_have_a_handler_that_verifies_it() {
        ConnectionSettings shop =
                new ConnectionSettings("a", ONE, "root", Secret.EMPTY, List.of("shop"), PLAIN, Timeouts.DEFAULT);

        assertThatThrownBy(() -> factory().prepare(request(Optional.empty(), shop), JobFold.usual()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("workflow imports: VerifyingDatabase has no handler");
    }

    @Test
    void a_tls_file_that_cannot_be_used_is_refused_before_anything_starts() {
        TlsSettings missing = new TlsSettings(
                SslMode.VERIFY_CA, Optional.of(Path.of("/nonexistent/ca.pem")), Optional.empty(), Optional.empty());
        ConnectionSettings connection =
                new ConnectionSettings("a", ONE, "root", Secret.EMPTY, List.of(), missing, Timeouts.DEFAULT);

        assertThatThrownBy(() -> factory().prepare(request(Optional.empty(), connection), JobFold.usual()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/nonexistent/ca.pem");
    }

    private RunResult<ImportSnapshot> run(ConnectionSettings... connections) {
        ImportRequest.Action action = new ImportRequest.Action(
                ImportStates.STARTING_IMPORT_JOB,
                (context, number) -> context.put(ORDER, "order " + number),
                failed::add);
        return factory()
                .prepare(request(Optional.of(action), connections), JobFold.usual())
                .start()
                .result()
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private boolean ended(ServerAddress server) {
        return shared.element().watchEnd(server).subscribeAsCompletionStage().isDone();
    }

    private static ImportRequest request(Optional<ImportRequest.Action> action, ConnectionSettings... connections) {
        return new ImportRequest(
                List.of(connections), CheckRun.WatchLimits.NONE, ImportRequest.Patience.once(), action);
    }

    private ImportFactory factory() {
        List<StateHandler> handlers = Stream.of(
                        CheckStates.INITIAL,
                        CheckStates.PARSING_CONFIG,
                        CheckStates.CONNECTING,
                        CheckStates.TESTING_CONNECTION,
                        CheckStates.GETTING_VERSION,
                        ImportStates.FOLLOWING_IMPORT_JOBS)
                .map(state -> (StateHandler) new FakeHandler(state, context -> proceed()))
                .toList();
        FakeHandler action = new FakeHandler(ImportStates.STARTING_IMPORT_JOB, context -> {
            shared.add(context.get(CheckKeys.RUN));
            return acting.apply(context);
        });
        return new ImportFactory(
                Stream.concat(handlers.stream(), Stream.of(action)).toList(),
                new FailureClassifier(),
                tls,
                new BlockingWork(threads),
                timer,
                new TimeSource(timer.clock(), timer::nanoTime));
    }

    private static Uni<Next> proceed() {
        return Uni.createFrom().item(Next.proceed("done"));
    }

    private static Uni<Next> refused() {
        return Uni.createFrom()
                .failure(new FailureException(Failure.of(FailureKind.STATEMENT_REFUSED, "No.", ""), null));
    }

    private static ConnectionSettings connection(String name, ServerAddress server) {
        return new ConnectionSettings(name, server, "root", Secret.EMPTY, List.of(), PLAIN, Timeouts.DEFAULT);
    }

    private record FakeHandler(State.Step state, Function<StateContext, Uni<Next>> work) implements StateHandler {
        @Override
        public Uni<Next> execute(StateContext context) {
            return work.apply(context);
        }
    }
}
