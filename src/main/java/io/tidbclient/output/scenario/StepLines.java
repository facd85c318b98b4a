package io.tidbclient.output.scenario;

import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.StepRecord;
import io.tidbclient.scenario.run.StepResult;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A line for each step, and one more for the end of a step that waited. Without times, so that the lines of two runs can be
 * compared.
 */
final class StepLines {
    private static final int NUMBER = 3;
    private static final String GAP = "  ";

    private StepLines() {}

    /** The lines of all sessions, with all rows of each result. */
    static List<Text> of(ScenarioResult result) {
        return of(result.sessions(), result.steps(), session -> session);
    }

    /** The lines of all sessions, with one line for what the members of a large group did alike. */
    static List<Text> folded(FoldedGroups groups) {
        return of(groups.sessions(), groups.steps(), groups::name);
    }

    private static List<Text> of(List<String> sessions, List<StepRecord> steps, UnaryOperator<String> names) {
        int widest =
                sessions.stream().map(names).mapToInt(TerminalText::width).max().orElse(1);
        return TimelineEvent.of(steps).stream()
                .map(event -> line(event, names.apply(event.step().invocation().session()), widest))
                .toList();
    }

    private static Text line(TimelineEvent event, String session, int widest) {
        StepRecord step = event.step();
        String number = Integer.toString(step.invocation().number());
        return Text.of(" ".repeat(Math.max(0, NUMBER - number.length())) + number + GAP, Style.FAINT)
                .plus(session + " ".repeat(widest - TerminalText.width(session)) + GAP, Style.STRONG)
                .plus(what(event));
    }

    private static String what(TimelineEvent event) {
        StepRecord step = event.step();
        String result = step.result().map(StepResult::whole).orElse("(never ended)");
        if (!event.begins()) {
            return "… → " + result;
        }
        String values = step.shownValues();
        return step.invocation().step().action().shown()
                + (values.isEmpty() ? "" : " (" + values + ")")
                + step.waits().map(waits -> " … waits" + Timeline.by(waits)).orElse(" → " + result);
    }
}
