package io.tidbclient.output.isolation;

import io.tidbclient.history.check.Anomaly;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.HtmlPage;

import java.util.List;

/** The report as a page: one file, without scripts, and nothing is loaded from anywhere. */
public final class IsolationPage {
    private static final int WIDTH = 110;

    /** The style of the pictures. */
    public static final String PICTURES = """
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
            """;

    private IsolationPage() {}

    /**
     * The page.
     *
     * @param toolVersion this tool's
     */
    public static String html(IsolationReport report, String toolVersion) {
        StringBuilder body = new StringBuilder("<p class=\"%s\"><strong>%s</strong></p>\n"
                .formatted(
                        report.verdict().isSuccess() ? "good" : "bad",
                        Html.escape(report.verdict().sentence())));
        report.histories().forEach(history -> body.append(section(history)));
        return HtmlPage.of("Isolation", PICTURES, body.toString(), toolVersion);
    }

    /** What one history shows, under a heading. */
    public static String section(HistoryReport report) {
        StringBuilder section = new StringBuilder("<h2>" + Html.escape(report.subject()) + "</h2>\n");
        section.append(HtmlPage.lines(new IsolationText(WIDTH).history(withoutExamples(report), false)));
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
