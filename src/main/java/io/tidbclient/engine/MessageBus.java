package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;

import java.util.Optional;

/** Messages and barriers between the connections of a run, as seen by one of them. No call blocks. */
public interface MessageBus {
    /**
     * A line from one connection to another.
     *
     * @param from who sent it
     * @param text what it says
     * @param enclosed what comes with it, immutable: for handlers that understand each other
     */
    record Message(String from, String text, Optional<Object> enclosed) {}

    /** Sends {@code text} with something enclosed, which must be immutable, to the connection named {@code to}. */
    void send(String to, String text, Object enclosed);

    /** Sends {@code text} to the connection named {@code to}; lost when there is none, or it has ended. */
    void send(String to, String text);

    /** The next message to this connection, in the order of sending; waits for one. One reader at a time. */
    Uni<Message> receive();

    /** Waits until every connection of the run has reached {@code state} or has ended. */
    Uni<Void> untilAllReach(State state);

    /** For a connection that runs alone: never waits, never receives. */
    static MessageBus none() {
        return new MessageBus() {
            @Override
            public void send(String to, String text) {}

            @Override
            public void send(String to, String text, Object enclosed) {}

            @Override
            public Uni<Message> receive() {
                return Uni.createFrom().nothing();
            }

            @Override
            public Uni<Void> untilAllReach(State state) {
                return Uni.createFrom().voidItem();
            }
        };
    }
}
