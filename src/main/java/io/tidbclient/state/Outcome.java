package io.tidbclient.state;

import io.tidbclient.connection.Failure;

import java.util.Optional;

/**
 * How a machine ended.
 *
 * @param connection whose
 * @param end where it stopped
 * @param why one sentence
 * @param failure what failed; present exactly when {@code end} is FAILED
 */
public record Outcome(String connection, State.End end, String why, Optional<Failure> failure) {
    public Outcome {
        if (failure.isPresent() != (end == State.End.FAILED)) {
            throw new IllegalArgumentException("a failure belongs to the end Failed, and only to it");
        }
    }
}
