package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Expectation;

import java.util.List;
import java.util.stream.IntStream;

/** Whether a statement warned as it is expected to. */
final class WarningMatch {
    private WarningMatch() {}

    /** Whether these are the expected warnings, in order. */
    static boolean matches(Expectation.Warnings expected, List<Warning> found) {
        return expected.each().size() == found.size()
                && IntStream.range(0, found.size())
                        .allMatch(i -> matches(expected.each().get(i), found.get(i)));
    }

    private static boolean matches(Expectation.WarningPattern pattern, Warning warning) {
        return (pattern.code() == 0 || pattern.code() == warning.code())
                && (pattern.level().isEmpty() || pattern.level().equalsIgnoreCase(warning.level()))
                && (pattern.message() == null
                        || pattern.message().matcher(warning.message()).matches());
    }
}
