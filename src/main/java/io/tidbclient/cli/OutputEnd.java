package io.tidbclient.cli;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.StopCause;
import io.tidbclient.output.OutputQueue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The end of a command's output: waits until all of it is written. Once the run was stopped or a signal came, a reader that
 * takes nothing is not waited for: everything but the output is closed by then, and the process ends.
 */
@ApplicationScoped
public class OutputEnd {
    /** For a message on standard error, which may be what is not read. */
    private static final int MESSAGE_SECONDS = 1;

    private final ProcessEnvironment environment;
    private final ConsoleLog log;
    private final List<String> complaints = new ArrayList<>();

    OutputEnd(ProcessEnvironment environment, ConsoleLog log) {
        this.environment = environment;
        this.log = log;
    }

    /**
     * What a command has to show at its end.
     *
     * @param outcome what came of the work, output aside
     * @param stopped whether a time limit or a signal ended it, so that a reader who takes nothing is not waited for
     * @param signal completes with the number of a signal that comes while the output is written
     * @param abandon frees what would outlast the process; runs when the output is given up, and must not write
     */
    public record Ending(Outcome outcome, boolean stopped, CompletableFuture<Integer> signal, Runnable abandon) {}

    /**
     * Writes what is queued and logged, then the result. Does not return when the output is given up.
     *
     * @param result writes the result, on another thread, and returns what it came to
     */
    public <T> T await(OutputQueue queue, Ending ending, Supplier<T> result) {
        CompletableFuture<?> hurry = ending.stopped()
                ? CompletableFuture.completedFuture(true)
                : ending.signal().copy();
        AtomicReference<T> made = new AtomicReference<>();
        if (!queue.finish(environment::taken, () -> made.set(afterLog(result)), hurry)) {
            giveUp(ending);
        }
        if (queue.dropped() > 0) {
            complaints.add(
                    "the output is not complete: it was read so slowly that %,d events were left out; read it faster, or write it to a file."
                            .formatted(queue.dropped()));
        }
        return made.get();
    }

    /** At a terminal, the log of a run stands before its result. */
    private <T> T afterLog(Supplier<T> result) {
        log.drain();
        return result.get();
    }

    /**
     * Ends work that has no end of its own once standard output takes nothing more: its reader has gone, or the disk is full.
     *
     * @param stop ends it, as a signal does; returns at once
     */
    public void onLoss(Consumer<StopCause> stop) {
        CompletionStage<Void> unused =
                environment.resultsFailed().thenAccept(why -> stop.accept(new StopCause.OutputLost(why)));
    }

    /** Has the loss reported at the end, also that of a reader who has gone: the work ended early for it. */
    public void endedByLoss() {
        environment.missReader();
    }

    /** The verdict of a run whose output is {@code queue}: output that failed is an internal error. */
    public static RunVerdict verdict(RunVerdict ofRun, OutputQueue queue) {
        return queue.failed() && ofRun.outcome() != Outcome.INTERNAL_ERROR
                ? new RunVerdict(Outcome.INTERNAL_ERROR, "internal error: the output failed")
                : ofRun;
    }

    /** Sentences about what is missing in the output. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void giveUp(Ending ending) {
        ending.abandon().run();
        Outcome outcome = ending.outcome().isStopped() || !ending.signal().isDone()
                ? ending.outcome()
                : Outcome.ofSignal(ending.signal().join());
        CompletableFuture<Void> unused = CompletableFuture.runAsync(
                        () -> environment
                                .err()
                                .println(
                                        "tidb-client: the output is not read; the rest of it, with the result, is left out."),
                        message -> Thread.ofPlatform().daemon().start(message))
                .completeOnTimeout(null, MESSAGE_SECONDS, TimeUnit.SECONDS);
        unused.join();
        log.drain();
        Runtime.getRuntime().halt(ExitCode.of(outcome));
    }
}
