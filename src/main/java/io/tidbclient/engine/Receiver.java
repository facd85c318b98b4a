package io.tidbclient.engine;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.engine.MessageBus.Message;

import java.util.concurrent.atomic.AtomicBoolean;

/** A connection that waits for one message. Takes it, or has given up: never both. */
final class Receiver {
    private final UniEmitter<? super Message> emitter;
    private final AtomicBoolean ended = new AtomicBoolean();

    Receiver(UniEmitter<? super Message> emitter) {
        this.emitter = emitter;
        emitter.onTermination(() -> ended.set(true));
    }

    /** Hands the message over; false when the receiver has given up, and the message belongs to another receiver. */
    boolean take(Message message) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        emitter.complete(message);
        return true;
    }
}
