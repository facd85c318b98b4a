package io.tidbclient.scenario.run;

import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.MessageBus.Message;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Messages, waited for no longer than one likes. A wait that was given up continues in the background, so that no
 * message is lost.
 */
final class Inbox implements Messages {
    private final MessageBus bus;
    private CompletableFuture<Message> next;

    Inbox(MessageBus bus) {
        this.bus = bus;
    }

    @Override
    public Optional<Message> poll(Duration patience) throws InterruptedException {
        if (next == null) {
            next = bus.receive().subscribeAsCompletionStage();
        }
        try {
            Message message = next.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
            next = null;
            return Optional.of(message);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("messages cannot be received", e);
        }
    }
}
