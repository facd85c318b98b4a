package io.tidbclient.connection;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The open TCP sockets of one pool, including those that are still connecting. Agroal opens connections on a platform thread,
 * whose interruption ends neither a connect nor a read; closing the socket does.
 */
final class PoolSockets implements Consumer<Socket>, AutoCloseable {
    private final List<Socket> open = new ArrayList<>();
    private boolean closed;

    /** Adds a socket that is about to connect, and forgets those closed since; closes it when the pool is closed already. */
    @Override
    public void accept(Socket socket) {
        synchronized (this) {
            open.removeIf(Socket::isClosed);
            if (!closed) {
                open.add(socket);
                return;
            }
        }
        OwnedLease.close(socket);
    }

    /** The number of sockets that are kept. */
    synchronized int count() {
        return open.size();
    }

    /** Closes all of them, and every socket that is added later. */
    @Override
    public void close() {
        List<Socket> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(OwnedLease::close);
    }
}
