package io.tidbclient.connection;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.SocketConnection;
import io.tidbclient.config.ConnectionSettings;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;

/** Makes sessions of the driver's connections. */
final class DriverSessions {
    private final FailureClassifier classifier;
    private final NegotiatedTls negotiated = new NegotiatedTls();

    DriverSessions(FailureClassifier classifier) {
        this.classifier = classifier;
    }

    /**
     * The session of an open connection.
     *
     * @param lease how it ends
     */
    Session of(Connection connection, ConnectionSettings settings, BiFunction<Connection, Socket, Lease> lease)
            throws SQLException, IOException {
        NativeSession driver =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        SocketConnection sockets = driver.getProtocol().getSocketConnection();
        Socket tcp = DriverSide.tcpSocket(sockets);
        TlsInfo tls = negotiated.of(sockets.getMysqlSocket(), settings.tls().mode());
        return new JdbcSession(
                connection, lease.apply(connection, tcp), tls, classifier, FailureContext.inUse(settings));
    }

    static void closeQuietly(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
