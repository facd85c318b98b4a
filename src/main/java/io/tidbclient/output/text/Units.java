package io.tidbclient.output.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Quantities as a person reads them, the same in every locale. */
public final class Units {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double MICROS_PER_SECOND = 1_000_000;

    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final List<String> ABOUT_UNITS = List.of("", " k", " M", " G", " T", " P", " E");

    private Units() {}

    /**
     * A time that something took, in two or three digits: {@code 0.44 ms}, {@code 3.1 ms}, {@code 312 ms}, {@code 1.2 s},
     * and from a minute on as {@link #clock}.
     */
    public static String duration(Duration took) {
        double micros = Math.max(0, took.toNanos() / 1_000.0);
        double millis = micros / MICROS_PER_MILLI;
        if (millis < 0.995) {
            return String.format(Locale.ROOT, "%.2f ms", millis);
        }
        if (millis < 9.95) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        if (millis < 999.5) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        }
        if (micros < 59.95 * MICROS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.1f s", micros / MICROS_PER_SECOND);
        }
        return clock(took);
    }

    /** A time that goes by, in whole seconds: {@code 0:03}, {@code 1:02:03}, {@code 2 d 3:04:05}. */
    public static String clock(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        long days = seconds / 86_400;
        long hours = seconds / 3_600 % 24;
        long minutes = seconds / 60 % 60;
        if (days > 0) {
            return String.format(Locale.ROOT, "%d d %d:%02d:%02d", days, hours, minutes, seconds % 60);
        }
        if (hours > 0) {
            return String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d", minutes, seconds % 60);
    }

    /** A time that goes by, in its largest unit: {@code 12 s}, {@code 5 min}, {@code 3 h}, {@code 12 days}. */
    public static String coarse(Duration elapsed) {
        if (elapsed.toMinutes() < 1) {
            return Math.max(0, elapsed.toSeconds()) + " s";
        }
        if (elapsed.toHours() < 1) {
            return elapsed.toMinutes() + " min";
        }
        return elapsed.toHours() < 48 ? elapsed.toHours() + " h" : count(elapsed.toDays()) + " days";
    }

    /**
     * How far away a moment is, from the whole days until then, rounded down: {@code in 74 days},
     * {@code in less than a day} for 0, {@code less than a day ago} for -1, {@code 2 days ago} for -3.
     */
    public static String daysAway(long days) {
        if (days == 0 || days == -1) {
            return days == 0 ? "in less than a day" : "less than a day ago";
        }
        return days > 0 ? "in " + count(days, "day", "days") : count(-days - 1, "day", "days") + " ago";
    }

    /** The day in UTC: {@code 2027-02-10}. */
    public static String date(Instant moment) {
        String text = moment.toString();
        return text.substring(0, text.indexOf('T'));
    }

    /** A number of things: {@code 1,234}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of things with their name: {@code 1 job}, {@code 1,234 jobs}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** A number of bytes in binary units and three digits: {@code 512 B}, {@code 1.50 GiB}. */
    public static String bytes(double bytes) {
        double value = Math.max(0, bytes);
        int unit = 0;
        while (value >= 999.5 && unit < BYTE_UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        String format = unit == 0 || value >= 99.95 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, format, value, BYTE_UNITS.get(unit));
    }

    /** A large number of things in three digits: {@code 950}, {@code 12.3 k}, {@code 1.23 M}. */
    public static String about(double number) {
        double value = Math.max(0, number);
        int unit = 0;
        while (value >= 999.5 && unit < ABOUT_UNITS.size() - 1) {
            value /= 1000;
            unit++;
        }
        String format = unit == 0 || value >= 99.95 ? "%.0f%s" : value >= 9.995 ? "%.1f%s" : "%.2f%s";
        return String.format(Locale.ROOT, format, value, ABOUT_UNITS.get(unit));
    }

    /** Rows a second: {@code 0.3}, {@code 12,345}. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond > 0 && perSecond < 9.95 ? "%,.1f" : "%,.0f", perSecond);
    }

    /** {@code 2026-03-04 13:06:07}, in whatever zone it is meant. */
    public static String dateTime(LocalDateTime time) {
        return DATE_TIME.format(time);
    }
}
