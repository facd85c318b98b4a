package io.tidbclient.connection;

import org.jboss.logging.Logger;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that belongs to its session and is closed with it.
 *
 * @param connection closed politely where that works
 * @param socket closed in any case
 */
record OwnedLease(Connection connection, Socket socket) implements Lease {
    private static final Logger LOG = Logger.getLogger(OwnedLease.class);

    @Override
    public void abort() {
        close(socket);
    }

    @Override
    public void end() throws SQLException {
        try {
            connection.close();
        } finally {
            abort();
        }
    }

    /** TCP's close takes no lock and writes nothing; TLS's says goodbye first, to a server that may not read. */
    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debugf(e, "closing the socket to %s", socket.getRemoteSocketAddress());
        }
    }
}
