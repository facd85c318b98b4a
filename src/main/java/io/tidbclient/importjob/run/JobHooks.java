package io.tidbclient.importjob.run;

import io.tidbclient.hook.HookEnvironment;
import io.tidbclient.hook.HookProcesses;
import io.tidbclient.importjob.JobStatus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
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
public final class JobHooks implements PollListener {
    private static final long PATIENCE_SECONDS = 60;

    /** The number of hooks that run at the same time. */
    private static final int MOST_AT_ONCE = 8;

    private final Set<Long> named;
    private final Optional<List<String>> onFinish;
    private final Optional<List<String>> onFail;
    private final PrintStream err;
    private final Document document;
    private final Signals signals;
    // Not virtual ones: those hold their carriers while they read a pipe.
    private final ExecutorService threads = Executors.newFixedThreadPool(
            MOST_AT_ONCE, Thread.ofPlatform().daemon().name("hook-", 1).factory());
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger due = new AtomicInteger();
    private final HookProcesses processes = new HookProcesses();

    /** What a hook reads on its standard input. */
    @FunctionalInterface
    public interface Document {
        /**
         * Writes it.
         *
         * @param at when the job was seen
         */
        void write(OutputStream out, Instant at, JobLine line);
    }

    /** The signals that may end the wait for hooks. */
    @FunctionalInterface
    public interface Signals {
        /**
         * Has something done at the next signal.
         *
         * @param action must not block
         * @return to be run once, when nothing is left to interrupt
         */
        Runnable onNext(Runnable action);
    }

    /**
     * Hooks of a run.
     *
     * @param named jobs that were asked for by id, whose end is reported even when it came before the first poll
     * @param onFinish the program and its arguments for a job that has finished
     * @param onFail the same for one that failed, was cancelled or vanished
     * @param document what a hook reads
     * @param err what hooks print goes there, and what is to be said of them
     */
    public JobHooks(
            Set<Long> named,
            Optional<List<String>> onFinish,
            Optional<List<String>> onFail,
            Document document,
            PrintStream err,
            Signals signals) {
        this.named = named;
        this.onFinish = onFinish;
        this.onFail = onFail;
        this.document = document;
        this.err = err;
        this.signals = signals;
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
        HookEnvironment.put(builder.environment(), HookFacts.of(line));
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
                document.write(json, at, line);
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

    /** Waits as long as hooks go on ending, or to the next signal; then those that run are killed, and those that wait never begin. */
    @Override
    public void close() {
        threads.shutdown();
        Thread closing = Thread.currentThread();
        Runnable listened = signals.onNext(closing::interrupt);
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
            listened.run();
        }
    }

    @Override
    public void abandon() {
        HookProcesses.Killed unused = processes.kill();
        List<Runnable> unusedHooks = threads.shutdownNow();
    }

    private void stop(String why) {
        HookProcesses.Killed killed = processes.kill();
        List<Runnable> unused = threads.shutdownNow();
        err.println("tidb-client: " + why + ": " + killed.processes() + (killed.processes() == 1 ? " hook" : " hooks")
                + " killed, " + (due.get() - killed.started()) + " never started.");
    }
}
