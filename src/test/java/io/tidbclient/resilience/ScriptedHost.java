package io.tidbclient.resilience;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** A host whose answers the test gives, one attempt at a time. */
final class ScriptedHost {
    private final Deque<UniEmitter<? super String>> open = new ArrayDeque<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    Uni<String> attempt() {
        return Uni.createFrom()
                .<String>emitter(emitter -> {
                    attempts.incrementAndGet();
                    open.add(emitter);
                })
                .onCancellation()
                .invoke(cancelled::incrementAndGet);
    }

    void answersNext(String item) {
        open.remove().complete(item);
    }

    void failsNext(Throwable failure) {
        open.remove().fail(failure);
    }

    /** Fails the try that began last. */
    void failsLast(Throwable failure) {
        open.removeLast().fail(failure);
    }

    /** Fails what is under way until nothing is. */
    void failsAll(Throwable failure) {
        while (!open.isEmpty()) {
            failsNext(failure);
        }
    }

    int attempts() {
        return attempts.get();
    }

    int underWay() {
        return open.size();
    }

    int cancelled() {
        return cancelled.get();
    }
}
