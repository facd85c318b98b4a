package io.tidbclient.sandbox;

import io.tidbclient.sandbox.fault.Faults;
import io.tidbclient.sandbox.instance.Instance;
import io.tidbclient.sandbox.job.SandboxJobs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A simulated TiDB that listens on loopback. It simulates what a client sees of logins, sessions and import jobs, and
 * has no data. Safe for many threads; each client has a virtual one of its own.
 */
public final class SandboxServer implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final ClientConnections connections = new ClientConnections();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sandbox-", 0).factory());
    private final Listener listener;
    private final Faults faults;
    private final SandboxJobs jobs;
    private final Instance instance;
    private final LoginDialog login;
    private final Consumer<SandboxEvent> observer;

    private SandboxServer(SandboxOptions options) throws IOException {
        this.faults = new Faults(options.faults());
        this.jobs = new SandboxJobs(options.jobs(), options.clock());
        this.observer = options.observer();
        Optional<TlsUpgrade> tls = TlsUpgrade.of(options.tls());
        this.listener = Listener.open(options.port());
        this.instance = new Instance(
                options.version(),
                options.users(),
                options.databases(),
                options.layout(),
                jobs,
                options.clock(),
                connections,
                listener.port(),
                tls.isPresent());
        this.login = new LoginDialog(instance, options.tls().mode(), tls);
    }

    /**
     * Starts one; it listens when this returns.
     *
     * @throws IOException when it cannot listen at the port
     */
    public static SandboxServer start(SandboxOptions options) throws IOException {
        SandboxServer server = new SandboxServer(options);
        server.listener.start(server.threads, server::accept);
        return server;
    }

    /** Where it listens, or would. */
    public int port() {
        return listener.port();
    }

    /** Where it listens, or would: always loopback. */
    public InetSocketAddress address() {
        return new InetSocketAddress(Listener.loopback(), listener.port());
    }

    /** How many connections are open, whether logged in or not. */
    public int connections() {
        return connections.size();
    }

    /** How many connections there have been. */
    public long accepted() {
        return connections.accepted();
    }

    /** What it does wrong; may be changed at any time. */
    public Faults faults() {
        return faults;
    }

    /** Its import jobs; may be changed at any time. */
    public SandboxJobs jobs() {
        return jobs;
    }

    /** Ends all connections; new ones are welcome. */
    public void killConnections() {
        connections.killAll();
    }

    /** Takes no more connections: the port refuses them. Those that are open stay so. */
    public void stopListening() {
        listener.stop();
    }

    /**
     * Takes connections again, at the same port; without effect when it listens.
     *
     * @throws IOException when the port is taken meanwhile
     */
    public void listenAgain() throws IOException {
        listener.start(threads, this::accept);
    }

    /** Ends all of it: the port is free and all connections are closed when this returns. */
    @Override
    public void close() {
        listener.stop();
        connections.closeForGood();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Socket socket) {
        ClientConnection connection =
                new ClientConnection(connections.nextId(), socket, instance, faults, login, observer);
        int others = connections.size();
        connections.add(connection);
        try {
            threads.execute(() -> {
                try {
                    connection.serve(others);
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            connection.close();
            connections.remove(connection);
        }
    }
}
