package io.tidbclient.output.isolation;

import io.tidbclient.history.check.Anomaly;
import io.tidbclient.history.check.AnomalyKind;
import io.tidbclient.history.check.HistoryCounts;
import io.tidbclient.isolation.run.VerificationResult;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ScenarioResult;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts about histories for people. */
public final class IsolationText {
    private static final int LABELS = 15;

    private final int width;

    private record Found(AnomalyKind kind, long count) {}

    /** @param width how many columns a line may take */
    public IsolationText(int width) {
        this.width = width;
    }

    /**
     * One history: what was run, what it rules out, and an example of each anomaly.
     *
     * @param everyExample whether each example that was kept is explained, instead of one of each kind and none of the other forms
     */
    public List<Text> history(HistoryReport report, boolean everyExample) {
        List<Text> lines = new ArrayList<>();
        lines.addAll(Paragraph.lines(Text.EMPTY, headline(report), Style.STRONG, width));
        report.run().ifPresent(run -> lines.addAll(run(run)));
        lines.addAll(facts(report));
        lines.addAll(anomalies(report));
        lines.addAll(examples(report, everyExample));
        report.run().flatMap(VerificationResult::run).ifPresent(run -> lines.addAll(rest(run)));
        return lines;
    }

    /** What closes a report, in the words of the check. */
    public List<Text> verdict(IsolationReport report, ExitCodes exitCodes) {
        return Paragraph.lines(
                exitCodes.lead(report.verdict()), report.verdict().sentence(), Style.PLAIN, width);
    }

