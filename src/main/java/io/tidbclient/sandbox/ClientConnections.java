package io.tidbclient.sandbox;

import io.tidbclient.sandbox.instance.ClientProcess;
import io.tidbclient.sandbox.instance.ClientProcesses;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The open connections of a sandbox. */
final class ClientConnections implements ClientProcesses {
    private final ConcurrentSkipListMap<Long, ClientConnection> open = new ConcurrentSkipListMap<>();
    private final AtomicLong accepted = new AtomicLong();
    private volatile boolean closed;

    long nextId() {
        return accepted.incrementAndGet();
    }

    long accepted() {
        return accepted.get();
    }

    int size() {
        return open.size();
    }

    /** Adds one; after the end it is closed at once. */
    void add(ClientConnection connection) {
        open.put(connection.id(), connection);
        if (closed) {
            connection.close();
        }
    }

    void remove(ClientConnection connection) {
        open.remove(connection.id());
    }

    @Override
    public List<ClientProcess> list() {
        return open.values().stream()
                .map(ClientConnection::process)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public boolean kill(long id) {
        ClientConnection connection = open.get(id);
        if (connection == null) {
            return false;
        }
        connection.close();
        return true;
    }

    void killAll() {
        open.values().forEach(ClientConnection::close);
    }

    void closeForGood() {
        closed = true;
        killAll();
    }
}
