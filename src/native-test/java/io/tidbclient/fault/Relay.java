package io.tidbclient.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands between clients and a server on loopback, relays each byte, and does at some places what its rules say. It
 * follows the MySQL protocol as far as it needs to know the place.
 */
final class Relay implements AutoCloseable {
    private static final int BACKLOG = 200;
    private static final Duration OUTAGE = Duration.ofMillis(500);
    private static final Duration ACTED_WITHIN = Duration.ofSeconds(10);

    private final InetSocketAddress server;
    private final List<RelayRule> rules;
    private final OtherSessions others;
    private final InetSocketAddress address;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch struck = new CountDownLatch(1);
    private final CountDownLatch acted = new CountDownLatch(1);
    private volatile Optional<ServerSocket> listener;
    private volatile boolean frozen;
    private volatile boolean closed;

    private Relay(ServerSocket listener, InetSocketAddress server, List<RelayRule> rules, OtherSessions others) {
        this.listener = Optional.of(listener);
        this.address = (InetSocketAddress) listener.getLocalSocketAddress();
        this.server = server;
        this.rules = rules;
        this.others = others;
    }

    /**
     * Starts one.
     *
     * @param at where clients connect to; port 0 for a free one
     * @param others executes what rules do in other sessions
     */
    static Relay start(InetSocketAddress at, InetSocketAddress server, List<RelayRule> rules, OtherSessions others) {
        try {
            Relay relay = new Relay(listen(at), server, rules, others);
            relay.accept();
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return address.getPort();
    }

    /** How many clients are connected. */
    int clients() {
        return connections.size();
    }

    /** Waits until a rule has been applied; whether one has. */
    boolean awaitStruck(Duration limit) throws InterruptedException {
        return struck.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be called when that has happened which the scene has after its rule. */
    void acted() {
        acted.countDown();
    }

    /** Waits until {@link #acted} has been called. */
    void awaitActed() throws IOException {
        try {
            if (!acted.await(ACTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("nothing has happened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What to do at this place, if anything. */
    Optional<RelayAction> at(RelayPoint point) {
        Optional<RelayAction> action =
                rules.stream().filter(rule -> rule.strikes(point)).findFirst().map(RelayRule::action);
        action.ifPresent(found -> struck.countDown());
        return action;
    }

    OtherSessions others() {
        return others;
    }

    boolean frozen() {
        return frozen;
    }

    void ended(RelayedConnection connection) {
        connections.remove(connection);
    }

    /** The server ends, freezes or restarts. */
    void outage(RelayAction.Outage.Kind kind) {
        switch (kind) {
            case FROZEN -> frozen = true;
            case KILLED -> down();
            case RESTARTED -> {
                down();
                CompletableFuture.delayedExecutor(OUTAGE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(this::up);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        down();
    }

    private void down() {
        listener.ifPresent(Relay::quietly);
        listener = Optional.empty();
        connections.forEach(RelayedConnection::reset);
    }

    private void up() {
        if (closed) {
            return;
        }
        try {
            listener = Optional.of(listen(address));
            accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        ServerSocket socket = listener.orElseThrow();
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    serve(socket.accept());
                } catch (IOException e) {
                    // Closed, or the server does not take this one: the client sees its connection end.
                }
            }
        });
    }

    private void serve(Socket client) throws IOException {
        Socket behind = new Socket();
        try {
            behind.connect(server, 5_000);
            RelayedConnection connection = new RelayedConnection(this, client, behind);
            connections.add(connection);
            connection.start();
            if (listener.isEmpty()) {
                // Accepted just before the server ended.
                connection.reset();
            }
        } catch (IOException e) {
            client.close();
            behind.close();
            throw e;
        }
    }

    private static ServerSocket listen(InetSocketAddress at) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(at, BACKLOG);
        return socket;
    }

    private static void quietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It accepts no more.
        }
    }

    /** Loopback of IPv4 at this port. */
    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
