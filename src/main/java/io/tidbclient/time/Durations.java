package io.tidbclient.time;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as users write them: {@code 90} and {@code 90s} are seconds, {@code 500ms}, {@code 2m}, {@code 1h} and
 * {@code 30d}. A day has 24 hours.
 */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)?");
    private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+(ms|s|m|h|d)?");
    private static final String FORMS = "in seconds or as 500ms, 90s, 2m, 1h or 30d";

    private Durations() {}

    /** The time from {@code begin} to {@code end}; zero where the clock was set back meanwhile. For limits use {@link NanoClock}. */
    public static Duration between(Instant begin, Instant end) {
        return end.isBefore(begin) ? Duration.ZERO : Duration.between(begin, end);
    }

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when {@code text} is not one; the message follows the quoted text
     */
    public static Duration parse(String text) {
        String trimmed = text.strip();
        if (NEGATIVE.matcher(trimmed).matches()) {
            throw new IllegalArgumentException("is negative; give 0 or more, " + FORMS);
        }
        Matcher written = WRITTEN.matcher(trimmed);
        if (!written.matches()) {
            throw new IllegalArgumentException("is not a duration; give it " + FORMS);
        }
        long number = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case null, default -> Duration.ofSeconds(number);
        };
    }

    /** {@code duration} in its largest whole unit, so that {@link #parse} reads it back; fractions of a ms are cut. */
    public static String text(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3600 + "h";
    }
}
