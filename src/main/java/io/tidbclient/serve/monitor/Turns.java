package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets jobs begin in turn: one at a time for each target, so that those of a target that hangs hold up no other's, and a limited
 * number in all.
 */
final class Turns {
    private final int most;
    private final Set<String> busy = new HashSet<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(String target, Supplier<Uni<Void>> job, UniEmitter<? super Void> end) {}

    /** @param most how many may work at the same time, at least 1 */
    Turns(int most) {
        this.most = most;
    }

    /**
     * Begins a job when it is its turn.
     *
     * @param job must not block; the next one's turn comes when what it returns has ended
     * @return ends with the job
     */
    Uni<Void> take(String target, Supplier<Uni<Void>> job) {
        return Uni.createFrom().emitter(end -> {
            synchronized (this) {
                waiting.add(new Waiting(target, job, end));
            }
            beginDue();
        });
    }

    private void beginDue() {
        for (Optional<Waiting> due = next(); due.isPresent(); due = next()) {
            begin(due.get());
        }
    }

    private void begin(Waiting due) {
        Uni.createFrom()
                .deferred(() -> due.job().get())
                .onTermination()
                .invoke(() -> ended(due.target()))
                .subscribe()
                .with(done -> due.end().complete(null), due.end()::fail);
    }

    private synchronized Optional<Waiting> next() {
        if (busy.size() >= most) {
            return Optional.empty();
        }
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting candidate = all.next();
            if (busy.add(candidate.target())) {
                all.remove();
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void ended(String target) {
        synchronized (this) {
            busy.remove(target);
        }
        beginDue();
    }
}
