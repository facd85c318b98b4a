package io.tidbclient.engine;

import io.tidbclient.connection.Failure;

import java.util.Optional;

/**
 * How a machine ended.
 *
 * @param connection whose
 * @param terminalState where it stopped
 * @param why one sentence
 * @param failure what failed; present exactly when {@code terminalState} is FAILED
 */
public record MachineResult(
        String connection, State.TerminalState terminalState, String why, Optional<Failure> failure) {
    public MachineResult {
        if (failure.isPresent() != (terminalState == State.TerminalState.FAILED)) {
            throw new IllegalArgumentException("a failure belongs to the end Failed, and only to it");
        }
    }
}
