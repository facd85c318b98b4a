package io.tidbclient.scenario.play;

import io.tidbclient.state.Peers.Message;

import java.time.Duration;
import java.util.Optional;

/** What the sessions tell the director. */
interface Messages {
    /** The next message; empty when none comes in time. */
    Optional<Message> poll(Duration patience) throws InterruptedException;
}
