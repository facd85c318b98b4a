package io.tidbclient.fault;

import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.ToolCommand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clock of the machine that the tool runs on: libfaketime, which is loaded into its process, reads from a file how far it is set. */
final class OwnClock {
    static final String MISSING = "no libfaketime to test with: install the package faketime";

    /** When the tool's process has seen that the clock was set: it reads the file once a second, since each time would slow it down. */
    static final int SEEN_AFTER_MILLIS = 1_100;

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final boolean INSTALLED = isInstalled();

    private final Path library;
    private final Path file;

    private OwnClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** Whether the clock of a process can be set here. */
    static boolean installed() {
        return INSTALLED;
    }

    private static boolean isInstalled() {
        if (library().isEmpty()) {
            return false;
        }
        try (ScratchFolder folder = ScratchFolder.create("own-clock-")) {
            ToolCommand date = ToolCommand.of(List.of("date"), "+%s");
            for (var variable :
                    of(folder.path(), Duration.ofHours(1)).environment().entrySet()) {
                date = date.with(variable.getKey(), variable.getValue());
            }
            Instant shown = Instant.ofEpochSecond(
                    Long.parseLong(date.run(AT_ONCE).stdout().strip()));
            return shown.isAfter(Instant.now().plus(Duration.ofMinutes(50)));
        }
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

    /** What the tool's process needs for it; as on a machine whose clock is set, measured time is not. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }
}
