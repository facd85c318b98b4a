package io.tidbclient.scenario.run;

import io.tidbclient.engine.MessageBus.Message;

import java.time.Duration;
import java.util.Optional;

/** Messages from sessions to the controller. */
interface Messages {
    /** The next message; empty when none comes in time. */
    Optional<Message> poll(Duration patience) throws InterruptedException;
}
