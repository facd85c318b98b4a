package io.tidbclient.output.scenario;

import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.IsolationClaim;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioResult;

import java.util.ArrayList;
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
    private static final int GAP = 2;

    /** What the table says of one anomaly at one level. */
    public enum Finding {
        /** The anomaly occurs. */
        HAPPENS("HAPPENS", Style.WARN),
        /** It is not. */
        PREVENTED("prevented", Style.PLAIN),
        /** The server behaved in another way than the scenario says, so that it is neither proved nor disproved. */
        DIFFERS("differs", Style.BAD),
        /** The scenario was not run to its end. */
        UNKNOWN("", Style.FAINT);

        private final String word;
        private final Style style;

        Finding(String word, Style style) {
            this.word = word;
            this.style = style;
        }
    }

    /** What sessions ask for; each is empty where a session leaves it to the server. */
    private record Level(String isolation, String mode) {}

    private record Row(Text anomaly, Map<Level, Text> cells) {}

    private final Map<String, Map<Level, Text>> cells = new LinkedHashMap<>();
    private final Set<Level> levels = new LinkedHashSet<>();

    private AnomalyMatrix(List<ScenarioResult> results) {
        results.forEach(result -> result.scenario().purpose().claim().ifPresent(claim -> add(result, claim)));
    }

    private void add(ScenarioResult result, IsolationClaim claim) {
        Level level = levels(result.scenario()).getFirst();
        levels.add(level);
        cells.computeIfAbsent(claim.anomaly(), anomaly -> new HashMap<>())
                .merge(level, cell(result, claim), AnomalyMatrix::worse);
    }

    /** The lines of the table; none when fewer than two scenarios name an anomaly. Columns that do not fit have a table below. */
    public static List<Text> lines(List<ScenarioResult> results, int width) {
        AnomalyMatrix matrix = new AnomalyMatrix(results);
        long known = matrix.cells.values().stream().mapToLong(Map::size).sum();
        return known < 2 ? List.of() : matrix.render(width);
    }

    /** What a result says of its anomaly. */
    public static Finding finding(ScenarioResult result, IsolationClaim claim) {
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

    private static Text cell(ScenarioResult result, IsolationClaim claim) {
        Finding finding = finding(result, claim);
        String by = finding == Finding.PREVENTED
                ? preventedBy(result).map(code -> " (" + code + ")").orElse("")
                : "";
        return Text.of(finding.word + by, finding.style);
    }

    /** Of several runs of a scenario the one that a reader must not overlook. */
    private static Text worse(Text one, Text other) {
        return other.plain().equals(Finding.DIFFERS.word) || one.isBlank() ? other : one;
    }

    private List<Text> render(int width) {
        List<Row> rows = new ArrayList<>();
        Map<Level, Text> modes = new HashMap<>();
        levels.forEach(level -> modes.put(level, Text.of(level.mode(), Style.FAINT)));
        rows.add(new Row(Text.EMPTY, modes));
        cells.forEach((anomaly, ofAnomaly) -> rows.add(new Row(Text.of(anomaly, Style.STRONG), ofAnomaly)));
        List<Text> lines = new ArrayList<>();
        for (List<Level> part : parts(rows, width)) {
            if (!lines.isEmpty()) {
                lines.add(Text.EMPTY);
            }
            lines.addAll(table(part).render(rows, width));
        }
        return lines;
    }

    private static Table<Row> table(List<Level> part) {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(Column.left("", 0, Row::anomaly));
        part.forEach(level ->
                columns.add(Column.left(level.isolation(), 0, row -> row.cells().getOrDefault(level, Text.EMPTY))));
        return new Table<>(columns);
    }

    /** As many levels beside each other as fit, at least one. */
    private List<List<Level>> parts(List<Row> rows, int width) {
        int names = rows.stream().mapToInt(row -> row.anomaly().width()).max().orElse(0);
        List<List<Level>> parts = new ArrayList<>();
        int left = 0;
        for (Level level : levels) {
            int wanted = GAP
                    + rows.stream()
                            .mapToInt(row ->
                                    row.cells().getOrDefault(level, Text.EMPTY).width())
                            .reduce(TerminalText.width(level.isolation()), Math::max);
            if (parts.isEmpty() || wanted > left) {
                parts.add(new ArrayList<>());
                left = width - names;
            }
            parts.getLast().add(level);
            left -= wanted;
        }
        return parts;
    }
}
