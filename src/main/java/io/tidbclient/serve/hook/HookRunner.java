package io.tidbclient.serve.hook;

import io.tidbclient.hook.HookEnvironment;
import io.tidbclient.hook.HookProcesses;
import io.tidbclient.redact.Redactor;
import org.jboss.logging.Logger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs a hook to its end. The facts go into variables, never into the command line; what it prints goes to the log, with
 * secrets masked.
 */
final class HookRunner {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");

    /** Of a hook's output that is logged; the rest is read and dropped. */
    private static final int MOST_LINES = 100;

    private static final int LONGEST_LINE = 1_000;

    /** How long the end of the output is waited for once the process has ended. */
    private static final Duration OUTPUT_END = Duration.ofSeconds(1);

    private final HookProcesses processes;
    private final Duration limit;

    HookRunner(HookProcesses processes, Duration limit) {
        this.processes = processes;
        this.limit = limit;
    }

    /** Runs it, and returns when it has ended or was killed. */
    void run(Hook due) {
        String name = "The hook " + due.command().getFirst() + " for target " + due.target();
        ProcessBuilder builder = new ProcessBuilder(due.command()).redirectErrorStream(true);
        HookEnvironment.put(builder.environment(), due.facts());
        try {
            processes.start(builder).ifPresent(process -> await(process, name, due.input()));
        } catch (IOException e) {
            LOG.warnf("%s cannot be run: %s", name, e.getMessage());
        }
    }

    private void await(Process process, String name, String input) {
        // A thread of its own: a child that the hook leaves behind may hold the pipe open.
        Thread output = Thread.ofPlatform().daemon().name("hook output").start(() -> log(process, name));
        var unusedWriter = Thread.ofPlatform().daemon().name("hook input").start(() -> write(process, input));
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                if (process.exitValue() != 0) {
                    LOG.warnf("%s ended with exit code %d.", name, process.exitValue());
                }
            } else {
                LOG.warnf("%s was killed, since it ran for longer than %d s.", name, limit.toSeconds());
            }
            HookProcesses.kill(process);
            boolean unused = output.join(OUTPUT_END);
        } catch (InterruptedException e) {
            HookProcesses.kill(process);
            Thread.currentThread().interrupt();
        } finally {
            processes.ended(process);
        }
    }

    /** On a thread of its own: a hook need not read it, and a pipe holds little. */
    private static void write(Process process, String input) {
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        } catch (IOException closed) {
            // It has ended, or reads nothing.
        }
    }

    private static void log(Process process, String name) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            int logged = 0;
            for (String line = line(lines); line != null; line = line(lines)) {
                logged++;
                if (logged <= MOST_LINES) {
                    LOG.infof("%s: %s", name, Redactor.text(line));
                }
            }
            if (logged > MOST_LINES) {
                LOG.infof("%s: %d more lines", name, logged - MOST_LINES);
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    /** The next line without control characters, and cut where it is too long; null at the end. */
    private static String line(BufferedReader lines) throws IOException {
        int next = lines.read();
        if (next < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        while (next >= 0 && next != '\n') {
            if (line.length() < LONGEST_LINE) {
                line.append(Character.isISOControl(next) ? ' ' : (char) next);
            }
            next = lines.read();
        }
        return line.toString().stripTrailing();
    }
}
