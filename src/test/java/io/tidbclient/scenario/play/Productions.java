package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Target;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Peers;
import io.tidbclient.state.State;
import io.tidbclient.testing.ManualTimer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;

/** What director and sessions are given, for tests of single roles. */
final class Productions {
    private Productions() {}

    static Production of(Scenario scenario, FakeSessions sessions, ExecutorService threads, ManualTimer timer) {
        return of(scenario, sessions, new Privileges(sessions), threads, timer);
    }

    /** The same on another kind of server. */
    static Production on(Product product, Production production) {
        return new Production(
                production.scenario(),
                production.score(),
                production.judging(),
                product,
                production.database(),
                production.values(),
                production.seed(),
                production.history(),
                production.logins(),
                production.lines(),
                production.sessions(),
                production.privileges(),
                production.looks(),
                production.timer(),
                production.tools());
    }

    static Production of(
            Scenario scenario,
            FakeSessions sessions,
            Privileges privileges,
            ExecutorService threads,
            ManualTimer timer) {
        return new Production(
                scenario,
                Score.of(scenario, Product.TIDB, Optional.empty(), new SplittableRandom(1)),
                true,
                Product.TIDB,
                "tidb_client_1",
                Map.of(),
                1,
                true,
                new Logins(scenario, settings("c1"), Duration.ofMinutes(2), "1", () -> Secret.of("y")),
                new Lines(),
                sessions,
                privileges,
                new SharedLooks(timer.clock()),
                timer,
                new StepHandler.Tools(
                        new BlockingWork(threads),
                        new FailureClassifier(),
                        (settings, state) -> Uni.createFrom().item(Optional.empty()),
                        timer.clock()));
    }

    /** Tells a session to go on as soon as it asks, and keeps what it is told. */
    static final class Prompter implements Peers {
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
            return Uni.createFrom().item(new Message(Cast.DIRECTOR, "go", Optional.of(new Cast.Go(Map.of()))));
        }

        @Override
        public Uni<Void> untilAllReach(State state) {
            throw new UnsupportedOperationException();
        }
    }

    static ConnectionSettings settings(String name) {
        return new ConnectionSettings(
                name,
                new Target("127.0.0.1", 4000),
                "root",
                Secret.of("x"),
                List.of(),
                TlsSettings.of(SslMode.DISABLED),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }
}
