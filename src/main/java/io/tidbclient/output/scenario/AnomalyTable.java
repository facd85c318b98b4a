package io.tidbclient.output.scenario;

import io.tidbclient.output.scenario.AnomalyMatrix.Cell;
import io.tidbclient.output.scenario.AnomalyMatrix.Level;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.HtmlPage;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A matrix of anomalies as a table, for a terminal or a page. */
final class AnomalyTable {
    private static final int GAP = 2;

    private final AnomalyMatrix matrix;

    private record Row(Text anomaly, Map<Level, Text> cells) {}

    AnomalyTable(AnomalyMatrix matrix) {
        this.matrix = matrix;
    }

    /** Its lines; none of an empty matrix. Columns that do not fit have a table below. */
    List<Text> lines(int width) {
        if (matrix.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        Map<Level, Text> modes = new HashMap<>();
        matrix.levels().forEach(level -> modes.put(level, Text.of(level.mode(), Style.FAINT)));
        rows.add(new Row(Text.EMPTY, modes));
        matrix.anomalies().forEach(anomaly -> {
            Map<Level, Text> texts = new HashMap<>();
            matrix.levels().forEach(level -> texts.put(level, text(anomaly, level)));
            rows.add(new Row(Text.of(anomaly, Style.STRONG), texts));
        });
        List<Text> lines = new ArrayList<>();
        for (List<Level> part : parts(rows, width)) {
            if (!lines.isEmpty()) {
                lines.add(Text.EMPTY);
            }
            lines.addAll(table(part).render(rows, width));
        }
        return lines;
    }

    /** As HTML; empty for an empty matrix. */
    String html() {
        if (matrix.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead><tr><th></th>");
        matrix.levels()
                .forEach(level -> html.append(
                        "<th>%s<br>%s</th>".formatted(Html.escape(level.isolation()), Html.escape(level.mode()))));
        html.append("</tr></thead><tbody>\n");
        matrix.anomalies().forEach(anomaly -> {
            html.append("<tr><th>").append(Html.escape(anomaly)).append("</th>");
            matrix.levels()
                    .forEach(level -> html.append("<td>")
                            .append(HtmlPage.spans(text(anomaly, level)))
                            .append("</td>"));
            html.append("</tr>\n");
        });
        return html.append("</tbody></table></div>\n").toString();
    }

    private Text text(String anomaly, Level level) {
        return matrix.cell(anomaly, level).map(Cell::text).orElse(Text.EMPTY);
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
        for (Level level : matrix.levels()) {
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
