package io.tidbclient.docs;

import java.util.List;

/**
 * Output without what differs from run to run: numbers except exit codes, times and sizes, the server's own name, and how
 * far columns are apart.
 */
final class Masked {
    private static final String ANY_LINES = "…";

    private Masked() {}

    /** Empty when they are the same; a line {@code …} of the page stands for any number of lines. */
    static String difference(List<String> page, List<String> printed) {
        List<String> expected = page.stream().map(Masked::line).toList();
        List<String> actual = printed.stream().map(Masked::line).toList();
        return matches(expected, actual)
                ? ""
                : "the page has\n" + String.join("\n", expected) + "\nbut it prints\n" + String.join("\n", actual);
    }

    private static boolean matches(List<String> expected, List<String> actual) {
        if (expected.isEmpty()) {
            return actual.isEmpty();
        }
        List<String> rest = expected.subList(1, expected.size());
        if (expected.getFirst().equals(ANY_LINES)) {
            return matches(rest, actual) || (!actual.isEmpty() && matches(expected, actual.subList(1, actual.size())));
        }
        return !actual.isEmpty()
                && expected.getFirst().equals(actual.getFirst())
                && matches(rest, actual.subList(1, actual.size()));
    }

    static String line(String line) {
        return line.replaceAll("(answered by +)\\S+", "$1SERVER")
                .replaceAll("[█░]+", "BAR")
                .replaceAll("[▁▂▃▄▅▆▇]+", "TREND")
                .replaceAll("(?<![\\d,.])(?<!exit )(?<!exit code )\\d[\\d,.:]*", "N")
                .replaceAll("N ?(s|ms|µs|min|h|m|B|[KMGT]iB)\\b", "N")
                .replaceAll("[ \u00a0]+", " ")
                .strip();
    }
}
