package io.tidbclient.engine;

import io.tidbclient.connection.Failure;

import java.time.Instant;
import java.util.Optional;

/**
 * A machine's move from one state to another.
 *
 * @param connection whose
 * @param from the state left; empty for the first
 * @param to the state entered
 * @param why what led there
 * @param failure what failed; present exactly when {@code to} is FAILED
 * @param at when
 */
public record Transition(
        String connection, Optional<State> from, State to, String why, Optional<Failure> failure, Instant at) {}
