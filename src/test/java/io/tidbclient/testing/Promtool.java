package io.tidbclient.testing;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Prometheus' own tool for its files and formats. Where the package is missing, the test that asks for it is skipped and says so;
 * with the system property {@code prometheus.required} it fails instead.
 */
public final class Promtool {
    private static final String MISSING = "no promtool to test with: install the package prometheus";
    private static final long PATIENCE_SECONDS = 60;

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    /** What it came to. */
    public record Result(int exit, String output) {}

    /** The one that is installed. */
    public static Promtool installed() {
        Optional<Path> program = Executables.find("promtool");
        if (program.isEmpty() && Boolean.getBoolean("prometheus.required")) {
            throw new IllegalStateException(MISSING);
        }
        Assumptions.assumeTrue(program.isPresent(), MISSING);
        return new Promtool(program.orElseThrow());
    }

    /** Runs it with {@code input} on its standard input. */
    public Result run(String input, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("promtool", ".out");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("promtool has not ended within " + PATIENCE_SECONDS + " s");
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
