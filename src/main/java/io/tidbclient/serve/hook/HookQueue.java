package io.tidbclient.serve.hook;

import io.tidbclient.hook.HookProcesses;
import io.tidbclient.serve.status.TargetJobs;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs hooks off the threads that report what happened: those of a target one after the other, a limited number in all. */
public final class HookQueue implements AutoCloseable {
    /** After which a hook is killed. */
    public static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");

    /** The number of hooks that run at the same time. */
    private static final int MOST_AT_ONCE = 8;

    /**
     * Of one target: twice the import jobs that may end between two polls. With hooks that take their whole minute, a target that
     * changes more often than they run loses some.
     */
    private static final int MOST_WAITING = 2 * TargetJobs.MOST_ENDED;

    private final HookProcesses processes = new HookProcesses();
    private final HookRunner runner;
    // Not virtual ones: those hold their carriers while they read a pipe.
    private final ExecutorService threads = Executors.newFixedThreadPool(
            MOST_AT_ONCE, Thread.ofPlatform().daemon().name("hook-", 1).factory());
    private final Map<String, Queue<Hook>> waiting = new HashMap<>();
    private boolean closed;

    /** @param limit after which a hook is killed; usually {@link #LIMIT} */
    public HookQueue(Duration limit) {
        this.runner = new HookRunner(processes, limit);
    }

    /** Has a hook run, after those of its target that wait. Returns at once. */
    synchronized void add(Hook due) {
        if (closed) {
            return;
        }
        Queue<Hook> before = waiting.get(due.target());
        if (before == null) {
            waiting.put(due.target(), new ArrayDeque<>());
            threads.execute(() -> run(due));
        } else if (before.size() < MOST_WAITING) {
            before.add(due);
        } else {
            LOG.warnf(
                    "The hook %s for target %s was left out: %d others of this target wait for their turn.",
                    due.command().getFirst(), due.target(), before.size());
        }
    }

    private void run(Hook due) {
        try {
            runner.run(due);
        } finally {
            next(due.target());
        }
    }

    private synchronized void next(String target) {
        Hook next = closed ? null : waiting.get(target).poll();
        if (next == null) {
            waiting.remove(target);
        } else {
            threads.execute(() -> run(next));
        }
    }

    /** Kills the hooks that run; those that wait never begin. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        HookProcesses.Killed killed = processes.kill();
        List<Runnable> unused = threads.shutdownNow();
        if (killed.processes() > 0) {
            LOG.warnf("The server stops: %d running hooks were killed.", killed.processes());
        }
    }
}
