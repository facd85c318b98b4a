package io.tidbclient.output.scenario;

import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.IsolationClaim;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioResult;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server does about anomalies: a row for each anomaly, a column for each isolation level and transaction mode of the
 * sessions. Made from the scenarios that name an anomaly.
 */
public final class AnomalyMatrix {
    /** What the table says of one anomaly at one level; of several runs, the last of these. */
    public enum Finding {
        /** The scenario was not run to its end. */
        UNKNOWN("", Style.FAINT),
        /** The anomaly does not occur. */
        PREVENTED("prevented", Style.PLAIN),
        /** It occurs. */
        HAPPENS("HAPPENS", Style.WARN),
        /** The server behaved in another way than the scenario says, so that it is neither proved nor disproved. */
        DIFFERS("differs", Style.BAD);

        private final String word;
        private final Style style;

        Finding(String word, Style style) {
            this.word = word;
            this.style = style;
        }
    }

    /** What sessions ask for; each is empty where a session leaves it to the server. */
    record Level(String isolation, String mode) {}

    /** A finding, and the error that prevented the anomaly. */
    record Cell(Finding finding, String by) {
        Text text() {
            return Text.of(finding.word + (by.isEmpty() ? "" : " (" + by + ")"), finding.style);
        }
    }

    private final Map<String, Map<Level, Cell>> cells = new LinkedHashMap<>();
    private final Set<Level> levels = new LinkedHashSet<>();

    private AnomalyMatrix(List<ScenarioResult> results) {
        // What is for other servers would add columns of levels that this one does not have.
        results.stream()
                .filter(result -> result.status() != ScenarioResult.Status.SKIPPED)
                .forEach(result -> result.scenario().purpose().claim().ifPresent(claim -> add(result, claim)));
    }

    private void add(ScenarioResult result, IsolationClaim claim) {
        Level level = column(levels(result.scenario()));
        levels.add(level);
        cells.computeIfAbsent(claim.anomaly(), anomaly -> new HashMap<>())
                .merge(level, cell(result, claim), AnomalyMatrix::worse);
    }

    /** Sessions of different levels have a column of their own. */
    private static Level column(List<Level> levels) {
        return levels.size() == 1
                ? levels.getFirst()
                : new Level(
                        levels.stream().map(Level::isolation).distinct().collect(Collectors.joining(" and ")),
                        levels.stream().map(Level::mode).distinct().collect(Collectors.joining(" and ")));
    }

    static AnomalyMatrix of(List<ScenarioResult> results) {
        return new AnomalyMatrix(results);
    }

    /** Whether it is not worth a table: fewer than two scenarios name an anomaly at a level. */
    boolean isEmpty() {
        return cells.values().stream().mapToLong(Map::size).sum() < 2;
    }

    /** The columns, in the order in which results had them. */
    List<Level> levels() {
        return List.copyOf(levels);
    }

    /** The rows, in the order in which results had them. */
    List<String> anomalies() {
        return List.copyOf(cells.keySet());
    }

    /** What is known of an anomaly at a level. */
    Optional<Cell> cell(String anomaly, Level level) {
        return Optional.ofNullable(cells.getOrDefault(anomaly, Map.of()).get(level));
    }

    /** What a result says of its anomaly. */
    public static Finding finding(ScenarioResult result, IsolationClaim claim) {
        if (!result.isOfWrittenOrder()) {
            return Finding.UNKNOWN;
        }
        return switch (result.status()) {
            case PASSED ->
                switch (claim.effect()) {
                    case HAPPENS -> Finding.HAPPENS;
                    case PREVENTED -> Finding.PREVENTED;
                };
            case FAILED, KNOWN_BUG -> Finding.DIFFERS;
            case ERROR, STOPPED, SKIPPED -> Finding.UNKNOWN;
        };
    }

    /** The level and the mode of a scenario's sessions: {@code read committed, pessimistic}; empty for the server's defaults. */
    public static String level(Scenario scenario) {
        return levels(scenario).stream()
                .map(level -> Stream.of(level.isolation(), level.mode())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(" and "));
    }

    /** The error by which the server prevented it; empty when it did so without one. */
    public static Optional<String> preventedBy(ScenarioResult result) {
        return result.steps().stream()
                .flatMap(step -> step.result().stream())
                .flatMap(step -> step.failure().stream())
                .filter(failure -> failure.code() != 0)
                .map(failure -> Integer.toString(failure.code()))
                .findFirst();
    }

    /** Those of its sessions, each once. */
    private static List<Level> levels(Scenario scenario) {
        return scenario.sessions().stream()
                .map(session -> new Level(
                        session.isolation()
                                .map(level -> level.toLowerCase(Locale.ROOT))
                                .orElse(""),
                        session.mode()
                                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                                .orElse("")))
                .distinct()
                .toList();
    }

    private static Cell cell(ScenarioResult result, IsolationClaim claim) {
        Finding finding = finding(result, claim);
        return new Cell(
                finding, finding == Finding.PREVENTED ? preventedBy(result).orElse("") : "");
    }

    /** Of several runs the one that a reader must not overlook. */
    private static Cell worse(Cell one, Cell other) {
        return other.finding().compareTo(one.finding()) > 0 ? other : one;
    }
}
