package io.tidbclient.output.scenario;

import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Tone;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.play.Difference;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.Performance.Status;
import io.tidbclient.scenario.play.WorkReport;
import io.tidbclient.scenario.play.WorkReport.Latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results of scenarios for people. */
public final class ScenarioText {
    private static final int COLUMN = 10;

    private final int width;

    /** @param width how many columns a line may take */
    public ScenarioText(int width) {
        this.width = width;
    }

    /** One performance: a line, its timeline if wanted or if it failed, and what was different. */
    public List<Text> performance(Performance performance, boolean withTimeline) {
        List<Text> lines = new ArrayList<>();
        lines.add(headline(performance));
        boolean wanted = withTimeline || performance.status() == Status.FAILED || performance.status() == Status.BROKEN;
        if (wanted && !performance.steps().isEmpty()) {
            if (withTimeline && !performance.scenario().description().isEmpty()) {
                lines.addAll(indented(performance.scenario().description(), Tone.FAINT));
            }
            lines.add(Text.EMPTY);
            new Timeline(performance, width - 2)
                    .lines()
                    .forEach(line -> lines.add(Text.of("  ").plus(line)));
            lines.add(Text.EMPTY);
        }
        performance.work().ifPresent(work -> lines.addAll(work(work)));
        if (withTimeline) {
            performance
                    .checks()
                    .forEach(check ->
                            lines.addAll(indented("check: " + check.name() + " → " + check.shown(), Tone.FAINT)));
        }
        if (performance.difference().isPresent()) {
            lines.addAll(difference(performance.difference().get()));
            if (performance.scenario().dependsOnChance()) {
                lines.addAll(Paragraph.lines(
                        Text.of("    seed      "), String.valueOf(performance.seed()), Tone.FAINT, width));
            }
        } else if (!performance.why().isEmpty()) {
            lines.addAll(indented(performance.why(), performance.status() == Status.SKIPPED ? Tone.FAINT : Tone.BAD));
        }
        performance.notes().forEach(note -> lines.addAll(indented("note: " + note, Tone.FAINT)));
        performance
                .leftOvers()
                .forEach(left -> lines.addAll(indented("LEFT BEHIND: " + left.what() + ": " + left.why(), Tone.BAD)));
        return lines;
    }

    /** What closes a report, in the words of the check. */
    public List<Text> verdict(ScenarioReport report, ExitCodes exitCodes) {
        return Paragraph.lines(
                exitCodes.lead(report.verdict()), report.verdict().sentence(), Tone.PLAIN, width);
    }

    private static Text headline(Performance performance) {
        Tone tone = switch (performance.status()) {
            case PASSED -> Tone.GOOD;
            case SKIPPED -> Tone.FAINT;
            case FAILED, BROKEN, STOPPED -> Tone.BAD;
        };
        String status = performance.status() == Status.PASSED || performance.status() == Status.SKIPPED
                ? performance.status().name().toLowerCase(Locale.ROOT)
                : performance.status().name();
        Text line = Text.of(status, tone)
                .plus(" ".repeat(Math.max(1, COLUMN - status.length())))
                .plus(performance.title(), Tone.STRONG);
        return performance.status() == Status.SKIPPED
                ? line
                : line.plus("  " + Units.duration(performance.took()), Tone.FAINT);
    }

    private List<Text> difference(Difference difference) {
        List<Text> lines = new ArrayList<>();
        lines.addAll(indented(difference.what(), Tone.STRONG));
        lines.addAll(Paragraph.lines(Text.of("    expected  "), difference.expected(), Tone.GOOD, width));
        lines.addAll(Paragraph.lines(Text.of("    got       "), difference.got(), Tone.BAD, width));
        lines.addAll(
                Paragraph.lines(Text.of("    at        "), difference.place().toString(), Tone.FAINT, width));
        return lines;
    }

    private List<Text> work(WorkReport work) {
        List<Text> lines = new ArrayList<>();
        lines.addAll(indented(
                "%s by %s in %s, %s/s%s"
                        .formatted(
                                Units.count(work.committed(), "transaction", "transactions"),
                                Units.count(work.clients(), "client", "clients"),
                                Units.duration(work.duration()),
                                Units.rate(work.perSecond()),
                                (work.unknown() == 0 ? "" : ", " + work.unknown() + " of unknown end")
                                        + (work.notBegun() == 0 ? "" : ", " + work.notBegun() + " due and not begun")),
                Tone.PLAIN));
        lines.addAll(indented("latency from when due:  " + latency(work.latency()), Tone.FAINT));
        lines.addAll(indented("service time:           " + latency(work.service()), Tone.FAINT));
        work.retried()
                .forEach((error, count) -> lines.addAll(
                        indented("retried after " + error + ": " + Units.count(count, "time", "times"), Tone.FAINT)));
        work.failed()
                .forEach((error, count) -> lines.addAll(
                        indented("given up after " + error + ": " + Units.count(count, "time", "times"), Tone.BAD)));
        return lines;
    }

    private static String latency(Latency latency) {
        return "p50 %s  p90 %s  p99 %s  p99.9 %s  max %s"
                .formatted(
                        Units.duration(latency.p50()),
                        Units.duration(latency.p90()),
                        Units.duration(latency.p99()),
                        Units.duration(latency.p999()),
                        Units.duration(latency.max()));
    }

    private List<Text> indented(String text, Tone tone) {
        return Paragraph.lines(Text.of("  "), text, tone, width);
    }
}
