package io.tidbclient.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that was started as a process, with both its streams in one log file. It can be stopped, killed and paused,
 * and it does not outlive this JVM.
 */
final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;
    private final Thread atShutdown;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atShutdown = new Thread(process::destroyForcibly, "kill " + process.pid());
    }

    /** Starts {@code command} in {@code folder}; what it prints is added to {@code log}. */
    static ChildProcess start(List<String> command, Path folder, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            ChildProcess child = new ChildProcess(process, log);
            Runtime.getRuntime().addShutdownHook(child.atShutdown);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends it as an operator would, with SIGTERM, and by force when that takes more than 20 s. */
    void stop() {
        signal(Signal.CONT);
        process.destroy();
        if (!ended()) {
            kill();
        }
        ShutdownHooks.remove(atShutdown);
    }

    /** Ends it with SIGKILL: no goodbye to its clients, nothing flushed. */
    void kill() {
        process.destroyForcibly();
        if (!ended()) {
            throw new IllegalStateException("process " + process.pid() + " survives SIGKILL");
        }
        ShutdownHooks.remove(atShutdown);
    }

    /** Sends {@code signal}; nothing happens when it has ended already. */
    void signal(Signal signal) {
        if (process.isAlive()) {
            signal.send(process.pid());
        }
    }

    /** The end of its log, for the message of a failure. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        stop();
    }

    private boolean ended() {
        try {
            return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return !process.isAlive();
        }
    }
}
