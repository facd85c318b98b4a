package io.tidbclient.connection;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that counts its sessions and keeps their statements; {@code HANG} is never answered, {@code DENIED} refused. */
final class CountingServer implements AutoCloseable {
    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Socket> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final ScriptedServer server = ScriptedServer.playing(this::serve);

    int port() {
        return server.port();
    }

    /** The logins so far. */
    int accepted() {
        return server.accepted();
    }

    /** The sessions that are open now. */
    int sessions() {
        return sockets.size();
    }

    /** The statements so far, each with the number of its session: {@code 1: DO 1}. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    /** Whether a {@code HANG} arrived within 10 seconds. */
    boolean awaitHanging() throws InterruptedException {
        return hanging.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket socket) throws IOException {
        int number = logins.incrementAndGet();
        sockets.put(number, socket);
        try {
            new MysqlWire(socket).serve((wire, sql) -> answer(number, wire, sql));
        } finally {
            sockets.remove(number);
        }
    }

    private void answer(int number, MysqlWire wire, String sql) throws IOException {
        statements.add(number + ": " + sql);
        switch (sql) {
            case "HANG" -> hanging.countDown();
            case "DENIED" -> wire.error(1045, "#28000Access denied");
            default -> {
                if (sql.startsWith("SELECT")) {
                    wire.rows(List.of("one"), List.of(List.of("1")));
                } else {
                    wire.ok();
                }
            }
        }
    }
}
