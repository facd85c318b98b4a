package io.tidbclient.claims;

import io.tidbclient.sandbox.SandboxEvent;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A sandbox of its own.
 *
 * @param server it
 * @param user see {@link World#user}
 * @param variables see {@link World#variables}
 */
record SandboxWorld(SandboxServer server, String user, Map<String, String> variables) implements World {
    SandboxWorld {
        variables = Map.copyOf(variables);
    }

    /** One with these options, for root. */
    static World.Source with(SandboxOptions options) {
        return with(options, "root", Map.of());
    }

    /** One for another user, and variables. */
    static World.Source with(SandboxOptions options, String user, Map<String, String> variables) {
        return () -> new SandboxWorld(SandboxServer.start(options), user, variables);
    }

    /** One that stopped listening before the command began: its port refuses connections. */
    static World.Source refusing(SandboxOptions options) {
        return () -> {
            SandboxServer server = SandboxServer.start(options);
            server.close();
            return new SandboxWorld(server, "root", Map.of());
        };
    }

    /** One to which something happens when it has received {@code count} statements that begin so, before it answers the last. */
    static World.Source changing(SandboxOptions options, int count, String statement, Consumer<SandboxServer> change) {
        return () -> {
            AtomicReference<SandboxServer> started = new AtomicReference<>();
            AtomicInteger received = new AtomicInteger();
            SandboxServer server = SandboxServer.start(options.observedBy(event -> {
                if (event instanceof SandboxEvent.Asked asked
                        && asked.sql().startsWith(statement)
                        && received.incrementAndGet() == count) {
                    change.accept(started.get());
                }
            }));
            started.set(server);
            return new SandboxWorld(server, "root", Map.of());
        };
    }

    @Override
    public String address() {
        return "127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    /** Two of them behind one address, which connects a client to each in turn. */
    static World.Source inTurn(SandboxOptions one, SandboxOptions other) {
        return () -> {
            SandboxServer first = SandboxServer.start(one);
            SandboxServer second = SandboxServer.start(other);
            ServerRelay relay = ServerRelay.to(first.port(), second.port());
            return new Relayed(relay, () -> {
                first.close();
                second.close();
            });
        };
    }

    /** Servers that are reached through a relay. */
    record Relayed(ServerRelay relay, Runnable servers) implements World {
        @Override
        public String address() {
            return "127.0.0.1:" + relay.port();
        }

        @Override
        public void close() {
            try {
                relay.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                servers.run();
            }
        }
    }
}
