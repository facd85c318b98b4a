package io.tidbclient.scenario.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists that transactions read, each of which should be a prefix of the longer ones. So the longest stands for all of
 * them, and with it one that does not fit, if there is any: there is no need to keep them all.
 */
final class ListAppendReads {
    private String longest = "";
    private Optional<String> misfit = Optional.empty();

    /** @param read its elements, comma-separated */
    void add(String read) {
        String list = String.join(",", ListAppendChecker.elements(read));
        if (begins(longest, list)) {
            longest = list;
        } else if (misfit.isEmpty() && !begins(list, longest)) {
            misfit = Optional.of(list);
        }
    }

    void add(ListAppendReads other) {
        other.all().forEach(this::add);
    }

    private static boolean begins(String list, String longer) {
        return list.isEmpty()
                || (longer.startsWith(list)
                        && (longer.length() == list.length() || longer.charAt(list.length()) == ','));
    }

    /** If each of these is a beginning of a list, so are all. */
    List<String> all() {
        return Stream.concat(Stream.of(longest), misfit.stream()).toList();
    }
}
