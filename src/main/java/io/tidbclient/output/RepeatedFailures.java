package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.output.terminal.Rate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets through each failed attempt that says something new, and one that repeats what was said at growing intervals: a server
 * that is away for hours is no reason for thousands of lines.
 */
public final class RepeatedFailures {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<String, Rate> rates = new HashMap<>();

    /** Whether the event is worth its line; every event other than a failed attempt or poll is. */
    public boolean allow(RunEvent event, CheckSnapshot after) {
        return !(event instanceof RunEvent.Found found)
                || failure(found.event())
                        .map(failure -> rates.computeIfAbsent(
                                        found.connection() + " " + failure.sentence(), said -> new Rate(PAUSE))
                                .allows(after.at()))
                        .orElse(true);
    }

    private static Optional<Failure> failure(HandlerEvent event) {
        return switch (event) {
            case CheckEvent.AttemptFailed failed -> Optional.of(failed.failure());
            case CheckEvent.PollMissed missed -> Optional.of(missed.failure());
            default -> Optional.empty();
        };
    }
}
