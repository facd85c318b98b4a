package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.time.NanoClock;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import jakarta.inject.Singleton;

/** Opens sessions over Agroal's data sources and MySQL's driver. */
@Singleton
public final class AgroalSessionFactory implements SessionFactory {
    private final ConnectionRegistry registry;
    private final FailureClassifier classifier;
    private final NanoClock nanoClock;
    private final DriverSessions sessions;

    /**
     * @param registry keeps the data sources, and closes them at the end
     * @param nanoClock times the opening of a pool's connections
     */
    public AgroalSessionFactory(ConnectionRegistry registry, FailureClassifier classifier, NanoClock nanoClock) {
        this.registry = registry;
        this.classifier = classifier;
        this.nanoClock = nanoClock;
        this.sessions = new DriverSessions(classifier);
    }

    @Override
    public Session open(ConnectionSettings settings) {
        FailureContext connecting = FailureContext.connecting(settings);
        try {
            Connection connection = registry.dataSource(settings).getConnection();
            try {
                return sessions.of(connection, settings, OwnedLease::new);
            } catch (SQLException | IOException | RuntimeException e) {
                DriverSessions.closeQuietly(connection, e);
                throw e;
            }
        } catch (SQLException | IOException e) {
            throw classifier.exception(e, connecting);
        } catch (RuntimeException e) {
            // The pool keeps the place of a connection whose making failed with anything but an SQLException.
            registry.close(settings.name());
            throw classifier.exception(e, connecting);
        }
    }

    @Override
    public SessionPool pool(ConnectionSettings settings, int size) {
        AgroalPool.Driving driving = new AgroalPool.Driving() {
            @Override
            public Session session(Connection borrowed) throws SQLException, IOException {
                return sessions.of(borrowed, settings, PooledLease::new);
            }

            @Override
            public TlsInfo tls(Connection connection) throws SQLException, IOException {
                return sessions.of(connection, settings, OwnedLease::new).tls();
            }
        };
        return new AgroalPool(registry, settings, size, driving, classifier, nanoClock);
    }

    @Override
    public void forget(String name) {
        registry.close(name);
    }
}
