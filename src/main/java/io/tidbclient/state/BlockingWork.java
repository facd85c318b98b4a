package io.tidbclient.state;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs calls that block, each on a thread of its own, and interrupts them when nobody waits for them any more. */
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
        Future<?> task = threads.submit(() -> {
            try {
                emitter.complete(call.call());
            } catch (Throwable t) {
                emitter.fail(t);
            }
        });
        emitter.onTermination(() -> task.cancel(true));
    }
}
