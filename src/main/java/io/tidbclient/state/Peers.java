package io.tidbclient.state;

import io.smallrye.mutiny.Uni;

import java.util.Optional;

/** One connection's way to the others of its run. None of its calls block. */
public interface Peers {
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

    /** A connection that has no peers, and so never waits for one and never hears of one. */
    static Peers none() {
        return new Peers() {
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
