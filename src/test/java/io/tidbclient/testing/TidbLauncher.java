package io.tidbclient.testing;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Starts TiDB servers that belong to one test, to be killed, paused, limited or given certificates. They are stopped at
 * its end. A parameter of this type in a {@link RealTidb} test asks for one, and skips the test where there is only a
 * server that must not be touched.
 */
public final class TidbLauncher implements AutoCloseable {
    private final Path binary;
    private final Deque<TidbProcess> started = new ArrayDeque<>();

    TidbLauncher(Path binary) {
        this.binary = binary;
    }

    /** Starts one and waits until it answers queries, some 3 s. */
    public TidbProcess start(TidbOptions options) {
        TidbProcess process = TidbProcess.start(binary, options);
        started.push(process);
        return process;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
