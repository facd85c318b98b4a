package io.tidbclient.engine;

import io.tidbclient.connection.Failure;

import java.util.Optional;

/**
 * Something that happened in a run, for renderers that report it as it happens. The snapshot after it has the whole
 * picture.
 */
public sealed interface RunEvent extends CoordinatorEvent {
    /** The run began; always the first event. */
    record Started() implements RunEvent {}

    /**
     * A connection's machine went from one state to another.
     *
     * @param connection {@code c1} for example
     * @param from empty for the first state
     * @param to where it is now
     * @param reason why, in a few words
     * @param failure why it ended as Failed
     */
    record Transitioned(String connection, Optional<State> from, State to, String reason, Optional<Failure> failure)
            implements RunEvent {
        /** A move that is no failure. */
        public Transitioned(String connection, Optional<State> from, State to, String reason) {
            this(connection, from, to, reason, Optional.empty());
        }
    }

    /**
     * A handler learned something.
     *
     * @param connection {@code c1} for example
     * @param event what
     */
    record Found(String connection, HandlerEvent event) implements RunEvent {}

    /**
     * One connection sent another a message.
     *
     * @param from the sender's name
     * @param to the receiver's name
     * @param text what it says
     */
    record MessageSent(String from, String to, String text) implements RunEvent {}

    /**
     * The run is being stopped before its end.
     *
     * @param reason {@code interrupted} for example
     */
    record Stopping(String reason) implements RunEvent {}
}
