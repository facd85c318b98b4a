package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.output.terminal.Rate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets through each failed attempt that says something new, and one that repeats what was said at growing intervals: a server
 * that is away for hours is no reason for thousands of lines.
 */
public final class RepeatedFailures {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Map<String, Rate> rates = new HashMap<>();

    /** Whether the event is worth its line; every event other than a failed attempt is. */
    public boolean allow(RunEvent event, CheckSnapshot after) {
        return !(event instanceof RunEvent.Found found)
                || !(found.event() instanceof CheckEvent.AttemptFailed failed)
                || rates.computeIfAbsent(
                                found.connection() + " " + failed.failure().sentence(), said -> new Rate(PAUSE))
                        .allows(after.at());
    }
}
