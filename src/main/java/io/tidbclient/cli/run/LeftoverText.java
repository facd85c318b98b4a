package io.tidbclient.cli.run;

import io.tidbclient.scenario.run.DropResult;
import io.tidbclient.scenario.run.FoundLeftovers;
import io.tidbclient.scenario.run.Leftover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The output of {@code scenarios clean}. */
final class LeftoverText {
    private LeftoverText() {}

    /** A line for each leftover, those in use first. */
    static List<String> list(FoundLeftovers found) {
        List<String> lines = new ArrayList<>();
        found.inUse().forEach(leftover -> lines.add("in use        " + leftover.label()));
        found.abandoned().forEach(leftover -> lines.add("left behind   " + leftover.label()));
        return lines;
    }

    /** The question before {@code count} of them are dropped. */
    static String question(int count) {
        return "No run may be in progress on the server or its cluster: one that is just beginning or reconnecting has no session. "
                + (count == 1 ? "Drop it permanently?" : "Drop these " + count + " permanently?");
    }

    /** The result when no leftover was found. */
    static String nothing(FoundLeftovers found) {
        return found.usersUnread().isEmpty() ? "Nothing is left behind." : result(found, "No database is left behind");
    }

    /** The result of a dry run. */
    static String dryRun(FoundLeftovers found) {
        return result(
                found,
                "%d left behind, nothing dropped (--dry-run)"
                        .formatted(found.abandoned().size()));
    }

    /** The result after drops. */
    static String dropped(FoundLeftovers found, DropResult result) {
        String count = "%d of %d dropped"
                .formatted(result.dropped().size(), found.abandoned().size());
        if (result.interruption().isEmpty()) {
            return result(found, count);
        }
        String unknown = result.interruption().get().at().label();
        String names = result.dropped().stream().map(Leftover::label).collect(Collectors.joining(", "));
        return result(
                found,
                count + " before the connection failed" + (names.isEmpty() ? "" : ": " + names) + "; whether " + unknown
                        + " was dropped is not known");
    }

    private static String result(FoundLeftovers found, String text) {
        return text
                + found.usersUnread()
                        .map(why -> "; users were not searched: " + withoutStop(why))
                        .orElse("") + ".";
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
