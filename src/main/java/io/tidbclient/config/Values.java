package io.tidbclient.config;

import io.tidbclient.time.Durations;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the text of a value. What is wrong, and what would be right, is an exception's message without its full stop. */
final class Values {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    private static final int LONGEST_DECIMAL = 100;
    /** TiDB's longest identifier: https://docs.pingcap.com/tidb/stable/tidb-limitations. */
    private static final int LONGEST_DATABASE = 64;

    private Values() {}

    static Setting.Parser<Integer> wholeNumber(int least, int most) {
        return text -> wholeNumber(text, least, most);
    }

    static int wholeNumber(String text, int least, int most) {
        String number = text.strip();
        if (!WHOLE.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "%s is not a whole number; give %d to %d".formatted(Quoted.of(number), least, most));
        }
        // Ten digits and more don't fit, so don't convert them.
        long value = number.length() > 10 ? Long.MAX_VALUE : Long.parseLong(number);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is out of range; give %d to %d".formatted(Quoted.of(number), least, most));
        }
        return (int) value;
    }

    static Setting.Parser<Double> number(double least, double most) {
        return text -> {
            double value = number(text, bound(least) + " to " + bound(most));
            if (value < least || value > most) {
                throw new IllegalArgumentException("%s is out of range; give %s to %s"
                        .formatted(Quoted.of(text.strip()), bound(least), bound(most)));
            }
            return value;
        };
    }

    /** More than 0 and less than 1. */
    static double properFraction(String text) {
        double value = number(text, "more than 0 and less than 1");
        if (value <= 0 || value >= 1) {
            throw new IllegalArgumentException(
                    "%s is out of range; give more than 0 and less than 1".formatted(Quoted.of(text.strip())));
        }
        return value;
    }

    private static double number(String text, String range) {
        String number = text.strip();
        if (number.length() > LONGEST_DECIMAL || !DECIMAL.matcher(number).matches()) {
            throw new IllegalArgumentException("%s is not a number; give %s".formatted(Quoted.of(number), range));
        }
        return Double.parseDouble(number);
    }

    private static String bound(double bound) {
        return String.format(Locale.ROOT, "%.0f", bound);
    }

    /** 1 to 65535. What is no number is not quoted: -P is near to -p, and to a password. */
    static int port(String text) {
        String number = text.strip();
        if (!WHOLE.matcher(number).matches()) {
            throw new IllegalArgumentException("it is not a whole number; give 1 to 65535");
        }
        return wholeNumber(number, 1, 65_535);
    }

    /** Of something that there may be very many of: 1 to 10^15. */
    static long amount(String text) {
        String number = text.strip().replace("_", "");
        if (!WHOLE.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "%s is not a whole number; give 1 to 1000000000000000".formatted(Quoted.of(text.strip())));
        }
        long value = number.length() > 16 ? Long.MAX_VALUE : Long.parseLong(number);
        if (value < 1 || value > 1_000_000_000_000_000L) {
            throw new IllegalArgumentException(
                    "%s is out of range; give 1 to 1000000000000000".formatted(Quoted.of(text.strip())));
        }
        return value;
    }

    static String command(String text) {
        return printable(text.strip(), "the command", "a program with its arguments");
    }

    static Setting.Parser<Duration> duration(Duration least, Duration most) {
        return text -> {
            Duration duration = duration(text);
            if (duration.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        "%s is too short; give at least %s".formatted(Quoted.of(text.strip()), Durations.text(least)));
            }
            if (duration.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "%s is too long; give at most %s".formatted(Quoted.of(text.strip()), Durations.text(most)));
            }
            return duration;
        };
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Quoted.of(text.strip()) + " " + e.getMessage(), e);
        }
    }

    /** One of {@code values}, named by its label; case doesn't matter, and MySQL's underscores are hyphens too. */
    static <T> Setting.Parser<T> oneOf(T[] values, Function<T, String> label) {
        return oneOf(values, label, Arrays.stream(values).map(label).collect(Collectors.joining(", ")));
    }

    /** @param named the values as a message names them */
    static <T> Setting.Parser<T> oneOf(T[] values, Function<T, String> label, String named) {
        return text -> {
            String wanted = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
            return Arrays.stream(values)
                    .filter(value -> label.apply(value).equals(wanted))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("%s is not known; give %s".formatted(Quoted.of(text), named)));
        };
    }

    static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default ->
                throw new IllegalArgumentException(Quoted.of(text) + " is neither true nor false; give one of them");
        };
    }

    /** A flag about the password: the value may be a password, so no quote. */
    static boolean flagWithoutQuote(String text) {
        try {
            return flag(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the value is neither true nor false; give one of them");
        }
    }

    static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the file's name is empty; give its path");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(Quoted.of(text) + " is not a path; give a file's path", e);
        }
    }

    static String user(String text) {
        return printable(refuseUrl(text, "user"), "the user", "a user's name");
    }

    static String database(String text) {
        String name = printable(refuseUrl(text, "database"), "the database", "a database's name");
        if (name.codePointCount(0, name.length()) > LONGEST_DATABASE) {
            throw new IllegalArgumentException("%s is too long; a database's name has at most %d characters"
                    .formatted(Quoted.of(name), LONGEST_DATABASE));
        }
        return name;
    }

    static String name(String text) {
        return printable(text.strip(), "the name", "a name");
    }

    /** Nothing of it is quoted: a URL may hold a password. */
    private static String refuseUrl(String text, String what) {
        if (text.contains("://")) {
            throw new IllegalArgumentException(
                    "a URL is not a " + what + "; give it with --url, TIDB_URL or DATABASE_URL");
        }
        return text;
    }

    private static String printable(String text, String what, String wanted) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is empty; give " + wanted);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " holds control characters; give " + wanted + " without");
        }
        return text;
    }
}
