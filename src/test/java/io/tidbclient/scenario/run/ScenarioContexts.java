package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.State;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.testing.ManualTimer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;

/** What controller and sessions are given, for tests of single roles. */
final class ScenarioContexts {
    private ScenarioContexts() {}

    static ScenarioContext of(Scenario scenario, FakeSessions sessions, ExecutorService threads, ManualTimer timer) {
        return of(scenario, sessions, new GrantLock(sessions), threads, timer);
    }

    /** The same on another kind of server. */
    static ScenarioContext on(ServerVersion server, ScenarioContext scenarioContext) {
        return new ScenarioContext(
                scenarioContext.scenario(),
                scenarioContext.schedule(),
                scenarioContext.byExpectations(),
                server,
                scenarioContext.database(),
                scenarioContext.values(),
                scenarioContext.seed(),
                scenarioContext.history(),
                scenarioContext.program(),
                scenarioContext.credentials(),
                scenarioContext.openConnections(),
                scenarioContext.sessions(),
                scenarioContext.grantLock(),
                scenarioContext.lockWaits(),
                scenarioContext.timer(),
                scenarioContext.tools());
    }

    /** The same with these servers. */
    static ScenarioContext withServers(ScenarioContext scenarioContext, List<ConnectionSettings> servers) {
        return new ScenarioContext(
                scenarioContext.scenario(),
                scenarioContext.schedule(),
                scenarioContext.byExpectations(),
                scenarioContext.server(),
                scenarioContext.database(),
                scenarioContext.values(),
                scenarioContext.seed(),
                scenarioContext.history(),
                scenarioContext.program(),
                new SessionCredentials(
                        scenarioContext.scenario(), servers, Duration.ofMinutes(2), "1", () -> Secret.of("y")),
                scenarioContext.openConnections(),
                scenarioContext.sessions(),
                scenarioContext.grantLock(),
                scenarioContext.lockWaits(),
                scenarioContext.timer(),
                scenarioContext.tools());
    }

    static ScenarioContext of(
            Scenario scenario, FakeSessions sessions, GrantLock grantLock, ExecutorService threads, ManualTimer timer) {
        return new ScenarioContext(
                scenario,
                Schedule.of(scenario, Servers.TIDB, Optional.empty(), new SplittableRandom(1)),
                true,
                Servers.TIDB,
                "tidb_client_1",
                Map.of(),
                1,
                true,
                Optional.empty(),
                new SessionCredentials(
                        scenario, List.of(settings("c1")), Duration.ofMinutes(2), "1", () -> Secret.of("y")),
                new OpenConnections(),
                sessions,
                grantLock,
                new LockWaitCache(timer::nanoTime, new java.util.SplittableRandom(1)),
                timer,
                new StepHandler.Tools(
                        new BlockingWork(threads),
                        new FailureClassifier(),
                        (settings, state) -> Uni.createFrom().item(Optional.empty()),
                        timer.time()));
    }

    /** Lets a session continue as soon as it asks, and keeps what it sends. */
    static final class ImmediateStarter implements MessageBus {
        private final Object start;

        /** @param start what is enclosed in its message */
        ImmediateStarter(Object start) {
            this.start = start;
        }

        ImmediateStarter() {
            this(new SessionProtocol.StartStep(Map.of()));
        }

        private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());

        /** What was enclosed in the messages to it, in order. */
        List<Object> heard() {
            return List.copyOf(heard);
        }

        @Override
        public void send(String to, String text, Object enclosed) {
            heard.add(enclosed);
        }

        @Override
        public void send(String to, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Message> receive() {
            return Uni.createFrom().item(new Message(SessionProtocol.CONTROLLER, "go", Optional.of(start)));
        }

        @Override
        public Uni<Void> untilAllReach(State state) {
            throw new UnsupportedOperationException();
        }
    }

    static ConnectionSettings settings(String name) {
        return settings(name, 4000);
    }

    static ConnectionSettings settings(String name, int port) {
        return new ConnectionSettings(
                name,
                new ServerAddress("127.0.0.1", port),
                "root",
                Secret.of("x"),
                List.of(),
                TlsSettings.of(SslMode.DISABLED),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }
}
