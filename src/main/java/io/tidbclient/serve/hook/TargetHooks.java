package io.tidbclient.serve.hook;

import io.tidbclient.hook.HookProcesses;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.TargetView;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs a command when a target goes down, also by its first check, and one when it comes back. The hooks of a target run one
 * after the other, in the order of what happened; those of several targets at the same time.
 */
public final class TargetHooks implements AutoCloseable {
    /** How long a hook may run. */
    public static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");

    /** The number of hooks that run at the same time. */
    private static final int MOST_AT_ONCE = 8;

    /** Of one target: one that changes faster than its hooks run loses some. */
    private static final int MOST_WAITING = 16;

    private final Optional<List<String>> onDown;
    private final Optional<List<String>> onUp;
    private final HookProcesses processes = new HookProcesses();
    private final HookRunner runner;
    // Not virtual ones: those hold their carriers while they read a pipe.
    private final ExecutorService threads = Executors.newFixedThreadPool(
            MOST_AT_ONCE, Thread.ofPlatform().daemon().name("hook-", 1).factory());
    private final Map<String, Queue<Due>> waiting = new HashMap<>();
    private boolean closed;

    /** A hook that is due. */
    private record Due(List<String> command, Map<String, String> facts) {}

    /**
     * Hooks of a server.
     *
     * @param onDown the program and its arguments for a target that goes down
     * @param onUp the same for one that comes back
     * @param limit after which a hook is killed; usually {@link #LIMIT}
     */
    public TargetHooks(Optional<List<String>> onDown, Optional<List<String>> onUp, Duration limit) {
        this.onDown = onDown.map(List::copyOf);
        this.onUp = onUp.map(List::copyOf);
        this.runner = new HookRunner(processes, limit);
    }

    /** Takes in what happened. Returns at once. */
    public void on(ServerUpdate update) {
        if (update.event() instanceof ServerEvent.CheckDone ended) {
            update.after().target(ended.target()).ifPresent(this::changed);
        }
    }

    private void changed(TargetView view) {
        view.lastRecord()
                .ifPresent(record -> command(view, record)
                        .ifPresent(command -> add(view.name(), new Due(command, TargetFacts.of(view, record)))));
    }

    private Optional<List<String>> command(TargetView view, CheckRecord record) {
        Optional<Boolean> before = view.recent().stream().skip(1).findFirst().map(CheckRecord::up);
        if (record.up()) {
            return before.equals(Optional.of(false)) ? onUp : Optional.empty();
        }
        return before.equals(Optional.of(false)) ? Optional.empty() : onDown;
    }

    private synchronized void add(String target, Due due) {
        if (closed) {
            return;
        }
        Queue<Due> before = waiting.get(target);
        if (before == null) {
            waiting.put(target, new ArrayDeque<>());
            threads.execute(() -> run(target, due));
        } else if (before.size() < MOST_WAITING) {
            before.add(due);
        } else {
            LOG.warnf(
                    "The hook %s for target %s was left out: %d others of this target wait for their turn.",
                    due.command().getFirst(), target, before.size());
        }
    }

    private void run(String target, Due due) {
        try {
            runner.run(due.command(), target, due.facts());
        } finally {
            next(target);
        }
    }

    private synchronized void next(String target) {
        Due next = closed ? null : waiting.get(target).poll();
        if (next == null) {
            waiting.remove(target);
        } else {
            threads.execute(() -> run(target, next));
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
