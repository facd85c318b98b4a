package io.tidbclient.output.scenario;

import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.play.Performance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the report as JUnit XML, which every pipeline collects: a suite for each script, a case for each playing, the
 * difference as the failure and the timeline as the case's output.
 */
public final class JunitXml {
    private static final int WIDTH = 120;

    private JunitXml() {}

    /** The whole document. */
    public static String of(ScenarioReport report) {
        Map<String, List<Performance>> byFile = new LinkedHashMap<>();
        report.performances()
                .forEach(performance -> byFile.computeIfAbsent(
                                performance.scenario().place().file(), file -> new ArrayList<>())
                        .add(performance));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites name=\"tidb-client\"")
                .append(counts(report.performances()))
                .append(" time=\"")
                .append(seconds(report.took()))
                .append("\">\n");
        if (byFile.isEmpty()) {
            // Nothing was played, and that is no success.
            xml.append("  <testsuite name=\"tidb-client\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n")
                    .append("    <testcase name=\"server ")
                    .append(escaped(report.target()))
                    .append("\">\n")
                    .append("      <error message=\"")
                    .append(escaped(report.verdict().sentence()))
                    .append("\"/>\n    </testcase>\n  </testsuite>\n");
        }
        byFile.forEach((file, performances) -> suite(xml, file, performances));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, String file, List<Performance> performances) {
        xml.append("  <testsuite name=\"")
                .append(escaped(file))
                .append('"')
                .append(counts(performances))
                .append(" timestamp=\"")
                .append(performances.getFirst().startedAt())
                .append("\">\n");
        for (Performance performance : performances) {
            xml.append("    <testcase classname=\"")
                    .append(escaped(file))
                    .append("\" name=\"")
                    .append(escaped(performance.title()))
                    .append("\" time=\"")
                    .append(seconds(performance.took()))
                    .append("\">\n");
            body(xml, performance);
            xml.append("    </testcase>\n");
        }
        xml.append("  </testsuite>\n");
    }

    private static void body(StringBuilder xml, Performance performance) {
        switch (performance.status()) {
            case PASSED -> {}
            case SKIPPED ->
                xml.append("      <skipped message=\"")
                        .append(escaped(performance.why()))
                        .append("\"/>\n");
            case FAILED ->
                xml.append("      <failure message=\"")
                        .append(escaped(performance.why()))
                        .append("\"/>\n");
            case BROKEN, STOPPED ->
                xml.append("      <error message=\"")
                        .append(escaped(performance.why()))
                        .append("\"/>\n");
        }
        if (!performance.steps().isEmpty()) {
            String timeline = new Timeline(performance, WIDTH)
                    .lines().stream().map(Text::plain).collect(Collectors.joining("\n"));
            xml.append("      <system-out>").append(escapedLines(timeline)).append("\n      </system-out>\n");
        }
    }

    private static String counts(List<Performance> performances) {
        return " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\""
                .formatted(
                        performances.size(),
                        count(performances, Performance.Status.FAILED),
                        count(performances, Performance.Status.BROKEN)
                                + count(performances, Performance.Status.STOPPED),
                        count(performances, Performance.Status.SKIPPED));
    }

    private static long count(List<Performance> performances, Performance.Status status) {
        return performances.stream().filter(p -> p.status() == status).count();
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }

    private static String escapedLines(String text) {
        return text.lines().map(JunitXml::escaped).collect(Collectors.joining("\n", "\n", ""));
    }

    /** XML 1.0 has no way to write most control characters, so they go, as they do on a terminal. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        TerminalText.clean(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case 0xfffe, 0xffff -> {}
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