    private static String headline(HistoryReport report) {
        String server = Stream.of(report.head().product(), report.head().release())
                .flatMap(part -> part.stream())
                .collect(Collectors.joining(" "));
        String level = Stream.of(
                        report.head().level().map(name -> name.replace('-', ' ')),
                        report.head().mode())
                .flatMap(part -> part.stream())
                .collect(Collectors.joining(", "));
        return Stream.of(report.subject(), server, level)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private List<Text> run(VerificationResult run) {
        List<Text> lines = new ArrayList<>();
        int servers = run.counts().servers().size();
        run.run()
                .flatMap(ScenarioResult::workload)
                .ifPresent(work -> lines.addAll(line(
                        "run",
                        "%s%s in %s, %s committed/s; p50 %s, p99 %s"
                                .formatted(
                                        Units.count(work.clients(), "session", "sessions"),
                                        servers > 1 ? " on " + servers + " servers" : "",
                                        Units.duration(work.duration()),
                                        Units.rate(work.perSecond()),
                                        Units.duration(work.service().p50()),
                                        Units.duration(work.service().p99())),
                        Style.PLAIN)));
        if (!run.counts().errors().isEmpty()) {
            lines.addAll(line(
                    "errors",
                    run.counts().errors().entrySet().stream()
                            .map(error -> error.getKey() + " × " + Units.count(error.getValue()))
                            .collect(Collectors.joining(", ")),
                    Style.PLAIN));
        }
        if (run.counts().outages() > 0) {
            String unreachable = run.counts().servers().stream()
                    .filter(server -> server.count() > 0)
                    .map(server -> "%s%s in %s"
                            .formatted(
                                    servers > 1 ? server.server() + " " : "",
                                    Units.duration(server.unreachable()),
                                    Units.count(server.count(), "outage", "outages")))
                    .collect(Collectors.joining("; "));
            lines.addAll(line("unreachable", unreachable, Style.WARN));
        }
        if (run.counts().reconnects() > 0) {
            lines.addAll(line("reconnects", Units.count(run.counts().reconnects()), Style.PLAIN));
        }
        return lines;
    }

    private List<Text> facts(HistoryReport report) {
        HistoryCounts counts = report.history().counts();
        List<Text> lines = new ArrayList<>();
        lines.addAll(line(
                "transactions",
                "%s: %s committed, %s aborted, %s of unknown outcome%s"
                        .formatted(
                                Units.count(counts.transactions()),
                                Units.count(counts.committed()),
                                Units.count(counts.aborted()),
                                Units.count(counts.unknown()),
                                counts.unknownSeen() == 0
                                        ? ""
                                        : " (" + Units.count(counts.unknownSeen()) + " took effect)"),
                Style.PLAIN));
        lines.addAll(line(
                "operations",
                "%s on %s, %s"
                        .formatted(
                                Units.count(counts.operations()),
                                Units.count(counts.keys(), "key", "keys"),
                                Units.count(counts.answeredReads(), "committed read", "committed reads")),
                Style.PLAIN));
        if (report.head().seed().isPresent()) {
            lines.addAll(line("seed", String.valueOf(report.head().seed().getAsLong()), Style.FAINT));
        }
        report.expectation().ifPresent(expected -> {
            Style style = report.isViolated() ? Style.BAD : Style.GOOD;
            lines.addAll(line("expected", expected.model().words(), style));
            if (!expected.reason().isEmpty()) {
                lines.addAll(line("", expected.reason(), Style.FAINT));
            }
        });
        if (!report.history().found().isEmpty()) {
            lines.addAll(
                    line("ruled out", IsolationVerdict.words(report.history().ruledOut()), Style.PLAIN));
        }
        if (counts.provesSomething()) {
            lines.addAll(line(
                    "not ruled out", IsolationVerdict.words(report.history().strongestNotRuledOut()), Style.PLAIN));
        }
        return lines;
    }

    private List<Text> anomalies(HistoryReport report) {
        if (report.history().found().isEmpty()) {
            return List.of();
        }
        Table<Found> table = Table.of(
                Column.left("ANOMALY", 0, found -> Text.of(found.kind().label(), Style.STRONG)),
                Column.right("COUNT", 0, found -> Text.of(Units.count(found.count()))),
                Column.left("NAME", 1, found -> Text.of(found.kind().title())),
                Column.left(
                        "RULES OUT",
                        2,
                        found -> Text.of(IsolationVerdict.words(found.kind().rulesOut()))));
        List<Text> lines = new ArrayList<>(List.of(Text.EMPTY));
        lines.addAll(table.render(
                report.history().found().entrySet().stream()
                        .map(IsolationText::found)
                        .toList(),
                width));
        return lines;
    }

    private static Found found(Map.Entry<AnomalyKind, Long> entry) {
        return new Found(entry.getKey(), entry.getValue());
    }

    private List<Text> examples(HistoryReport report, boolean everyExample) {
        List<Text> lines = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (Anomaly anomaly : report.history().examples()) {
            if (shown.add(withoutForm(anomaly.kind())) || everyExample) {
                lines.add(Text.EMPTY);
                lines.add(Text.of(anomaly.kind().label() + ": " + anomaly.kind().title(), Style.STRONG));
                anomaly.explanation()
                        .forEach(
                                sentence -> lines.addAll(Paragraph.lines(Text.of("  "), sentence, Style.PLAIN, width)));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(Text.EMPTY);
        }
        return lines;
    }

    /** The process and realtime forms of a kind are explained where there is no other one. */
    private static String withoutForm(AnomalyKind kind) {
        return kind.label().replaceFirst("-(process|realtime)$", "");
    }

    private List<Text> rest(ScenarioResult run) {
        List<Text> lines = new ArrayList<>();
        run.notes().forEach(note -> lines.addAll(line("note", note, Style.FAINT)));
        run.leftOvers().forEach(left -> {
            lines.addAll(line("LEFT BEHIND", left.what() + ": " + left.why(), Style.BAD));
            LeftDatabase.dropCommand(left.what())
                    .ifPresent(command -> lines.addAll(line("", "Drop it with: " + command, Style.PLAIN)));
        });
        return lines;
    }

    private List<Text> line(String label, String text, Style style) {
        return Paragraph.lines(
                Text.of("  " + label + " ".repeat(Math.max(1, LABELS - label.length())), Style.FAINT),
                text,
                style,
                width);
    }
}
