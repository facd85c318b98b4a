package io.tidbclient.testing;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The built tool while it runs as a process of its own: its streams so far, signals, and its end. */
public final class ToolProcess implements AutoCloseable {
    private final Process process;
    private final Captured stdout;
    private final Captured stderr;
    private final Thread atShutdown;

    private ToolProcess(Process process) {
        this.process = process;
        this.stdout = Captured.of(process.getInputStream());
        this.stderr = Captured.of(process.getErrorStream());
        this.atShutdown = new Thread(process::destroyForcibly, "kill " + process.pid());
    }

    /** @param input all of its standard input; empty to leave that open */
    static ToolProcess start(List<String> command, Map<String, String> environment, Optional<String> input) {
        ProcessBuilder builder = new ProcessBuilder(HangupSignal.receivedBy(command));
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDB_") || name.equals("DATABASE_URL"));
        // As on most machines, whatever the locale of this one.
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        try {
            ToolProcess tool = new ToolProcess(builder.start());
            Runtime.getRuntime().addShutdownHook(tool.atShutdown);
            // On a thread of its own: a tool that reads nothing would block whoever fills the pipe.
            input.ifPresent(all -> Thread.ofPlatform().daemon().start(() -> tool.feed(all)));
            return tool;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Waits for its end, at most for {@code limit}; whether it has ended. */
    public boolean ended(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it has printed to standard output so far. */
    public String stdout() {
        return stdout.soFar();
    }

    /** What it has printed to standard error so far. */
    public String stderr() {
        return stderr.soFar();
    }

    /** Adds {@code text} to its standard input, which was left open. */
    public void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /** Sends {@code signal}, as Ctrl-C or an orchestrator does. */
    public void signal(Signal signal) {
        signal.send(process.pid());
    }

    /**
     * Waits until standard output satisfies {@code condition}.
     *
     * @throws AssertionError with both streams, when it has not within {@code limit} or the tool ends before
     */
    public void awaitStdout(Predicate<String> condition, Duration limit) {
        awaitStream(stdout, condition, limit);
    }

    /** As {@link #awaitStdout}, of standard error. */
    public void awaitStderr(Predicate<String> condition, Duration limit) {
        awaitStream(stderr, condition, limit);
    }

    /**
     * Waits for its end.
     *
     * @throws AssertionError with both streams, when it still runs after {@code limit}; it is killed then
     */
    public ToolRun await(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + limit.toSeconds() + " s\n" + soFar(-1));
            }
            stdout.end().get(10, TimeUnit.SECONDS);
            stderr.end().get(10, TimeUnit.SECONDS);
            return soFar(process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted\n" + soFar(-1), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("its streams stay open after its end\n" + soFar(-1), e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        ShutdownHooks.remove(atShutdown);
    }

    private ToolRun soFar(int exitCode) {
        return new ToolRun(exitCode, stdout(), stderr());
    }

    private void awaitStream(Captured stream, Predicate<String> condition, Duration limit) {
        try {
            Awaitility.await()
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> condition.test(stream.soFar()) || stream.end().isDone());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not seen within " + limit.toSeconds() + " s\n" + soFar(-1), e);
        }
        if (!condition.test(stream.soFar())) {
            throw new AssertionError("not seen before its end\n" + soFar(-1));
        }
    }

    private void feed(String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // The tool ended without reading all of it, which is its right.
        }
    }

    /** A stream that a virtual thread reads as it comes. */
    private record Captured(StringWriter text, CompletableFuture<Void> end) {
        static Captured of(InputStream stream) {
            Captured captured = new Captured(new StringWriter(), new CompletableFuture<>());
            // A virtual thread holds its carrier while it reads a pipe: two of them starve a sandbox in this JVM.
            Thread.ofPlatform().daemon().start(() -> captured.read(stream));
            return captured;
        }

        String soFar() {
            return text.toString();
        }

        private void read(InputStream stream) {
            try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                char[] buffer = new char[8192];
                for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                    text.write(buffer, 0, count);
                }
            } catch (IOException closed) {
                // Killed: what was read so far is what there is.
            } finally {
                end.complete(null);
            }
        }
    }
}
