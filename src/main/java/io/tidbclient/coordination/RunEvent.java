package io.tidbclient.coordination;

import io.tidbclient.state.Finding;
import io.tidbclient.state.State;

import java.util.Optional;

/** Something that happened in a run and that those who watch it may want to tell. */
public sealed interface RunEvent extends CoordinatorEvent {
    /** The run has begun; nothing was connected yet. */
    record Started() implements RunEvent {}

    /**
     * A connection's machine moved.
     *
     * @param from the state left; empty for the first
     * @param reason what led there
     */
    record Transitioned(String connection, Optional<State> from, State to, String reason) implements RunEvent {}

    /** A connection's handler learned something. */
    record Found(String connection, Finding finding) implements RunEvent {}

    /** One connection sent another a message. */
    record MessageSent(String from, String to, String text) implements RunEvent {}

    /**
     * The run is being stopped before its end.
     *
     * @param reason one clause: what led to it
     */
    record Stopping(String reason) implements RunEvent {}
}
