package io.tidbclient.output;

import io.tidbclient.output.text.ColorScheme;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Signs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Both streams of a process, kept. */
public final class Captured {
    private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    public final PrintStream out = new PrintStream(outBytes, false, StandardCharsets.UTF_8);
    public final PrintStream err = new PrintStream(errBytes, false, StandardCharsets.UTF_8);

    /** Nothing is in it that was not flushed: a pipeline wants to see it as it happens. */
    public String stdout() {
        return outBytes.toString(StandardCharsets.UTF_8);
    }

    public String stderr() {
        return errBytes.toString(StandardCharsets.UTF_8);
    }

    public List<String> stdoutLines() {
        return stdout().lines().toList();
    }

    public List<String> stderrLines() {
        return stderr().lines().toList();
    }

    public LinePrinter results() {
        return new LinePrinter(out, ColorScheme.NONE, Signs.UNICODE);
    }

    public LinePrinter progress() {
        return new LinePrinter(err, ColorScheme.NONE, Signs.UNICODE);
    }
}
