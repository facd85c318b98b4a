package io.tidbclient.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Builds TiDB's server from the Go module in {@code src/test/tidb-server}, once, into the user's cache. */
final class TidbToolchain {
    private static final String RELEASE = "v8.5.4";
    private static final Path MODULE = Path.of("src", "test", "tidb-server");

    private TidbToolchain() {}

    /** Where the build puts the server; it need not be there. */
    static Path binary() {
        Map<String, String> environment = System.getenv();
        Path cache = Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("tidb-client").resolve("tidb-server-" + RELEASE);
    }

    /** Builds it, 10 to 25 minutes on two cores, and gives {@link #binary}. */
    static Path build(Path go) {
        Path target = binary();
        try {
            Files.createDirectories(target.getParent());
            Path part = Files.createTempFile(target.getParent(), "tidb-server", ".part");
            System.err.println("Building TiDB " + RELEASE + " from " + MODULE + ": this takes 10 to 25 minutes, once.");
            Process build = new ProcessBuilder(
                            go.toString(),
                            "build",
                            "-trimpath",
                            "-ldflags",
                            "-s -w -checklinkname=0 -X github.com/pingcap/tidb/pkg/parser/mysql.TiDBReleaseVersion="
                                    + RELEASE,
                            "-o",
                            part.toString(),
                            "github.com/pingcap/tidb/cmd/tidb-server")
                    .directory(MODULE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(
                            Path.of("target", "tidb-build.log").toFile()))
                    .start();
            if (!build.waitFor(60, TimeUnit.MINUTES) || build.exitValue() != 0) {
                build.destroyForcibly();
                Files.deleteIfExists(part);
                throw new IllegalStateException("TiDB did not build: see target/tidb-build.log");
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build TiDB", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while TiDB was built", e);
        }
    }
}
