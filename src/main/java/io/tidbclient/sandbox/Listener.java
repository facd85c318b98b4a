package io.tidbclient.sandbox;

import io.tidbclient.sandbox.instance.CloseSignal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A port on loopback that can stop listening, and begin again. Safe for many threads. */
final class Listener {
    /** As many may wait to be accepted; the system may allow less. */
    private static final int BACKLOG = 4096;

    /** How long to let be when the system cannot accept, for want of file descriptors for example. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final int port;
    private Optional<ServerSocket> listening;
    private Optional<Acceptance> accepting = Optional.empty();

    private Listener(ServerSocket socket) {
        this.port = socket.getLocalPort();
        this.listening = Optional.of(socket);
    }

    /**
     * Binds the port; no connection is accepted yet.
     *
     * @param port 0 for a free one
     */
    static Listener open(int port) throws IOException {
        return new Listener(bind(port));
    }

    int port() {
        return port;
    }

    /** Accepts connections on one of the executor's threads, taking the port again if need be. */
    void start(Executor threads, Consumer<Socket> handler) throws IOException {
        lock.lock();
        try {
            if (accepting.isPresent()) {
                return;
            }
            ServerSocket socket = listening.isPresent() ? listening.get() : bind(port);
            Acceptance acceptance = new Acceptance(new CloseSignal(), new CloseSignal());
            listening = Optional.of(socket);
            accepting = Optional.of(acceptance);
            threads.execute(() -> accept(socket, acceptance, handler));
        } finally {
            lock.unlock();
        }
    }

    /** Lets the port go: it refuses connections when this returns. */
    void stop() {
        lock.lock();
        try {
            accepting.ifPresent(acceptance -> acceptance.toStop().signal());
            listening.ifPresent(Listener::closeQuietly);
            // The system lets the port go only when the thread that waits at it has noticed.
            accepting.ifPresent(acceptance -> acceptance.stopped().await(LONGEST_STOP));
            listening = Optional.empty();
            accepting = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private static void accept(ServerSocket socket, Acceptance acceptance, Consumer<Socket> handler) {
        try {
            boolean goesOn = true;
            while (goesOn) {
                try {
                    handler.accept(socket.accept());
                } catch (IOException e) {
                    goesOn = !acceptance.toStop().await(PAUSE);
                }
            }
        } finally {
            acceptance.stopped().signal();
        }
    }

    /** The thread that accepts: stopped by one signal, and signalling that it has by the other. */
    private record Acceptance(CloseSignal toStop, CloseSignal stopped) {}

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // Connections of before may linger at the port; they must not keep it from being taken again.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw new IOException(
                    "the sandbox cannot listen at port " + port + " (" + e.getMessage()
                            + "); choose another one, or 0 for any that is free",
                    e);
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing listens at it any more, whatever this says.
        }
    }

    /**
     * The address of IPv4: {@code localhost} and users' scripts mean that one. Made anew each time: a native image can't
     * hold an address from its build.
     */
    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("127.0.0.1 is an address", e);
        }
    }
}
