package io.tidbclient.output.scenario;

import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ExpectationFailure;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.WorkloadResult;
import io.tidbclient.scenario.run.WorkloadResult.Latency;

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

    /** One result: a line, its timeline if wanted or if it failed, and what was different. */
    public List<Text> result(ScenarioResult result, boolean withTimeline) {
        List<Text> lines = new ArrayList<>();
        lines.add(headline(result));
        boolean wanted = withTimeline || result.status() == Status.FAILED || result.status() == Status.ERROR;
        if (wanted && !result.steps().isEmpty()) {
            if (withTimeline && !result.scenario().description().isEmpty()) {
                lines.addAll(indented(result.scenario().description(), Style.FAINT));
            }
            lines.add(Text.EMPTY);
            new Timeline(result, width - 2)
                    .lines()
                    .forEach(line -> lines.add(Text.of("  ").plus(line)));
            lines.add(Text.EMPTY);
        }
        result.workload().ifPresent(workload -> lines.addAll(work(workload)));
        if (withTimeline) {
            result.checks()
                    .forEach(check ->
                            lines.addAll(indented("check: " + check.name() + " → " + check.shown(), Style.FAINT)));
        }
        if (result.expectationFailure().isPresent()) {
            lines.addAll(expectationFailure(result.expectationFailure().get()));
            if (result.scenario().dependsOnChance()) {
                lines.addAll(
                        Paragraph.lines(Text.of("    seed      "), String.valueOf(result.seed()), Style.FAINT, width));
            }
        } else if (!result.why().isEmpty()) {
            lines.addAll(indented(result.why(), result.status() == Status.SKIPPED ? Style.FAINT : Style.BAD));
            if (result.status() == Status.ERROR) {
                lines.addAll(Paragraph.lines(
                        Text.of("    at        "), FailurePlace.of(result).toString(), Style.FAINT, width));
            }
        }
        result.notes().forEach(note -> lines.addAll(indented("note: " + note, Style.FAINT)));
        result.leftOvers()
                .forEach(left -> lines.addAll(indented("LEFT BEHIND: " + left.what() + ": " + left.why(), Style.BAD)));
        return lines;
    }

    /** What closes a report, in the words of the check. */
    public List<Text> verdict(ScenarioReport report, ExitCodes exitCodes) {
        return Paragraph.lines(
                exitCodes.lead(report.verdict()), report.verdict().sentence(), Style.PLAIN, width);
    }

    private static Text headline(ScenarioResult result) {
        Style style = switch (result.status()) {
            case PASSED -> Style.GOOD;
            case SKIPPED -> Style.FAINT;
            case FAILED, ERROR, STOPPED -> Style.BAD;
        };
        String status = result.status() == Status.PASSED || result.status() == Status.SKIPPED
                ? result.status().label()
                : result.status().label().toUpperCase(Locale.ROOT);
        Text line = Text.of(status, style)
                .plus(" ".repeat(Math.max(1, COLUMN - status.length())))
                .plus(result.title(), Style.STRONG);
        return result.status() == Status.SKIPPED ? line : line.plus("  " + Units.duration(result.took()), Style.FAINT);
    }

    private List<Text> expectationFailure(ExpectationFailure expectationFailure) {
        List<Text> lines = new ArrayList<>();
        lines.addAll(indented(expectationFailure.what(), Style.STRONG));
        lines.addAll(Paragraph.lines(Text.of("    expected  "), expectationFailure.expected(), Style.GOOD, width));
        lines.addAll(Paragraph.lines(Text.of("    got       "), expectationFailure.got(), Style.BAD, width));
        expectationFailure
                .rows()
                .ifPresent(difference -> lines.addAll(
                        Paragraph.lines(Text.of("    differs   "), difference.sentence(), Style.PLAIN, width)));
        lines.addAll(Paragraph.lines(
                Text.of("    at        "), expectationFailure.place().toString(), Style.FAINT, width));
        return lines;
    }

    private List<Text> work(WorkloadResult workload) {
        List<Text> lines = new ArrayList<>();
        lines.addAll(indented(
                "%s by %s in %s, %s/s%s"
                        .formatted(
                                Units.count(workload.committed(), "transaction", "transactions"),
                                Units.count(workload.clients(), "client", "clients"),
                                Units.duration(workload.duration()),
                                Units.rate(workload.perSecond()),
                                (workload.rolledBack() == 0 ? "" : ", " + workload.rolledBack() + " rolled back")
                                        + (workload.unknown() == 0
                                                ? ""
                                                : ", " + workload.unknown() + " with unknown outcome")
                                        + (workload.notStarted() == 0
                                                ? ""
                                                : ", " + workload.notStarted() + " due but not started")),
                Style.PLAIN));
        lines.addAll(indented("latency from when due:  " + latency(workload.latency()), Style.FAINT));
        lines.addAll(indented("service time:           " + latency(workload.service()), Style.FAINT));
        workload.retried()
                .forEach((error, count) -> lines.addAll(
                        indented("retried after " + error + ": " + Units.count(count, "time", "times"), Style.FAINT)));
        workload.failed()
                .forEach((error, count) -> lines.addAll(
                        indented("given up after " + error + ": " + Units.count(count, "time", "times"), Style.BAD)));
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

    private List<Text> indented(String text, Style style) {
        return Paragraph.lines(Text.of("  "), text, style, width);
    }
}
