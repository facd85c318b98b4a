package io.tidbclient.testing;

/**
 * The server that all tests of a run share; JUnit closes it at the end. It describes itself as a URL, since that is all
 * that two class loaders can exchange.
 */
final class SharedTidb implements AutoCloseable {
    private final TidbServer server;
    private final Runnable end;

    private SharedTidb(TidbServer server, Runnable end) {
        this.server = server;
        this.end = end;
    }

    static SharedTidb start() {
        return switch (TidbSource.find()) {
            case TidbSource.Running running -> new SharedTidb(running.server(), () -> {});
            case TidbSource.Binary binary -> of(TidbProcess.start(binary.path(), TidbOptions.PLAIN));
            case TidbSource.Toolchain toolchain ->
                of(TidbProcess.start(TidbToolchain.build(toolchain.go()), TidbOptions.PLAIN));
            case TidbSource.Docker docker -> of(TidbContainer.start());
            case TidbSource.Nothing nothing -> throw new IllegalStateException(nothing.reason());
        };
    }

    @Override
    public void close() {
        end.run();
    }

    /** As {@link TidbServer#at} reads it. */
    @Override
    public String toString() {
        return server.url();
    }

    private static SharedTidb of(TidbProcess process) {
        return new SharedTidb(process.server(), process::close);
    }

    private static SharedTidb of(TidbContainer container) {
        return new SharedTidb(container.server(), container::close);
    }
}
