package io.tidbclient.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the place of standard streams that the caller has closed. The system gives the lowest free number to the next file that is opened,
 * which would otherwise be that of standard output: what is printed would be written into that file.
 */
public final class ClosedStreams {
    private static final Path OPEN_FILES = Path.of("/dev/fd");
    private static final int STANDARD_STREAMS = 3;

    /** Never closed. */
    private static final List<FileInputStream> PLACEHOLDERS = new ArrayList<>();

    private ClosedStreams() {}

    /** Has to run before any file is opened. Reading from a stream that was closed finds the end; writing to it fails as before. */
    public static void takeTheirPlace() {
        for (int number = 0; number < STANDARD_STREAMS && Files.isDirectory(OPEN_FILES); number++) {
            if (!Files.exists(OPEN_FILES.resolve(String.valueOf(number)))) {
                try {
                    PLACEHOLDERS.add(new FileInputStream("/dev/null"));
                } catch (IOException e) {
                    return;
                }
            }
        }
    }
}
