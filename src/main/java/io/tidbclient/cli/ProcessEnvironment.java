package io.tidbclient.cli;

import io.tidbclient.output.text.Signs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import jakarta.enterprise.context.ApplicationScoped;

/** The environment variables, directories and standard streams of the process. */
@ApplicationScoped
public class ProcessEnvironment {
    private final CountingStream rawResults = new CountingStream(new FileOutputStream(FileDescriptor.out));

    private final CountingStream rawMessages = new CountingStream(new FileOutputStream(FileDescriptor.err));

    /** System.out would write question marks in place of what a locale such as C, that of many containers, lacks. */
    private final FailureRecordingStream results = new FailureRecordingStream(rawResults);

    private final PrintStream out = utf8(results);

    private final Signs signs =
            Signs.of(System.getenv(), System.getProperty("os.name", "").startsWith("Windows"));

    private final PrintStream err = new Messages(rawMessages, signs);

    private volatile boolean readerMissed;

    /** The environment variables. */
    public Map<String, String> environment() {
        return System.getenv();
    }

    /** Where relative paths begin; absolute. */
    public Path workingDirectory() {
        return Path.of("").toAbsolutePath();
    }

    /** What {@code ~} stands for; absolute. */
    public Path homeDirectory() {
        return Path.of(System.getProperty("user.home", "/")).toAbsolutePath();
    }

    /** How this tool's own signs are printed for people here. */
    public Signs signs() {
        return signs;
    }

    /** For results, and only for results; UTF-8 in any locale. */
    public PrintStream out() {
        return out;
    }

    /** For messages, progress, logs and prompts; what a server said is UTF-8 in any locale. */
    public PrintStream err() {
        return err;
    }

    /** What a password may be read from. */
    public InputStream in() {
        return System.in;
    }

    /** The number of bytes that the readers of both streams have taken so far. */
    long taken() {
        return rawResults.taken() + rawMessages.taken();
    }

    /** Completes with the reason, on the thread that writes, once results cannot be written, the reader's end included. */
    CompletionStage<String> resultsFailed() {
        return results.failed().thenApply(failure -> String.valueOf(failure.getMessage()));
    }

    /** From now on, a reader that went away is a loss: the work ended early for it. */
    void missReader() {
        readerMissed = true;
    }

    /**
     * Why not all results got where they were to go. Empty, too, when the reader went away and nothing ended early for it:
     * {@code | head} has enough.
     */
    Optional<String> lostResults() {
        return results.failure()
                .map(IOException::getMessage)
                .filter(why -> readerMissed || !why.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    /** All that is printed here is for people. */
    private static final class Messages extends PrintStream {
        private final Signs signs;

        Messages(OutputStream stream, Signs signs) {
            super(stream, true, StandardCharsets.UTF_8);
            this.signs = signs;
        }

        @Override
        public void print(String text) {
            super.print(signs.in(String.valueOf(text)));
        }
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
