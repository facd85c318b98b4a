package io.tidbclient.scenario.run;

import io.tidbclient.check.CheckHandlers;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsContexts;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole runs of scenarios, from the check of the server to the removal of what they made, on sessions that answer as a test says. */
final class ScenarioRuns implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TlsContexts tls = new TlsContexts();
    private final ManualTimer timer = new ManualTimer();
    private final FakeSessions sessions = new FakeSessions().numbered();
    private final Recorder recorder = new Recorder();
    private final ScenarioFactory factory;

    /** Everything that a run reports, in order. */
    static final class Recorder implements ScenarioRun.Listener {
        private final List<String> beginnings = Collections.synchronizedList(new ArrayList<>());
        private final List<ScenarioEvent> events = Collections.synchronizedList(new ArrayList<>());
        private final List<ScenarioResult> ended = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void begins(ServerVersion server, int count) {
            beginnings.add(count + " on " + server.product().label());
        }

        @Override
        public void happened(String title, ScenarioEvent event) {
            events.add(event);
        }

        @Override
        public void ended(ScenarioResult result) {
            ended.add(result);
        }

        List<String> beginnings() {
            return List.copyOf(beginnings);
        }

        List<ScenarioEvent> events() {
            return List.copyOf(events);
        }

        List<ScenarioResult> ended() {
            return List.copyOf(ended);
        }
    }

    ScenarioRuns() {
        FailureClassifier failures = new FailureClassifier();
        BlockingWork blocking = new BlockingWork(threads);
        List<StateHandler> handlers = CheckHandlers.of(sessions, blocking, failures, timer, timer::nanoTime);
        NestedCheck check = new NestedCheck(handlers, sessions, failures, blocking, timer, timer.time());
        ScenarioExecutor executor = new ScenarioExecutor(sessions, failures, blocking, timer, timer.time(), check);
        factory = new ScenarioFactory(handlers, failures, tls, blocking, timer, timer.time(), executor);
        sessions.answer("SELECT VERSION()", () -> identity("8.0.11-TiDB-v8.5.4"))
                .answer("SELECT TIDB_VERSION()", () -> FakeSessions.row(Map.of("version", "Release Version: v8.5.4")));
    }

    /** The server's. */
    FakeSessions sessions() {
        return sessions;
    }

    ManualTimer timer() {
        return timer;
    }

    Recorder recorder() {
        return recorder;
    }

    private static Answer identity(String version) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("version", version);
        row.put("hostname", "tidb-0");
        row.put("port", "4000");
        row.put("connection_id", "7");
        row.put("account", "root@%");
        row.put("clock", "2026-01-01T00:00:00");
        return FakeSessions.row(row);
    }

    /** Prepares scenarios of a script, each once, one after the other. */
    ScenarioRun prepare(String script) {
        return prepare(TestScripts.all(script), new ScenarioOrder.Pace(1, 1, false, OptionalInt.empty()));
    }

    ScenarioRun prepare(List<Scenario> scenarios, ScenarioOrder.Pace pace) {
        return factory.prepare(new ScenarioOrder(
                scenarios, pace, 1, List.of(ScenarioContexts.settings("c1")), Optional.of(Duration.ofHours(1)), true));
    }

    /** Runs the only scenario of a script, whose clients do what a program says. */
    ScenarioOutcome outcome(String script, ClientProgram program) {
        return outcome(prepare(script, List.of(ScenarioContexts.settings("c1")), Optional.of(program)));
    }

    /** Runs the only scenario of a script on two servers. */
    ScenarioOutcome onTwoServers(String script, Optional<ClientProgram> program) {
        return outcome(prepare(
                script,
                List.of(ScenarioContexts.settings("c1", 4000), ScenarioContexts.settings("c2", 4001)),
                program));
    }

    ScenarioRun prepare(String script, List<ConnectionSettings> servers, Optional<ClientProgram> program) {
        return factory.prepare(new ScenarioOrder(
                TestScripts.all(script), ScenarioOrder.Pace.ONCE, 1, servers, Optional.empty(), false, program));
    }

    /** Runs the only scenario of a script. */
    ScenarioResult run(String script) {
        return outcome(script).results().getFirst();
    }

    ScenarioOutcome outcome(String script) {
        return outcome(prepare(script));
    }

    ScenarioOutcome outcome(ScenarioRun run) {
        return ended(begin(run));
    }

    CompletableFuture<ScenarioOutcome> begin(ScenarioRun run) {
        return run.start(recorder).subscribeAsCompletionStage();
    }

    static ScenarioOutcome ended(CompletableFuture<ScenarioOutcome> running) {
        assertThat(running).succeedsWithin(PATIENCE);
        return running.join();
    }

    /** What was done on the server after it was identified, with DB and USER for names that are drawn at random. */
    List<String> log() {
        return sessions.log().stream()
                .map(line -> line.replaceAll("tidb_client_[0-9a-z_]+", "DB").replaceAll("tc_[0-9a-z_]+", "USER"))
                .filter(line -> !line.startsWith("SELECT VERSION") && !line.startsWith("SELECT TIDB_VERSION"))
                .toList();
    }

    @Override
    public void close() {
        tls.close();
        threads.shutdownNow();
    }
}
