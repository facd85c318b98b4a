package io.tidbclient.fault;

import io.tidbclient.testing.FreePort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Where the clients of a scene connect to. Names are those of a file that the JDK reads in place of the system's resolver
 * ({@code jdk.net.hosts.file}).
 *
 * @param text as {@code -H} takes it
 * @param hosts the file of names, if a name is used
 * @param dropping what drops packets at that port
 */
record SceneAddress(String text, Optional<Path> hosts, Optional<FullBacklog> dropping) implements AutoCloseable {
    private static final int KNOWN_AFTER_MILLIS = 1_200;

    /** Where a relay for this kind of address is to listen. */
    @SuppressWarnings("AddressSelection") // the address of IPv6 itself, no name
    static InetSocketAddress listensAt(String kind, Optional<FullBacklog> dropping) {
        return kind.equals("two addresses, the first drops packets")
                ? new InetSocketAddress("::1", dropping.orElseThrow().port())
                : Relay.loopback(0);
    }

    /** What drops packets in this kind of scene. */
    static Optional<FullBacklog> dropping(String kind) {
        return kind.contains("drops packets") ? Optional.of(new FullBacklog()) : Optional.empty();
    }

    /** The address of this kind, for a relay at {@code port}. */
    static SceneAddress of(String kind, int port, Optional<FullBacklog> dropping, Path folder) {
        Path hosts = folder.resolve("hosts");
        return switch (kind) {
            case "relay" -> new SceneAddress("127.0.0.1:" + port, Optional.empty(), dropping);
            case "closed port" -> new SceneAddress("127.0.0.1:" + FreePort.next(), Optional.empty(), dropping);
            case "port that drops packets" ->
                new SceneAddress("127.0.0.1:" + dropping.orElseThrow().port(), Optional.empty(), dropping);
            case "unknown name" -> named(hosts, "127.0.0.1 other.test\n", port, dropping);
            case "name known after 1200 ms" -> {
                SceneAddress address = named(hosts, "127.0.0.1 other.test\n", port, dropping);
                // When the command has ended before, the folder is gone, and so is the need for the file.
                var unused = CompletableFuture.runAsync(
                        () -> write(hosts, "127.0.0.1 db.test\n"),
                        CompletableFuture.delayedExecutor(KNOWN_AFTER_MILLIS, TimeUnit.MILLISECONDS));
                yield address;
            }
            case "two addresses, the first drops packets" ->
                named(hosts, "127.0.0.1 db.test\n::1 db.test\n", port, dropping);
            case "two addresses, the first is closed" ->
                named(hosts, "127.0.0.2 db.test\n127.0.0.1 db.test\n", port, dropping);
            default -> throw new IllegalArgumentException("no kind of address: " + kind);
        };
    }

    private static SceneAddress named(Path hosts, String names, int port, Optional<FullBacklog> dropping) {
        write(hosts, names);
        return new SceneAddress("db.test:" + port, Optional.of(hosts), dropping);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        dropping.ifPresent(FullBacklog::close);
    }
}
