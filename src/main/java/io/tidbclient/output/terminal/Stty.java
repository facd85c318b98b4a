package io.tidbclient.output.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The command {@code stty} for the controlling terminal, {@code /dev/tty}. */
final class Stty {
    private static final long PATIENCE_SECONDS = 2;

    private Stty() {}

    /** What it prints; empty when there is no terminal, no such command, or it fails or takes longer than two seconds. */
    static Optional<String> run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
                        ? Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException noTerminalOrNoStty) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
