package io.tidbclient.cli.imports;

import io.tidbclient.cli.Interrupts;
import io.tidbclient.cli.ShellWords;
import io.tidbclient.config.ConfigException;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.ImportsJson;
import io.tidbclient.output.imports.ImportsRenderer;
import io.tidbclient.output.text.Units;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the users' own commands when jobs end. The facts go into variables and to standard input, never into the command
 * line: they come from a server. What a command prints goes to standard error. When the tool ends, it waits for as long
 * as one ends in each minute, or to the next signal.
 */
final class JobHooks implements ImportsRenderer.Listener {
    private static final long PATIENCE_SECONDS = 60;
    /** Variables that hold secrets of this tool's; a command has no need of them. */
    private static final List<String> SECRET = List.of("TIDB_PASSWORD", "TIDB_URL", "DATABASE_URL");

    /** The number of hooks that run at the same time. */
    private static final int MOST_AT_ONCE = 8;

    private final Set<Long> named;
    private final Optional<List<String>> onFinish;
    private final Optional<List<String>> onFail;
    private final PrintStream err;
    private final Interrupts interrupts;
    // Not virtual ones: those hold their carriers while they read a pipe.
    private final ExecutorService threads = Executors.newFixedThreadPool(
            MOST_AT_ONCE, Thread.ofPlatform().daemon().name("hook-", 1).factory());
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger due = new AtomicInteger();
    private final HookProcesses processes = new HookProcesses();

    /** @param named jobs that were asked for by id, whose end is reported even when it came before the first poll */
    JobHooks(
            Set<Long> named,
            Optional<String> onFinish,
            Optional<String> onFail,
            boolean shell,
            PrintStream err,
            Interrupts interrupts) {
        this.named = named;
        this.onFinish = onFinish.map(text -> words("--on-finish", text, shell));
        this.onFail = onFail.map(text -> words("--on-fail", text, shell));
        this.err = err;
        this.interrupts = interrupts;
    }

    @Override
    public void on(Instant at, JobBoard.Seen seen) {
        for (JobLine line : seen.ended(named)) {
            boolean finished = !line.watched().vanished() && line.job().status() == JobStatus.FINISHED;
            (finished ? onFinish : onFail).ifPresent(command -> {
                due.incrementAndGet();
                threads.execute(() -> run(command, at, line));
            });
        }
    }

    /** Starts hooks at once: an alarm does not wait for the reader of the output. */
    @Override
    public Runnable taken(Instant at, JobBoard.Seen seen) {
        on(at, seen);
        return () -> {};
    }

    private void run(List<String> command, Instant at, JobLine line) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        SECRET.forEach(builder.environment()::remove);
        builder.environment().putAll(facts(line));
        try {
            processes.start(builder).ifPresent(process -> await(process, command, at, line));
        } catch (IOException e) {
            report(command, line, "cannot be run: " + e.getMessage());
        }
    }

    private void await(Process process, List<String> command, Instant at, JobLine line) {
        try {
            try (OutputStream in = process.getOutputStream()) {
                ByteArrayOutputStream json = new ByteArrayOutputStream();
                ImportsJson.job(json, at, line);
                json.writeTo(in);
            } catch (IOException closed) {
                // A command need not read its input.
            }
            process.getInputStream().transferTo(err);
            int exit = process.waitFor();
            ended.incrementAndGet();
            if (exit != 0) {
                report(command, line, "ended with exit code " + exit);
            }
        } catch (IOException e) {
            process.destroyForcibly();
            report(command, line, "was killed, since its output cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            processes.ended(process);
        }
    }

    private void report(List<String> command, JobLine line, String what) {
        err.println("tidb-client: the hook " + command.getFirst() + " for job "
                + line.job().id() + " " + what + ".");
    }

    private static Map<String, String> facts(JobLine line) {
        return Map.of(
                "TIDB_JOB_ID", "" + line.job().id(),
                "TIDB_JOB_SERVER", line.target().toString(),
                "TIDB_JOB_TABLE", clean(line.job().targetTable()),
                "TIDB_JOB_STATUS",
                        line.watched().vanished()
                                ? "vanished"
                                : clean(line.job().statusText()),
                "TIDB_JOB_GROUP", clean(line.job().groupKey().orElse("")),
                "TIDB_JOB_ROWS",
                        line.job().importedRows().isPresent()
                                ? "" + line.job().importedRows().getAsLong()
                                : "",
                "TIDB_JOB_ELAPSED_SECONDS",
                        line.watched()
                                .elapsed()
                                .map(elapsed -> "" + elapsed.toSeconds())
                                .orElse(""),
                "TIDB_JOB_MESSAGE", clean(line.job().resultMessage()));
    }

    /** A variable cannot hold NUL. */
    private static String clean(String text) {
        return text.replace('\0', ' ');
    }

    /** The command: as {@link ShellWords} takes it apart, or for a shell as it is. */
    static List<String> words(String option, String text, boolean shell) {
        if (shell) {
            return List.of("sh", "-c", text);
        }
        ShellWords typed = ShellWords.of(text);
        if (typed.open()) {
            throw new ConfigException(option + ": a quote is not closed.");
        }
        List<String> words = typed.all();
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new ConfigException(option + ": there is no command; give a program with its arguments.");
        }
        return words;
    }

    /** Waits as long as hooks go on ending, or to the next signal; then those that run are killed, and those that wait never begin. */
    @Override
    public void close() {
        threads.shutdown();
        Thread closing = Thread.currentThread();
        Interrupts.Listening listening = interrupts.listening(signal -> closing.interrupt());
        try {
            for (int before = -1; before < ended.get(); ) {
                before = ended.get();
                if (threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
            stop("no hook ended within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException signalled) {
            // No other code interrupts this thread, and what is closed after this must not take it for itself.
            stop("interrupted");
        } finally {
            listening.end();
        }
    }

    @Override
    public void abandon() {
        HookProcesses.Killed unused = processes.kill();
        threads.shutdownNow().clear();
    }

    private void stop(String why) {
        HookProcesses.Killed killed = processes.kill();
        List<Runnable> unused = threads.shutdownNow();
        err.println("tidb-client: " + why + ": " + Units.count(killed.processes(), "hook", "hooks") + " killed, "
                + (due.get() - killed.started()) + " never started.");
    }
}
