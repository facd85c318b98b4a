package io.tidbclient.output.scenario;

import io.tidbclient.output.isolation.IsolationPage;
import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.HtmlPage;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * The report of a run of scenarios as a page: what the server does about anomalies, then each result, those not as expected first, with
 * its timeline and with what the history of its workload shows.
 */
public final class ScenarioPage {
    private static final int WIDTH = 110;

    private ScenarioPage() {}

    /**
     * The page.
     *
     * @param toolVersion this tool's
     */
    public static String html(ScenarioReport report, String toolVersion) {
        StringBuilder body = new StringBuilder("<p class=\"%s\"><strong>%s</strong></p>\n"
                .formatted(
                        report.verdict().isSuccess() ? "good" : "bad",
                        Html.escape(report.verdict().sentence())));
        body.append("<p>")
                .append(Html.escape(server(report)))
                .append(", begun ")
                .append(report.startedAt().truncatedTo(ChronoUnit.SECONDS))
                .append(", took ")
                .append(Html.escape(Units.duration(report.took())))
                .append("</p>\n");
        body.append(new AnomalyTable(AnomalyMatrix.of(report.results())).html());
        report.results().stream()
                .sorted(Comparator.comparing(result -> !isUnfolded(result)))
                .forEach(result -> body.append(section(result)));
        return HtmlPage.of("Scenarios", IsolationPage.PICTURES, body.toString(), toolVersion);
    }

    private static String server(ScenarioReport report) {
        return report.version()
                        .map(version -> version.product().label() + " " + version.release() + ", ")
                        .orElse("")
                + report.target();
    }

    /** Whether a reader looks for it first. */
    private static boolean isUnfolded(ScenarioResult result) {
        return result.isBad() || result.status() == Status.KNOWN_BUG;
    }

    /** Folded while it is as expected. */
    private static String section(ScenarioResult result) {
        List<Text> lines = new ScenarioText(WIDTH).result(result, true);
        return "<details%s><summary>%s</summary>\n%s%s</details>\n"
                .formatted(
                        isUnfolded(result) ? " open" : "",
                        HtmlPage.spans(lines.getFirst()),
                        HtmlPage.lines(lines.subList(1, lines.size())),
                        ListReport.of(result).map(IsolationPage::section).orElse(""));
    }
}
