package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.time.Durations;

import java.time.Duration;

/** The durations of commands that have options of their own instead of settings. */
public final class DurationOption {
    private DurationOption() {}

    /**
     * Reads the value of an option.
     *
     * @param option as the user types it
     * @throws ConfigException for what is no duration, or is out of range
     */
    public static Duration parse(String option, String text, Duration least, Duration most) {
        Duration duration;
        try {
            duration = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(option + ": " + Quoted.of(text) + " " + e.getMessage() + ".", e);
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new ConfigException("%s: %s is out of range; give %s to %s."
                    .formatted(option, Quoted.of(text), Durations.text(least), Durations.text(most)));
        }
        return duration;
    }
}
