package io.tidbclient.claims;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes bytes between clients and servers on loopback. It connects clients to its servers in turn, and can cut
 * connections when a client sends a statement.
 */
public final class ServerRelay implements AutoCloseable {
    private static final int TIMEOUT_MS = 120_000;

    private final ServerSocket listener;
    private final int[] servers;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicLong refusedUntil = new AtomicLong(System.nanoTime());
    private volatile String cutAt = "";
    private volatile Duration refusal = Duration.ZERO;
    private volatile String replaced = "\0nothing\0";
    private volatile String replacement = "";

    private ServerRelay(ServerSocket listener, int... servers) {
        this.listener = listener;
        this.servers = servers;
    }

    /** Relays to the servers at these ports. */
    public static ServerRelay to(int... servers) throws IOException {
        ServerRelay relay = new ServerRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), servers);
        Thread.ofPlatform().daemon().start(relay::accept);
        return relay;
    }

    /** The port that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the connections of the next {@code count} clients that send {@code text}, which the server then receives. */
    public ServerRelay cutting(int count, String text) {
        cutAt = text;
        cuts.set(count);
        return this;
    }

    /** At the next {@code text} of a client, cuts all connections, and new ones for that long. */
    public ServerRelay refusing(Duration length, String text) {
        refusal = length;
        return cutting(1, text);
    }

    /** Sends the server {@code other} where clients sent {@code text}, which is as long. */
    public ServerRelay replacing(String text, String other) {
        replacement = other;
        replaced = text;
        return this;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(ServerRelay::end);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (System.nanoTime() < refusedUntil.get()) {
                    end(client);
                    continue;
                }
                Socket server = new Socket();
                open.add(client);
                open.add(server);
                int port = servers[next.getAndIncrement() % servers.length];
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
                client.setSoTimeout(TIMEOUT_MS);
                server.setSoTimeout(TIMEOUT_MS);
                Thread.ofPlatform().daemon().start(() -> pass(client, server, true));
                Thread.ofPlatform().daemon().start(() -> pass(server, client, false));
            } catch (IOException closed) {
                // The listener was closed, or a server refused: its client sees the end of the connection.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean statements) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                boolean cut = statements && !cutAt.isEmpty() && text.contains(cutAt) && cuts.getAndDecrement() > 0;
                if (cut) {
                    refusedUntil.set(System.nanoTime() + refusal.toNanos());
                    end(from);
                    if (!refusal.isZero()) {
                        open.forEach(ServerRelay::end);
                    }
                }
                if (statements && text.contains(replaced)) {
                    out.write(text.replace(replaced, replacement).getBytes(StandardCharsets.ISO_8859_1));
                } else {
                    out.write(buffer, 0, read);
                }
                if (cut) {
                    return;
                }
            }
        } catch (IOException ended) {
            // Either side has closed its connection: the other one is closed as well.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyEnded) {
            // It is closed either way.
        }
    }
}
