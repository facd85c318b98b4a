package io.tidbclient.output.scenario;

import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a frame of the live view of a run: the server, how many scenarios have ended, and of those that run each step that has not
 * ended, with the session that it waits for.
 */
final class RunFrame {
    private static final int BAR = 20;
    /** On a narrower terminal, the bar is left out. */
    private static final int NARROW = 60;

    private final String server;

    /** @param server where, and what it is */
    RunFrame(String server) {
        this.server = server;
    }

    /** @param now how long the run has taken so far */
    List<Text> of(RunningScenarios run, Duration now, Screen.Size size) {
        int width = size.columns();
        int room = Math.max(1, size.rows() - 1);
        List<Text> lines = new ArrayList<>();
        lines.add(Text.of(Units.clock(now) + "  ", Style.STRONG).plus(server));
        lines.add(ended(run, width));
        List<String> titles = run.titles();
        int shown = 0;
        for (String title : titles) {
            List<Text> block = scenario(title, run.underWay(title), now, width);
            int reserved = shown + 1 < titles.size() ? 1 : 0;
            if (lines.size() + block.size() + reserved > room) {
                break;
            }
            lines.addAll(block);
            shown++;
        }
        if (shown < titles.size()) {
            lines.add(Text.of(
                    (shown == 0 ? "running: " : "and ")
                            + Units.count(titles.size() - shown)
                            + (shown == 0 ? "" : " more"),
                    Style.FAINT));
        }
        return lines.stream().limit(room).map(line -> line.fit(width)).toList();
    }

    private static Text ended(RunningScenarios run, int width) {
        Text words =
                Text.of(Units.count(run.ended()) + " of " + Units.count(run.all(), "scenario", "scenarios") + " ended");
        if (run.bad() > 0) {
            words = words.plus(", ").plus(Units.count(run.bad()) + " not as expected", Style.BAD);
        }
        return width < NARROW || run.all() == 0 ? words : bar(run).plus("  ").plus(words);
    }

    private static Text bar(RunningScenarios run) {
        int bad = run.bad() == 0 ? 0 : Math.max(1, share(run.bad(), run.all()));
        int good = Math.max(0, share(run.ended(), run.all()) - bad);
        return Text.of("█".repeat(good), Style.GOOD)
                .plus("█".repeat(bad), Style.BAD)
                .plus("░".repeat(BAR - good - bad), Style.FAINT);
    }

    private static int share(int count, int all) {
        return (int) Math.min(BAR, (long) count * BAR / all);
    }

    private static List<Text> scenario(
            String title, List<RunningScenarios.StepUnderWay> steps, Duration now, int width) {
        List<Text> lines = new ArrayList<>();
        lines.add(Text.of(title, Style.STRONG));
        int sessions = steps.stream()
                .mapToInt(step -> Text.of(step.session()).width())
                .max()
                .orElse(0);
        steps.forEach(step -> lines.add(step(step, sessions, now, width)));
        return lines;
    }

    private static Text step(RunningScenarios.StepUnderWay step, int sessions, Duration now, int width) {
        Text session = Text.of(step.session());
        Text left = Text.of("  step " + step.number() + "  ", Style.FAINT)
                .plus(session)
                .plus(" ".repeat(sessions - session.width() + 2))
                .plus(step.action());
        Text right = step.waitsFor()
                .map(names -> Text.of("waits for " + names + "  ", Style.WARN))
                .orElse(Text.EMPTY)
                .plus(Units.coarse(now.minus(step.since())), Style.FAINT);
        int room = width - right.width() - 2;
        if (room < width / 2) {
            return left;
        }
        Text cut = left.fit(room);
        return cut.plus(" ".repeat(room - cut.width() + 2)).plus(right);
    }
}
