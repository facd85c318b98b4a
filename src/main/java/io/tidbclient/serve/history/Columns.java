package io.tidbclient.serve.history;

import io.tidbclient.connection.Row;
import io.tidbclient.redact.Redactor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Values as the columns have them: times in UTC to the microsecond, durations in microseconds, texts without secrets. */
final class Columns {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Columns() {}

    static String time(Instant at) {
        return TIME.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    static Optional<Instant> time(Row row, String column) {
        return row.time(column).map(time -> time.toInstant(ZoneOffset.UTC));
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    static Optional<Duration> duration(Row row, String column) {
        return row.number(column).isPresent()
                ? Optional.of(Duration.ofNanos(row.number(column).getAsLong() * 1_000))
                : Optional.empty();
    }

    /** A text without secrets, as long as the column takes it. */
    static String text(String text, int longest) {
        String masked = Redactor.text(text);
        int length = masked.codePointCount(0, masked.length());
        return length <= longest ? masked : masked.substring(0, masked.offsetByCodePoints(0, longest));
    }
}
