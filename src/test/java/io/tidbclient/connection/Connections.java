package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.time.NanoClock;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;

/** Settings for tests, and a session factory with all that belongs to it. */
final class Connections implements AutoCloseable {
    static final String PASSWORD = "correct-horse";

    private final TlsContexts contexts = new TlsContexts();
    private final ConnectionRegistry registry = new ConnectionRegistry(contexts);
    private final AgroalSessionFactory factory =
            new AgroalSessionFactory(registry, new FailureClassifier(), NanoClock.SYSTEM);

    static ConnectionSettings to(int port) {
        return to("127.0.0.1", port, TlsSettings.of(SslMode.PREFERRED));
    }

    static ConnectionSettings to(int port, SslMode mode) {
        return to("127.0.0.1", port, TlsSettings.of(mode));
    }

    static ConnectionSettings to(String host, int port, TlsSettings tls) {
        return new ConnectionSettings(
                "c1",
                new ServerAddress(host, port),
                "root",
                Secret.of(PASSWORD),
                List.of(),
                tls,
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }

    static ConnectionSettings withReadTimeout(ConnectionSettings settings, Duration read) {
        return withTimeouts(settings, new Timeouts(settings.timeouts().connect(), read));
    }

    static ConnectionSettings withTimeouts(ConnectionSettings settings, Timeouts timeouts) {
        return new ConnectionSettings(
                settings.name(),
                settings.target(),
                settings.user(),
                settings.password(),
                settings.databases(),
                settings.tls(),
                timeouts);
    }

    Session open(ConnectionSettings settings) {
        return factory.open(settings);
    }

    SessionPool pool(ConnectionSettings settings, int size) {
        return factory.pool(settings, size);
    }

    ConnectionRegistry registry() {
        return registry;
    }

    /** What opening these fails with. */
    static Failure failureOf(ConnectionSettings settings) {
        try (Connections connections = new Connections();
                Session session = connections.open(settings)) {
            throw new AssertionError("opened, with " + session.tls());
        } catch (FailureException e) {
            return e.failure();
        }
    }

    static void assertNoPoolThreadIsLeft() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("agroal-")));
    }

    @Override
    public void close() {
        registry.close();
        contexts.close();
    }
}
