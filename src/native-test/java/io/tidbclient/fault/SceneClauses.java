package io.tidbclient.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text of a scene: clauses with {@code ;} between them, each a keyword and its value, or a rule of a relay. */
final class SceneClauses {
    private static final Set<String> KEYWORDS = Set.of(
            "at", "sandbox", "clock", "own-clock", "tls", "options", "folder", "shell", "vm", "then", "left", "login");

    private final List<String> clauses;

    SceneClauses(String text) {
        this.clauses = Arrays.stream(text.split("; "))
                .map(String::strip)
                .filter(clause -> !clause.isEmpty())
                .toList();
    }

    /** The values of all clauses with this keyword. */
    List<String> all(String keyword) {
        return clauses.stream()
                .filter(clause -> keyword(clause).equals(keyword))
                .map(clause -> clause.substring(keyword.length()).strip())
                .toList();
    }

    Optional<String> first(String keyword) {
        return all(keyword).stream().findFirst();
    }

    /** Why it cannot be set up on this machine; empty when it can. */
    Optional<String> missing() {
        if (first("own-clock").isPresent() && !OwnClock.installed()) {
            return Optional.of(OwnClock.MISSING);
        }
        return first("folder").isPresent() && !ReadOnlyFolder.possible()
                ? Optional.of(ReadOnlyFolder.MISSING)
                : Optional.empty();
    }

    /** What a relay does: the clauses without a keyword. */
    List<RelayRule> rules() {
        return clauses.stream()
                .filter(clause -> !KEYWORDS.contains(keyword(clause)))
                .map(RelayRule::parse)
                .toList();
    }

    private static String keyword(String clause) {
        return clause.split(" ", 2)[0];
    }
}
