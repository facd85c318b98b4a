package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;

/** Runs calls that block, each on a thread of its own, and interrupts them when they are no longer waited for. */
public final class BlockingWork {
    private final ExecutorService threads;

    /** @param threads gives each task a thread, virtual ones outside of tests */
    public BlockingWork(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * The result of {@code call}, which starts upon subscription. Cancelling interrupts its thread; on a virtual thread
     * that also closes the socket it is blocked on (see {@code java.net.Socket}).
     */
    public <T> Uni<T> call(Callable<T> call) {
        return Uni.createFrom().emitter(emitter -> start(call, emitter));
    }

    /** Like {@link #call(Callable)}, for work without a result. */
    public Uni<Void> run(Runnable work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    private <T> void start(Callable<T> call, UniEmitter<? super T> emitter) {
        // The call alone can be interrupted: what follows it runs on the same thread, and is unrelated to earlier work.
        FutureTask<T> task = new FutureTask<>(call);
        emitter.onTermination(() -> task.cancel(true));
        threads.execute(() -> {
            task.run();
            boolean unused = Thread.interrupted();
            deliver(task, emitter);
        });
    }

    private static <T> void deliver(FutureTask<T> task, UniEmitter<? super T> emitter) {
        switch (task.state()) {
            case SUCCESS -> emitter.complete(task.resultNow());
            case FAILED -> emitter.fail(task.exceptionNow());
            case CANCELLED, RUNNING -> {}
        }
    }
}
