package io.tidbclient.output.scenario;

import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.isolation.HistoryReport;
import io.tidbclient.output.isolation.IsolationText;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ExpectationFailure;
import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.scenario.run.WorkloadResult;
import io.tidbclient.scenario.run.WorkloadResult.Latency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
        lines.addAll(headline(result));
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
        ListReport.of(result).ifPresent(report -> lines.addAll(lists(report, withTimeline)));
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
        lines.addAll(remarks(result));
        return lines;
    }

    /** What a reader must know however a result is shown. */
    private List<Text> remarks(ScenarioResult result) {
        List<Text> lines = new ArrayList<>();
        result.notes().forEach(note -> lines.addAll(indented("note: " + note, Style.FAINT)));
        result.leftOvers()
                .forEach(left -> lines.addAll(indented("LEFT BEHIND: " + left.what() + ": " + left.why(), Style.BAD)));
        return lines;
    }

    /** One result as a line for each of its steps, and its outcome: what two runs of a script can be compared by. */
    public List<Text> lines(ScenarioResult result) {
        List<Text> lines = new ArrayList<>();
        lines.add(Text.of(result.title(), Style.STRONG));
        StepLines.of(result).forEach(line -> lines.add(Text.of("  ").plus(line)));
        result.checks().forEach(check -> lines.add(Text.of("  check: " + check.name() + " → " + check.shown())));
        lines.add(Text.of("  " + result.status().label() + (result.why().isEmpty() ? "" : ": " + result.why())));
        lines.addAll(remarks(result));
        return lines;
    }

    /** One result whose difference was shown before, with the run that showed it. */
    public List<Text> repeated(ScenarioResult result, String first) {
        List<Text> lines = new ArrayList<>(headline(result));
        lines.addAll(indented("the same difference as in '" + first + "'", Style.FAINT));
        lines.addAll(remarks(result));
        return lines;
    }

    /** Whether a result says no more than that the scenario is not for the server. */
    public static boolean isFolded(ScenarioResult result) {
        return result.status() == Status.SKIPPED
                && !result.isImpossibleOrder()
                && result.notes().isEmpty()
                && result.leftOvers().isEmpty();
    }

    /** Results of scenarios that were skipped: those for the same reason as their number. */
    public List<Text> folded(List<ScenarioResult> skipped) {
        Map<String, List<ScenarioResult>> byReason = skipped.stream()
                .collect(Collectors.groupingBy(ScenarioResult::why, LinkedHashMap::new, Collectors.toList()));
        List<Text> lines = new ArrayList<>();
        byReason.forEach((why, results) -> {
            if (results.size() == 1) {
                lines.addAll(result(results.getFirst(), false));
            } else {
                lines.add(Text.of("skipped   ", Style.FAINT).plus(results.size() + " scenarios", Style.STRONG));
                lines.addAll(indented(why, Style.FAINT));
            }
        });
        return lines;
    }

    /** What stands above the verdict: the server, commands to continue with, and what the server does about anomalies. */
    public List<Text> closing(ScenarioReport report) {
        List<Text> lines = new ArrayList<>();
        report.version()
                .filter(version -> !report.results().isEmpty())
                .ifPresent(version -> lines.add(Text.of("server    ", Style.FAINT)
                        .plus("%s %s, %s".formatted(version.product().label(), version.release(), report.target()))));
        report.results().stream()
                .filter(result -> result.status() == Status.FAILED)
                .min(Comparator.comparingInt(ScenarioResult::order))
                .ifPresent(
                        failed -> lines.add(Text.of("again     ", Style.FAINT).plus(command(failed, report.target()))));
        if (report.results().stream()
                .flatMap(result -> result.leftOvers().stream())
                .anyMatch(ScenarioEvent.LeftOver::isOfFixture)) {
            lines.add(Text.of("clean up  ", Style.FAINT).plus("tidb-client scenarios clean -H " + report.target()));
        }
        List<Text> matrix = new AnomalyTable(AnomalyMatrix.of(report.results())).lines(width);
        if (!matrix.isEmpty()) {
            lines.add(Text.EMPTY);
            lines.addAll(matrix);
            lines.add(Text.EMPTY);
        }
        return lines;
    }

    /** Runs the scenario of a result again as it was. */
    private static String command(ScenarioResult result, String target) {
        return "tidb-client run %s%s%s -H %s"
                .formatted(
                        quoted(result.scenario().place().file()),
                        result.scenario().permutations().isPresent() ? " --order " + result.order() : "",
                        result.scenario().dependsOnChance() ? " --seed " + result.seed() : "",
                        target);
    }

    private static String quoted(String file) {
        return file.matches("[A-Za-z0-9_./+-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }

    /** The verdict, in the words of the check. */
    public List<Text> verdict(ScenarioReport report, ExitCodes exitCodes) {
        return Paragraph.lines(
                exitCodes.lead(report.verdict()), report.verdict().sentence(), Style.PLAIN, width);
    }

    private List<Text> headline(ScenarioResult result) {
        Style style = switch (result.status()) {
            case PASSED -> Style.GOOD;
            case SKIPPED -> Style.FAINT;
            case KNOWN_BUG -> Style.WARN;
            case FAILED, ERROR, STOPPED -> Style.BAD;
        };
        String label = result.status().label();
        String status = result.isBad() ? label.toUpperCase(Locale.ROOT) : label;
        Text lead = Text.of(status, style).plus(" ".repeat(Math.max(1, COLUMN - status.length())));
        Text body = Text.of(result.title(), Style.STRONG)
                .plus(
                        result.status() == Status.PASSED && result.isOfWrittenOrder()
                                ? claim(result.scenario())
                                : Text.EMPTY);
        if (result.status() != Status.SKIPPED) {
            body = body.plus("  " + Units.duration(result.took()), Style.FAINT);
        }
        return lead.width() + body.width() <= width
                ? List.of(lead.plus(body))
                : Paragraph.lines(lead, body.plain(), Style.STRONG, width);
    }

    /** A scenario passes too when it shows that an anomaly happens. */
    private static Text claim(Scenario scenario) {
        return scenario.purpose()
                .claim()
                .map(claim -> switch (claim.effect()) {
                    case HAPPENS -> Text.of(": HAPPENS", Style.WARN);
                    case PREVENTED -> Text.of(": prevented", Style.FAINT);
                })
                .orElse(Text.EMPTY);
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
        workload.shapes()
                .forEach(shape -> lines.addAll(indented(
                        "%s: %s committed%s%s, %s"
                                .formatted(
                                        shape.name(),
                                        Units.count(shape.committed()),
                                        shape.rolledBack() == 0 ? "" : ", " + shape.rolledBack() + " rolled back",
                                        shape.unknown() == 0 ? "" : ", " + shape.unknown() + " with unknown outcome",
                                        latency(shape.service())),
                        Style.FAINT)));
        lines.addAll(faults(workload.faults()));
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

    private List<Text> faults(WorkloadResult.FaultCounts faults) {
        return faults.equals(WorkloadResult.FaultCounts.NONE)
                ? List.of()
                : indented(
                        "faults: %s, %s, %s; %s ended by them without effect"
                                .formatted(
                                        Units.count(faults.kills(), "session killed", "sessions killed"),
                                        Units.count(faults.cuts(), "connection cut", "connections cut"),
                                        Units.count(faults.pauses(), "pause", "pauses"),
                                        Units.count(faults.aborted(), "transaction", "transactions")),
                        Style.FAINT);
    }

    private List<Text> lists(HistoryReport report, boolean inFull) {
        if (report.verdict().isSuccess() && !inFull) {
            return indented("lists: " + report.verdict().sentence(), Style.FAINT);
        }
        List<Text> lines = new ArrayList<>(List.of(Text.EMPTY));
        new IsolationText(width - 2)
                .history(report, inFull)
                .forEach(line ->
                        lines.add(line.plain().isEmpty() ? line : Text.of("  ").plus(line)));
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
