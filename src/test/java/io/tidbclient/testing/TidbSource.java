package io.tidbclient.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this machine offers as a real TiDB, in the order in which tests take it. */
sealed interface TidbSource {
    /** A server that runs already and must not be stopped: {@code TIDB_TEST_URL}. */
    record Running(TidbServer server) implements TidbSource {}

    /** A server binary: {@code TIDB_SERVER_BIN}, or one that the Go toolchain built before. */
    record Binary(Path path) implements TidbSource {}

    /** A Docker daemon. */
    record Docker() implements TidbSource {}

    /** The Go toolchain, which takes a quarter of an hour and is used on request only. */
    record Toolchain(Path go) implements TidbSource {}

    /** Nothing; {@code reason} says how to get one. */
    record Nothing(String reason) implements TidbSource {}

    /** Whether tests without a server fail, rather than being skipped: the system property {@code tidb.required}. */
    static boolean required() {
        return Boolean.getBoolean("tidb.required");
    }

    /** Looks for one, quickly: nothing is built, started or connected to. */
    static TidbSource find() {
        String url = System.getenv().getOrDefault("TIDB_TEST_URL", "");
        if (!url.isEmpty()) {
            return new Running(TidbServer.at(url));
        }
        String named = System.getenv().getOrDefault("TIDB_SERVER_BIN", "");
        if (!named.isEmpty()) {
            Path binary = Path.of(named);
            return Files.isExecutable(binary)
                    ? new Binary(binary)
                    : new Nothing("TIDB_SERVER_BIN names no executable file: " + named);
        }
        if (Files.isExecutable(TidbToolchain.binary())) {
            return new Binary(TidbToolchain.binary());
        }
        if (TidbContainer.dockerIsThere()) {
            return new Docker();
        }
        Optional<Path> go = Executables.find("go");
        if (required() && go.isPresent()) {
            return new Toolchain(go.get());
        }
        return new Nothing("no TiDB to test on: set TIDB_SERVER_BIN to a tidb-server binary or TIDB_TEST_URL to"
                + " mysql://user:password@host:port of a running one, start Docker, or run ./mvnw verify -Ptidb with Go"
                + " installed, which builds one");
    }
}
