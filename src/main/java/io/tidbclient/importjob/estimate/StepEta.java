package io.tidbclient.importjob.estimate;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the server's estimate of a step's end: {@code 00:06:55}, {@code 2 d 03:04:05}. */
final class StepEta {
    private static final Pattern TEXT = Pattern.compile("(?:(\\d{1,6}) d )?(\\d{1,2}):(\\d{2}):(\\d{2})");

    private StepEta() {}

    /** Empty for anything else. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long days = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        return Optional.of(Duration.ofDays(days)
                .plusHours(Long.parseLong(matcher.group(2)))
                .plusMinutes(Long.parseLong(matcher.group(3)))
                .plusSeconds(Long.parseLong(matcher.group(4))));
    }
}
