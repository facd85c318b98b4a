package io.tidbclient.scenario.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a list that transactions appended to while they read it. Under any isolation level that keeps updates, each list
 * that was read is a beginning of the last one, every acknowledged element is in it once, and nothing else is.
 */
final class ListAppendChecker {
    private ListAppendChecker() {}

    /** The elements of a comma-separated list. */
    static List<String> elements(String list) {
        return list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }

    /**
     * The first violation.
     *
     * @param last the list at the end
     * @param acknowledged what was certainly appended
     * @param maybe what was appended or not: the connection broke
     * @param reads lists as transactions that committed read them, comma-separated
     */
    static Optional<String> firstFault(
            List<String> last, Collection<String> acknowledged, Collection<String> maybe, Collection<String> reads) {
        Set<String> there = new HashSet<>();
        for (String element : last) {
            if (!there.add(element)) {
                return Optional.of(element + " is in the list twice");
            }
        }
        for (String element : acknowledged) {
            if (!there.contains(element)) {
                return Optional.of(element + " was acknowledged and is lost");
            }
        }
        Set<String> possible = new HashSet<>(acknowledged);
        possible.addAll(maybe);
        for (String element : last) {
            if (!possible.contains(element)) {
                return Optional.of(element + " is in the list, but no committed transaction appended it");
            }
        }
        for (String read : reads) {
            List<String> elements = new ArrayList<>(elements(read));
            if (elements.size() > last.size()
                    || !last.subList(0, elements.size()).equals(elements)) {
                return Optional.of("a transaction read [" + read + "], which is not a prefix of the final list ["
                        + String.join(",", last.subList(0, Math.min(last.size(), elements.size() + 1))) + "…]");
            }
        }
        return Optional.empty();
    }
}
