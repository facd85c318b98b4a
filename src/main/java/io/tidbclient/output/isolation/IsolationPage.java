package io.tidbclient.output.isolation;

import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.check.Anomaly;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.Text;

import java.util.List;

/** The report as a page: one file, without scripts, and nothing is loaded from anywhere. */
public final class IsolationPage {
    private static final int WIDTH = 110;

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1d2433; --faint: #667; --paper: #fff; --bad: #b3261e; --good: #1a7f37;
                    --line: #c5cad6; --bar: #cfe3ff; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e8ee; --faint: #9aa3b5; --paper: #15181f; --bad: #ff8a80;
                    --good: #6fdd8b; --line: #414858; --bar: #27456e; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem;
                   margin: 2rem auto; padding: 0 1rem; }
            pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: .8rem; }
            svg { max-width: 100%; height: auto; display: block; margin: 1rem 0; }
            svg text { fill: var(--ink); font-size: 13px; dominant-baseline: middle; }
            svg text.node, svg text.edge, svg text.bar { text-anchor: middle; }
            svg text.end { text-anchor: end; }
            svg text.edge { font-weight: 600; paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
            svg circle { fill: var(--bar); stroke: var(--ink); }
            svg path { fill: none; stroke: var(--faint); stroke-width: 1.6; }
            svg path.rw { stroke: var(--bad); }
            svg marker path { fill: var(--faint); stroke: none; }
            svg line { stroke: var(--line); }
            svg rect { fill: var(--bar); stroke: var(--ink); }
            svg rect.aborted, svg rect.unknown { stroke-dasharray: 4 3; }
            .bad { color: var(--bad); } .good { color: var(--good); }
            footer { color: var(--faint); margin-top: 2rem; }
            """;

    private IsolationPage() {}

    /**
     * The page.
     *
     * @param toolVersion this tool's
     */
    public static String html(IsolationReport report, String toolVersion) {
        return html(report.verdict(), report.histories(), toolVersion);
    }

    /**
     * The page about histories, of which there may be none: the verdict says why.
     *
     * @param toolVersion this tool's
     */
    public static String html(RunVerdict verdict, List<HistoryReport> histories, String toolVersion) {
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Isolation</title>
                <style>
                """).append(STYLE).append("</style></head><body>\n<h1>Isolation</h1>\n");
        page.append("<p class=\"%s\"><strong>%s</strong></p>\n"
                .formatted(verdict.isSuccess() ? "good" : "bad", Html.escape(verdict.sentence())));
        histories.forEach(history -> page.append(section(history)));
        return page.append("<footer>tidb-client ")
                .append(Html.escape(toolVersion))
                .append("</footer>\n</body></html>\n")
                .toString();
    }

    private static String section(HistoryReport report) {
        StringBuilder section = new StringBuilder("<h2>" + Html.escape(report.subject()) + "</h2>\n<pre>");
        List<Text> lines = new IsolationText(WIDTH).history(withoutExamples(report), false);
        lines.forEach(line -> section.append(Html.escape(line.plain())).append('\n'));
        section.append("</pre>\n");
        report.history()
                .examples()
                .forEach(anomaly -> section.append(
                        anomaly(anomaly, report.history().counts().startNanos())));
        return section.toString();
    }

    /** The page shows each example with its pictures instead. */
    private static HistoryReport withoutExamples(HistoryReport report) {
        HistoryVerdict all = report.history();
        return new HistoryReport(
                report.subject(),
                report.head(),
                report.run(),
                new HistoryVerdict(all.counts(), all.found(), List.of(), all.ruledOut()),
                report.expectation(),
                report.took(),
                report.verdict());
    }

    private static String anomaly(Anomaly anomaly, long zero) {
        StringBuilder part = new StringBuilder("<h3>%s: %s</h3>\n"
                .formatted(
                        Html.escape(anomaly.kind().label()),
                        Html.escape(anomaly.kind().title())));
        if (!anomaly.cycle().isEmpty()) {
            part.append(CyclePicture.svg(anomaly));
        }
        part.append(TransactionTimeline.svg(anomaly.transactions(), zero)).append("<ul>\n");
        anomaly.explanation()
                .forEach(sentence ->
                        part.append("<li>").append(Html.escape(sentence)).append("</li>\n"));
        return part.append("</ul>\n").toString();
    }
}
