package io.tidbclient.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The clock of the machine that the tool runs on: libfaketime, which is loaded into its process, reads from a file how far it is set. */
final class OwnClock {
    static final String MISSING = "no libfaketime to test with: install the package faketime";

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Path library;
    private final Path file;

    private OwnClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    static boolean installed() {
        return library().isPresent();
    }

    /** One that is this far ahead, whose file is in the folder. */
    static OwnClock of(Path folder, Duration ahead) {
        OwnClock clock = new OwnClock(library().orElseThrow(), folder.resolve("clock"));
        clock.shift(ahead);
        return clock;
    }

    private static Optional<Path> library() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(LIBRARIES, "*-linux-*")) {
            for (Path folder : found) {
                // MT: of programs with several threads.
                Path library = folder.resolve("faketime").resolve("libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sets it, while the tool runs. */
    void shift(Duration ahead) {
        try {
            Path next = Files.writeString(file.resolveSibling("clock.next"), "%+d%n".formatted(ahead.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tool's process needs for it; as on a machine whose clock is set, time that is measured goes on. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }
}
