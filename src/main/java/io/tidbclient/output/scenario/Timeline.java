package io.tidbclient.output.scenario;

import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.StepRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws a result: a column for each session, time running down, a bar where a statement waits. */
public final class Timeline {
    private static final int LEAST_COLUMN = 22;
    private static final int MOST_COLUMN = 44;
    private static final int NUMBER = 5;
    private static final String GAP = "  ";

    private final ScenarioResult result;
    private final List<String> sessions;
    private final int column;

    /** @param width how many columns there are in all */
    public Timeline(ScenarioResult result, int width) {
        this.result = result;
        this.sessions = result.sessions();
        int room = Math.min(width, 200) - NUMBER;
        this.column = Math.min(MOST_COLUMN, room / Math.max(1, sessions.size()) - GAP.length());
    }

    /** Something to draw: a step's beginning, with its end when nothing was between, or the end of one that waited. */
    private record TimelineEvent(Instant at, StepRecord step, boolean begins) {}

    /** The lines; sessions below one another when there is no room for them side by side. */
    public List<Text> lines() {
        return column < LEAST_COLUMN ? list() : drawn();
    }

    private List<Text> drawn() {
        List<Text> lines = new ArrayList<>();
        lines.add(row(
                "", sessions.stream().map(name -> Text.of(name, Style.STRONG)).toList()));
        Set<String> waiting = new HashSet<>();
        for (TimelineEvent event : events()) {
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

    private List<TimelineEvent> events() {
        List<TimelineEvent> events = new ArrayList<>();
        for (StepRecord step : result.steps()) {
            events.add(new TimelineEvent(step.at(), step, true));
            if (step.waits().isPresent() && step.result().isPresent()) {
                events.add(new TimelineEvent(step.result().get().ended(), step, false));
            }
        }
        events.sort(Comparator.comparing(TimelineEvent::at));
        return events;
    }

    private List<Text> beginning(StepRecord step) {
        List<Text> cell = new ArrayList<>(
                Paragraph.lines(Text.EMPTY, step.invocation().step().action().shown(), Style.PLAIN, column));
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

    private List<Text> list() {
        List<Text> lines = new ArrayList<>();
        int widest = sessions.stream().mapToInt(TerminalText::width).max().orElse(1);
        for (TimelineEvent event : events()) {
            StepRecord step = event.step();
            String session = step.invocation().session();
            String number = event.begins() ? "" + step.invocation().number() : "";
            Text lead = Text.of(
                            " ".repeat(Math.max(0, NUMBER - GAP.length() - number.length())) + number + GAP,
                            Style.FAINT)
                    .plus(session + " ".repeat(widest - TerminalText.width(session)) + GAP, Style.STRONG);
            Optional<ScenarioEvent.Waits> waits = step.waits();
            String result = step.result().map(ended -> ended.shown()).orElse("(never ended)");
            String what = event.begins()
                    ? step.invocation().step().action().shown()
                            + (waits.isPresent() ? " … waits" + by(waits.get()) : " → " + result)
                    : "… → " + result;
            lines.add(lead.plus(what));
        }
        return lines;
    }
}
