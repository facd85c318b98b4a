package io.tidbclient.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The number of a server's release, 8.5.6 for example.
 *
 * @param parts at least one, none negative
 */
public record ReleaseNumber(List<Integer> parts) implements Comparable<ReleaseNumber> {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6}){0,3}");
    private static final Pattern BEGINNING =
            Pattern.compile("v?(" + NUMBER.pattern() + ")(?![\\d.]).*", Pattern.DOTALL);

    public ReleaseNumber {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().anyMatch(part -> part < 0)) {
            throw new IllegalArgumentException("a release number has parts, none of them negative");
        }
    }

    /** The number that a text is; empty for any other text. */
    public static Optional<ReleaseNumber> of(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(parse(text)) : Optional.empty();
    }

    /** The number with which a release begins: {@code v9.0.0-beta.2} is 9.0.0; empty for {@code CLOUD.202603.4}. */
    public static Optional<ReleaseNumber> ofRelease(String release) {
        Matcher beginning = BEGINNING.matcher(release);
        return beginning.matches() ? Optional.of(parse(beginning.group(1))) : Optional.empty();
    }

    private static ReleaseNumber parse(String text) {
        return new ReleaseNumber(
                Stream.of(text.split("\\.")).map(Integer::valueOf).toList());
    }

    /** The next release that does not begin with this number: 8.5.7 after 8.5.6, 8.6 after 8.5. */
    ReleaseNumber next() {
        List<Integer> next = new ArrayList<>(parts);
        next.add(next.removeLast() + 1);
        return new ReleaseNumber(next);
    }

    /** Compares as many parts as {@code other} has, so that 8.5.4 equals 8.5; a missing part is 0. */
    int compareToPrefix(ReleaseNumber other) {
        for (int i = 0; i < other.parts.size(); i++) {
            int order = Integer.compare(i < parts.size() ? parts.get(i) : 0, other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** By their parts; a missing one is 0, and of two that are equal then, the one with fewer parts is first. */
    @Override
    public int compareTo(ReleaseNumber other) {
        int order = compareToPrefix(other);
        int reverse = -other.compareToPrefix(this);
        return order != 0 ? order : reverse != 0 ? reverse : Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public String toString() {
        return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
