package io.tidbclient.engine;

import io.tidbclient.connection.Failure;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a participant's machine is.
 *
 * @param name unique within the run
 * @param state empty while it waits for its turn
 * @param since when it entered the state
 * @param failure why it ended as Failed
 */
public record ParticipantView(String name, Optional<State> state, Instant since, Optional<Failure> failure) {
    /** Whether its machine has stopped. */
    public boolean ended() {
        return state.filter(State.TerminalState.class::isInstance).isPresent();
    }

    /** Whether its machine stopped in {@code terminalState}. */
    public boolean endedAs(State.TerminalState terminalState) {
        return state.filter(s -> s == terminalState).isPresent();
    }
}
