package io.tidbclient.output.scenario;

import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.StepRecord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws a result: a column for each session, time running down, a bar where a statement waits. */
public final class Timeline {
    private static final int LEAST_COLUMN = 10;
    private static final int MOST_COLUMN = 44;
    private static final int NUMBER = 5;
    private static final String GAP = "  ";

    private final FoldedGroups groups;
    private final List<String> sessions;
    private final int column;

    /** @param width how many columns there are in all */
    public Timeline(ScenarioResult result, int width) {
        this.groups = new FoldedGroups(result);
        this.sessions = groups.sessions();
        int room = Math.min(width, 200) - NUMBER;
        int share = room / Math.max(1, sessions.size()) - GAP.length();
        this.column = sessions.size() == 1 ? share : Math.min(MOST_COLUMN, share);
    }

    /** The lines; a line for each step when there is no room for the sessions side by side. */
    public List<Text> lines() {
        return column < LEAST_COLUMN ? StepLines.folded(groups) : drawn();
    }

    private List<Text> drawn() {
        List<Text> lines = new ArrayList<>();
        lines.add(row(
                "",
                sessions.stream()
                        .map(name -> Text.of(groups.name(name), Style.STRONG))
                        .toList()));
        Set<String> waiting = new HashSet<>();
        for (TimelineEvent event : TimelineEvent.of(groups.steps())) {
            String session = event.step().invocation().session();
            waiting.remove(session);
            List<Text> cell = event.begins() ? beginning(event.step()) : end(event.step());
            for (int i = 0; i < cell.size(); i++) {
                boolean first = i == 0 && event.begins();
                lines.add(line(first ? "" + event.step().invocation().number() : "", session, cell.get(i), waiting));
            }
            if (event.begins() && event.step().waits().isPresent()) {
                waiting.add(session);
            }
        }
        return lines;
    }

    private List<Text> beginning(StepRecord step) {
        List<Text> cell = new ArrayList<>(
                Paragraph.lines(Text.EMPTY, step.invocation().step().action().shown(), Style.PLAIN, column));
        if (!step.shownValues().isEmpty()) {
            cell.addAll(Paragraph.lines(Text.of("  "), step.shownValues(), Style.FAINT, column));
        }
        if (step.waits().isPresent()) {
            ScenarioEvent.Waits waits = step.waits().get();
            cell.addAll(Paragraph.lines(Text.of("┌ ", Style.WARN), "waits" + by(waits), Style.WARN, column));
        } else {
            cell.addAll(result(step, "→ "));
        }
        return cell;
    }

    private List<Text> end(StepRecord step) {
        return result(step, "└ ");
    }

    private List<Text> result(StepRecord step, String lead) {
        if (step.result().isEmpty()) {
            return List.of(Text.of(lead + "(never ended)", Style.BAD));
        }
        boolean failed = step.result().get().failure().isPresent();
        String waited = step.waits().isPresent()
                ? " (" + Units.duration(step.result().get().took()) + ")"
                : "";
        return Paragraph.lines(
                Text.of(lead, Style.FAINT),
                step.result().get().shown() + waited,
                failed ? Style.WARN : Style.FAINT,
                column);
    }

    static String by(ScenarioEvent.Waits waits) {
        if (waits.by().isEmpty()) {
            return " (" + waits.how() + ")";
        }
        return " for "
                + String.join(
                        waits.certain() ? ", " : " or ",
                        waits.by().stream().sorted().toList())
                + (waits.certain() ? "" : " (deduced)");
    }

    private Text line(String number, String session, Text cell, Set<String> waiting) {
        List<Text> cells = new ArrayList<>();
        for (String other : sessions) {
            if (other.equals(session)) {
                cells.add(cell);
            } else {
                cells.add(waiting.contains(other) ? Text.of("│", Style.WARN) : Text.EMPTY);
            }
        }
        return row(number, cells);
    }

    private Text row(String number, List<Text> cells) {
        Text row = Text.of(" ".repeat(NUMBER - GAP.length() - number.length()) + number + GAP, Style.FAINT);
        for (Text cell : cells) {
            row = row.plus(cell).plus(" ".repeat(Math.max(0, column - cell.width())) + GAP);
        }
        return row.stripTrailing();
    }
}
