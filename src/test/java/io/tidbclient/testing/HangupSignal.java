package io.tidbclient.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code nohup} starts ignores SIGHUP, and so do its children, unless they are started with its default. */
final class HangupSignal {
    private static final Path STATUS = Path.of("/proc/self/status");

    private HangupSignal() {}

    /** A command that starts this one so that it receives SIGHUP; it has the same process id. */
    static List<String> receivedBy(List<String> command) {
        if (!isIgnored()) {
            return command;
        }
        List<String> withDefault = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        withDefault.addAll(command);
        return withDefault;
    }

    /** The lowest bit of the mask is for signal 1. */
    private static boolean isIgnored() {
        if (!Files.isReadable(STATUS)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Character.digit(line.charAt(line.length() - 1), 16) & 1) == 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
