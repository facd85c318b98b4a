package io.tidbclient.connection;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.SocketConnection;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.time.NanoClock;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;
import jakarta.inject.Singleton;

/** Opens sessions over Agroal's data sources and MySQL's driver. */
@Singleton
public final class AgroalSessionFactory implements SessionFactory {
    private final ConnectionRegistry registry;
    private final FailureClassifier classifier;
    private final NanoClock nanoClock;
    private final NegotiatedTls negotiated = new NegotiatedTls();

    /**
     * @param registry keeps the data sources, and closes them at the end
     * @param nanoClock times the opening of a pool's connections
     */
    public AgroalSessionFactory(ConnectionRegistry registry, FailureClassifier classifier, NanoClock nanoClock) {
        this.registry = registry;
        this.classifier = classifier;
        this.nanoClock = nanoClock;
    }

    @Override
    public Session open(ConnectionSettings settings) {
        FailureContext connecting = FailureContext.connecting(settings);
        try {
            Connection connection = registry.dataSource(settings).getConnection();
            try {
                return session(connection, settings, OwnedLease::new);
            } catch (SQLException | IOException | RuntimeException e) {
                closeQuietly(connection, e);
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
                return AgroalSessionFactory.this.session(borrowed, settings, PooledLease::new);
            }

            @Override
            public TlsInfo tls(Connection connection) throws SQLException, IOException {
                return AgroalSessionFactory.this
                        .session(connection, settings, OwnedLease::new)
                        .tls();
            }
        };
        return new AgroalPool(registry, settings, size, driving, classifier, nanoClock);
    }

    @Override
    public void forget(String name) {
        registry.close(name);
    }

    private Session session(
            Connection connection, ConnectionSettings settings, BiFunction<Connection, Socket, Lease> lease)
            throws SQLException, IOException {
        NativeSession driver =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        SocketConnection sockets = driver.getProtocol().getSocketConnection();
        Socket tcp = DriverSide.tcpSocket(sockets);
        TlsInfo tls = negotiated.of(sockets.getMysqlSocket(), settings.tls().mode());
        return new JdbcSession(
                connection, lease.apply(connection, tcp), tls, classifier, FailureContext.inUse(settings));
    }

    private static void closeQuietly(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
