package io.tidbclient.output.job;

import io.tidbclient.importjob.estimate.Eta;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When jobs are expected to end, as times of day. For an end that is near, the remaining time alone says it better.
 *
 * @param at when the estimates were made
 * @param zone the reader's
 */
public record EndTimes(Instant at, ZoneId zone) {
    /** No end that is nearer has a time of day. */
    static final Duration NEAR = Duration.ofMinutes(10);

    private static final long WEEK = 7;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /**
     * The likeliest end, to the minute: {@code 03:40}; {@code Tue 03:40} within a week and not today; {@code 2026-12-24
     * 03:40} later. Empty for one in ten minutes or less.
     */
    public Optional<String> of(Eta eta) {
        if (eta.left().compareTo(NEAR) <= 0) {
            return Optional.empty();
        }
        ZonedDateTime end = at.plus(eta.left()).atZone(zone);
        long days = ChronoUnit.DAYS.between(at.atZone(zone).toLocalDate(), end.toLocalDate());
        return Optional.of((days == 0 ? TIME : days < WEEK ? DAY : DATE).format(end));
    }
}
