package io.tidbclient.connection;

import io.agroal.pool.wrapper.ConnectionWrapper;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection borrowed from a pool. The end of the lease returns it; the pool drops it if it was aborted. After its end the
 * lease has no effect, since the connection may be borrowed again.
 */
final class PooledLease implements Lease {
    private final ConnectionWrapper connection;
    private final Socket socket;
    private boolean ended;

    /** @param connection the wrapper that Agroal's pool made for this borrower */
    PooledLease(Connection connection, Socket socket) {
        this.connection = (ConnectionWrapper) connection;
        this.socket = socket;
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public synchronized void abort() {
        if (!ended) {
            OwnedLease.close(socket);
            // The wrapper's abort has no effect; a handler that is marked for flushing is not acquired again.
            connection.getHandler().setFlushOnly();
        }
    }

    @Override
    public void end() throws SQLException {
        synchronized (this) {
            ended = true;
        }
        connection.close();
    }
}
