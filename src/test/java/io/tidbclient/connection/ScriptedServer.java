package io.tidbclient.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens on a free port of loopback and plays the same script to every client. */
final class ScriptedServer implements AutoCloseable {
    /** What happens on one connection; the socket is closed afterwards. */
    interface Script {
        void play(Socket socket) throws Exception;
    }

    private static final int IDLE_MILLIS = 20_000;

    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    static ScriptedServer playing(Script script) {
        try {
            ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread unused = Thread.startVirtualThread(() -> server.accept(script));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that sends these bytes and then waits for the client to hang up. */
    static ScriptedServer sending(byte[] bytes) {
        return playing(socket -> {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            awaitHangUp(socket);
        });
    }

    static void awaitHangUp(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // What the client still says is of no interest.
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setSoTimeout(IDLE_MILLIS);
                sockets.add(socket);
                accepted.incrementAndGet();
                Thread unused = Thread.startVirtualThread(() -> play(script, socket));
            }
        } catch (IOException e) {
            // Closed: the test has ended.
        }
    }

    private static void play(Script script, Socket socket) {
        try (socket) {
            script.play(socket);
        } catch (Exception e) {
            // The client's side of the story is what the test asserts.
        }
    }
}
